/** Threads of mails as people write them, for tests of arrival in any order. */
import { letter } from '../../src/cli/inProcess/letter.js';

export interface ThreadMail {
  /** Position in the thread, from 0. */
  n: number;
  id: string;
  raw: string;
}

const TEXTS = [
  'The coffee machine leaks at the bottom since Monday.',
  'I forgot: the serial number is QX55120-33.',
  'Any news?',
  '我的订单什么时候发货？',
  'Please refund order A8811202, I have waited long enough.',
  'And my password is refused as well when I log in.',
  'Here is the invoice that you asked for.',
  'It happened again this morning.',
  'Der Wassertank ist gerissen.',
  'I am at home on Friday.',
  'See the picture.',
  'The courier has not come.',
];

/** How the subject changes on the way: markers, other languages, and somebody who writes a new one. */
const SUBJECTS = (base: string): string[] => [
  base,
  `Re: ${base}`,
  `RE: Re: ${base}`,
  `AW: ${base}`,
  `回复：${base}`,
  'Refund order A8811202',
  `Re: ${base}`,
  `SV: ${base}`,
  'Password refused',
  `Re: ${base}`,
  `Fwd: ${base}`,
  `Re: ${base}`,
];

/**
 * A thread of one person. Each mail names some of the mails before it, as programs do: all of them, only the last one, or
 * some that never reached us.
 * @param key makes ids and address unlike those of other threads.
 */
export function mailThread(key: string, length: number): ThreadMail[] {
  const id = (n: number): string => `${key}.${n}@mail.example`;
  const subjects = SUBJECTS(`Coffee machine leaks ${key}`);
  return Array.from({ length }, (_, n) => {
    const before = Array.from({ length: n }, (_x, i) => id(i));
    const references =
      n % 4 === 3
        ? before.slice(-1)
        : n % 4 === 2
          ? [...before.slice(0, 1), `lost.${key}.${n}@elsewhere.example`, ...before.slice(-1)]
          : before;
    return {
      n,
      id: id(n),
      raw: letter({
        from: `Anna Adler <anna.${key}@customer.example>`,
        subject: subjects[n % subjects.length] ?? '',
        id: id(n),
        ...(n > 0 ? { inReplyTo: id(n - 1), references } : {}),
        date: new Date(Date.parse('2026-11-01T08:00:00Z') + n * 30 * 3_600_000),
        text: TEXTS[n % TEXTS.length] ?? '',
      }),
    };
  });
}

export function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, i) => permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]));
}
