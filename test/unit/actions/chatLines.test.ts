/** What a visitor reads of his own chat: what was said, when it was said, and nothing that waits or was taken back. */
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import type { Message } from '../../../src/contract/tickets.js';

let desk: InProcessDesk;
let next = 1;
let visitor: { id: string; externalId: null; name: null };
let ticketId: string;
beforeAll(async () => {
  desk = await openInProcessDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  visitor = { id: `reader-${next++}`, externalId: null, name: null };
  ticketId = await ask('My lid leaks.');
});

const MINUTE = 1 / 60;
async function ask(text: string): Promise<string> {
  const message = await desk.chat(visitor.id, text);
  desk.clock.pass(MINUTE);
  return message?.ticketId ?? '';
}
async function write(text: string, hours = 0): Promise<Message> {
  const sendAt = hours ? { sendAt: new Date(desk.clock.now.getTime() + hours * 3_600_000).toISOString() } : {};
  const message = await desk.actions.desk.tickets.write(desk.admin, ticketId, { kind: 'reply', channel: 'chat', text, ...sendAt });
  desk.clock.pass(MINUTE);
  return message;
}
const send = async ({ id }: Message): Promise<void> => {
  await desk.actions.sendMessage(id);
  desk.clock.pass(MINUTE);
};
const linesAfter = (after: string | null) => desk.actions.desk.chat.lines(visitor, after);
const read = async (after: string | null = null): Promise<string[]> => (await linesAfter(after)).map(({ text }) => text);

test('a reply is read once it has gone out', async () => {
  const reply = await write('Which lid?');
  expect(await read()).toEqual(['My lid leaks.']);
  await send(reply);
  expect(await read()).toEqual(['My lid leaks.', 'Which lid?']);
});

test('a reply for tomorrow is not read today, and never once it was taken back', async () => {
  const reply = await write('Tomorrow it is over.', 20);
  await send(reply);
  expect(await read()).toEqual(['My lid leaks.']);
  await desk.actions.desk.tickets.cancelMessage(desk.admin, reply.id);
  desk.clock.pass(24);
  await send(reply);
  expect(await read()).toEqual(['My lid leaks.']);
});

test('who asks for what came after a line gets what went out since, though it was written before', async () => {
  const reply = await write('Any news of the lid?', 20);
  desk.clock.pass(19);
  await ask('Hello?');
  const [last] = (await linesAfter(null)).slice(-1);
  expect(last?.text).toBe('Hello?');
  expect(await read(last?.id)).toEqual([]);
  desk.clock.pass(1);
  await send(reply);
  expect(await read(last?.id)).toEqual(['Any news of the lid?']);
  const byTime = (await linesAfter(null)).toSorted((a, b) => a.at.localeCompare(b.at));
  expect(byTime.map(({ text }) => text)).toEqual(['My lid leaks.', 'Hello?', 'Any news of the lid?']);
});

test('who asks for what came after a line gets no history, and after an unknown one all of it', async () => {
  desk.clock.pass(1);
  await ask('Hello?');
  const [first, second] = await linesAfter(null);
  desk.clock.pass(1);
  await ask('Anybody?');
  expect(await read(first?.id)).toEqual(['Hello?', 'Anybody?']);
  expect(await read(second?.id)).toEqual(['Anybody?']);
  expect(await read('0'.repeat(24))).toEqual(['My lid leaks.', 'Hello?', 'Anybody?']);
});
