/**
 * A thread as it really goes: Anna writes about one matter and copies Bob in, Bob answers as well, and between her mails
 * Anna writes about something else, in a thread of its own. So there is more than one ticket that a mail could fall into.
 */
import { letter } from '../../src/cli/inProcess/letter.js';

export interface MatterMail {
  id: string;
  /** Whose thread it stands in: what must never be torn apart. */
  thread: 'coffee' | 'password' | 'bob';
  from: 'anna' | 'bob';
  raw: string;
}

interface Line {
  thread: MatterMail['thread'];
  subject: string;
  text: string;
  /** What it answers, by its place in the list; all before it in that line of answers are named as well. */
  answers?: number;
  /** Names only what it answers, as some programs do. */
  short?: boolean;
}

/** Twelve mails in the order in which they were written. Bob answers hers, so his ticket is linked to hers and never hers. */
const LINES: Line[] = [
  {
    thread: 'coffee',
    subject: 'Coffee machine broken, order A8811202',
    text: 'The coffee machine leaks at the bottom since Monday. Bob, who bought it, reads along.',
  },
  {
    thread: 'coffee',
    subject: 'Re: Coffee machine broken, order A8811202',
    text: 'I forgot: the water tank is cracked on the left.',
    answers: 0,
  },
  {
    thread: 'bob',
    subject: 'AW: Coffee machine broken, order A8811202',
    text: 'I have the receipt here, tell me where to send it.',
    answers: 1,
  },
  { thread: 'password', subject: 'Password refused at login', text: 'I cannot log in to my account, my password is refused.' },
  {
    thread: 'coffee',
    subject: 'RE: Re: Coffee machine broken, order A8811202',
    text: 'It happened again this morning.',
    answers: 1,
    short: true,
  },
  { thread: 'password', subject: 'Re: Password refused at login', text: 'The reset link has expired as well.', answers: 3 },
  { thread: 'coffee', subject: '回复：Coffee machine broken, order A8811202', text: '水箱还在漏水。', answers: 2 },
  { thread: 'bob', subject: 'Re: Coffee machine broken, order A8811202', text: 'Here is the receipt.', answers: 2 },
  { thread: 'password', subject: 'SV: Password refused at login', text: 'Any news?', answers: 5, short: true },
  { thread: 'coffee', subject: 'Re: Coffee machine broken, order A8811202', text: 'See the picture.', answers: 4 },
  { thread: 'password', subject: 'Re: Password refused at login', text: 'The account is locked now after three tries.', answers: 8 },
  { thread: 'coffee', subject: 'Re: Coffee machine broken, order A8811202', text: 'I am at home on Friday.', answers: 9 },
];

/** Five of them in which there are both people and both matters. */
export const FIVE = [0, 1, 2, 3, 5];

/** @param key makes ids and addresses unlike those of others. */
export function twoMatters(key: string): MatterMail[] {
  const id = (n: number): string => `${key}.${n}@mail.example`;
  const chain = (n: number): number[] => {
    const before = LINES[n]?.answers;
    return before === undefined ? [] : [...chain(before), before];
  };
  return LINES.map(({ thread, subject, text, answers, short }, n) => {
    const from = thread === 'bob' ? 'bob' : 'anna';
    const references = short ? chain(n).slice(-1) : chain(n);
    return {
      id: id(n),
      thread,
      from,
      raw: letter({
        from: from === 'anna' ? `Anna Adler <anna.${key}@customer.example>` : `Bob Burger <bob.${key}@elsewhere.example>`,
        ...(thread === 'password' ? {} : { cc: from === 'anna' ? `bob.${key}@elsewhere.example` : `anna.${key}@customer.example` }),
        subject,
        text,
        id: id(n),
        ...(answers === undefined ? {} : { inReplyTo: id(answers), references: references.map(id) }),
        date: new Date(Date.parse('2026-11-01T08:00:00Z') + n * 30 * 3_600_000),
      }),
    };
  });
}
