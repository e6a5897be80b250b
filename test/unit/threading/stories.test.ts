/**
 * Stories of several mails, stories/*.json: raw mails through the real reading, identifying and placing, with our own
 * answers in between. README.md in cases/ says how to write one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import type { Message } from '../../../src/tickets/message.js';

interface MailStep {
  mail: {
    from: string;
    to?: string;
    cc?: string;
    subject?: string;
    id?: string;
    inReplyTo?: string;
    references?: string[];
    text?: string;
    headers?: string[];
  };
  /** Which of our mailboxes it comes to. */
  mailbox?: string;
  /** It comes so many times, each time by another way. */
  times?: number;
  hours?: number;
  /** The ticket by a letter: the same letter is the same ticket, another one another. */
  ticket: string;
  rule?: string;
  /** The message is one that came before: nothing new is made of it. */
  again?: boolean;
  wroteBy?: Message['wroteBy'];
  /** The address of whom it is from. */
  writer?: string;
}
type Step = MailStep | { reply: string; in: string } | { start: { to: string; subject: string; text: string }; ticket: string };

interface Story {
  name: string;
  why: string;
  steps: Step[];
  /** How many mails of ours there are at the end; left out: as many as the steps wrote. */
  outgoing?: number;
}

const FOLDER = new URL('./stories/', import.meta.url);
const stories = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .flatMap((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Story[]);

let desk: InProcessDesk;
beforeAll(async () => void (desk = await openInProcessDesk()), 60_000);
afterAll(() => desk.close());

const outgoing = async (): Promise<number> => (await desk.store.messages.outbox({ limit: 200 })).items.length;

test.each(stories)(
  '$name',
  async ({ steps, outgoing: expectedOut, why }) => {
    expect(why).toBeTruthy();
    desk.clock.pass(24 * 60);
    const before = await outgoing();
    const tickets = new Map<string, string>();
    const seen = new Set<string>();
    let ours: Record<string, string> = {};
    let wrote = 0;
    const known = (label: string): string => tickets.get(label) ?? '';
    for (const step of steps) {
      desk.clock.pass('hours' in step ? (step.hours ?? 1) : 1);
      if ('mail' in step) {
        for (let time = 0; time < (step.times ?? 1); time++) {
          const via =
            (step.times ?? 1) > 1
              ? [`Received: from relay-${time}.example by mx.desk.example; Mon, 02 Nov 2026 08:00:${String(time).padStart(2, '0')} +0000`]
              : [];
          const raw = letter({ ...step.mail, headers: [...via, ...(step.mail.headers ?? [])] });
          const message = await desk.mail(fill(raw, ours), step.mailbox ? fill(step.mailbox, ours) : undefined);
          if (!message) throw new Error(`it became no message: ${step.mail.subject ?? ''}`);
          const label =
            [...tickets].find(([, id]) => id === message.ticketId)?.[0] ?? (tickets.has(step.ticket) ? 'a new one' : step.ticket);
          tickets.set(label, message.ticketId);
          expect({
            of: step.mail,
            ticket: label,
            again: seen.has(message.id),
            ...(step.rule ? { rule: message.decision?.rule } : {}),
            ...(step.wroteBy ? { wroteBy: message.wroteBy } : {}),
            ...(step.writer ? { writer: message.from.value } : {}),
          }).toEqual({
            of: step.mail,
            ticket: step.ticket,
            again: step.again === true || time > 0,
            ...(step.rule ? { rule: step.rule } : {}),
            ...(step.wroteBy ? { wroteBy: step.wroteBy } : {}),
            ...(step.writer ? { writer: step.writer } : {}),
          });
          seen.add(message.id);
        }
      } else if ('reply' in step) {
        await desk.actions.desk.tickets.write(desk.admin, known(step.in), { kind: 'reply', text: step.reply });
        ours = await marksOf(known(step.in));
        wrote += 1;
      } else {
        const { ticket } = await desk.actions.desk.tickets.start(desk.admin, {
          to: { kind: 'email', value: step.start.to },
          subject: step.start.subject,
          text: step.start.text,
        });
        tickets.set(step.ticket, ticket.id);
        ours = await marksOf(ticket.id);
        wrote += 1;
      }
    }
    expect((await outgoing()) - before).toBe(expectedOut ?? wrote);
  },
  60_000,
);

test('no two stories have one name', () => {
  expect(new Set(stories.map(({ name }) => name)).size).toBe(stories.length);
});

/** Puts the marks of our last answer into a mail that answers it. */
function fill(text: string, marks: Record<string, string>): string {
  return text.replace(/\{\{([a-z-]+)\}\}/g, (whole, mark: string) => marks[mark] ?? whole);
}

async function marksOf(ticketId: string): Promise<Record<string, string>> {
  const last = (await desk.messages(ticketId)).findLast((message) => message.direction === 'out');
  if (!last) throw new Error('nothing went out');
  const headers = desk.channels.email.sender.mailHeaders(last);
  return {
    'our-id': (headers['Message-ID'] ?? '').replace(/[<>]/g, ''),
    'our-address': /<([^>]+)>/.exec(headers['Reply-To'] ?? '')?.[1] ?? '',
  };
}
