/** Two visitors' tickets are one now: each answer goes to who spoke last there, in the chat that he spoke in, and to nobody else. */
import { randomUUID } from 'node:crypto';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { newId } from '../../../src/lib/ids.js';
import type { Message } from '../../../src/tickets/message.js';

let desk: InProcessDesk;
let next = 1;
beforeAll(async () => {
  desk = await openInProcessDesk();
});
afterAll(() => desk.close());

const MINUTE = 1 / 60;
async function say(visitorId: string, text: string, externalId: string | null = null): Promise<Message> {
  const message = await desk.chat(visitorId, text, externalId);
  if (!message) throw new Error('it became no message');
  desk.clock.pass(MINUTE);
  return message;
}
async function answer(ticketId: string, text: string): Promise<void> {
  const { id } = await desk.actions.desk.tickets.write(desk.admin, ticketId, { kind: 'reply', channel: 'chat', text });
  await desk.actions.sendMessage(id);
  desk.clock.pass(MINUTE);
}
async function merge(from: Message, into: Message): Promise<void> {
  await desk.actions.desk.tickets.merge(desk.admin, from.ticketId, into.ticketId);
  desk.clock.pass(MINUTE);
}
const read = async (id: string): Promise<string[]> =>
  (await desk.actions.desk.chat.lines({ id, externalId: null, name: null }, null)).map(({ text }) => text);
const hinted = async (ticketId: string): Promise<string[]> => (await desk.actions.desk.chat.visitorsOf(ticketId)).sort();

async function twoMerged(): Promise<{ one: string; two: string; fromId: string; ticketId: string }> {
  const [one, two] = [`one-${next}`, `two-${next++}`];
  const [first, second] = [await say(one, 'My lid leaks.'), await say(two, 'My parcel is lost.')];
  await merge(first, second);
  return { one, two, fromId: first.ticketId, ticketId: second.ticketId };
}

test('who speaks on after the merge is answered, and the other reads nothing of it', async () => {
  const { one, two, ticketId } = await twoMerged();
  expect((await say(one, 'I live on Hill Road 5 now.')).ticketId).toBe(ticketId);
  expect(await hinted(ticketId)).toEqual([one, two]);
  await answer(ticketId, 'We send it to Hill Road 5.');
  expect(await read(one)).toEqual(['My lid leaks.', 'I live on Hill Road 5 now.', 'We send it to Hill Road 5.']);
  expect(await read(two)).toEqual(['My parcel is lost.']);

  await say(two, 'Any news?');
  await answer(ticketId, 'It was found.');
  expect(await read(one)).not.toContain('It was found.');
  expect(await read(two)).toEqual(['My parcel is lost.', 'Any news?', 'It was found.']);
});

test('the chat says whom it really reaches, and what was written for one never reaches the other', async () => {
  const { one, two, ticketId } = await twoMerged();
  const chatOf = async () =>
    (await desk.actions.desk.tickets.get(desk.admin, ticketId)).replyChannels.find((one) => one.channel === 'chat');
  const nameOf = async (id: string) => (await desk.store.customers.get((await desk.store.people.visitor(id))?.customerId ?? ''))?.name;
  const customer = await chatOf();
  expect(customer).toMatchObject({ address: two, name: await nameOf(two), other: false });
  await say(one, 'I live on Hill Road 5 now.');
  expect(await chatOf()).toMatchObject({ address: one, name: await nameOf(one), other: true });
  const write = (address?: string) =>
    desk.actions.desk.tickets.write(desk.admin, ticketId, { kind: 'reply', channel: 'chat', text: 'For the second.', address });
  await expect(write(customer?.address)).rejects.toMatchObject({ code: 'conflict' });
  expect(await read(one)).not.toContain('For the second.');
  expect((await write(one)).to).toEqual([{ kind: 'chat', value: one, name: await nameOf(one) }]);
});

test('what the other typed or left leads no answer away', async () => {
  const { one, ticketId } = await twoMerged();
  await say(one, 'I live on Hill Road 5 now.');
  await desk.actions.desk.chat.contact({ id: one, externalId: null, name: null }, { email: `${one}@customer.example` });
  await desk.actions.desk.chat.left({ id: one, externalId: null, name: null });
  expect((await desk.actions.desk.tickets.get(desk.admin, ticketId)).replyChannels.map(({ channel }) => channel)).toEqual(['chat']);
});

test('taken back, each has his own again', async () => {
  const { one, two, fromId, ticketId } = await twoMerged();
  const line = await say(one, 'I live on Hill Road 5 now.');
  const merge = (await desk.store.tickets.events(fromId, { limit: 50 })).items.find(({ type }) => type === 'ticket.merged');
  await desk.actions.desk.tickets.undo(desk.admin, merge?.id ?? '');
  expect((await desk.store.messages.get(line.id))?.ticketId).toBe(fromId);
  await answer(fromId, 'To the first.');
  await answer(ticketId, 'To the second.');
  expect([(await read(one)).at(-1), (await read(two)).at(-1)]).toEqual(['To the first.', 'To the second.']);
});

test('two windows of one customer: who is answered is also told that we type', async () => {
  const user = `shop-${next++}`;
  const first = await say(`s1-${user}`, 'My lid leaks.', user);
  await desk.actions.desk.tickets.change(desk.admin, first.ticketId, { status: 'solved' });
  desk.clock.pass(24 * 60);
  const second = await say(`s2-${user}`, 'Where is the invoice 4711?', user);
  expect(second.ticketId).not.toBe(first.ticketId);
  await merge(second, first);
  expect(await hinted(first.ticketId)).toContain(`s2-${user}`);
  await answer(first.ticketId, 'Here it is.');
  expect(await read(`s2-${user}`)).toContain('Here it is.');
});

test("who spoke last has become somebody else: the ticket's own customer is answered, in his chat", async () => {
  const { one, two, ticketId } = await twoMerged();
  await say(one, 'I live on Hill Road 5 now.');
  await desk.store.people.changeVisitor(one, { customerId: newId(desk.clock.now.getTime()) });
  await answer(ticketId, 'We look for it.');
  expect([(await read(one)).at(-1), (await read(two)).at(-1)]).toEqual(['I live on Hill Road 5 now.', 'We look for it.']);
});

test('an answer that is sent again after the merge is the same answer; a new one is refused', async () => {
  const [first, second] = [await say(`one-${next}`, 'My lid leaks.'), await say(`two-${next++}`, 'My parcel is lost.')];
  const write = (clientId: string) =>
    desk.actions.desk.tickets.write(desk.admin, first.ticketId, { kind: 'reply', channel: 'chat', text: 'We send a new one.', clientId });
  const clientId = randomUUID();
  const said = await write(clientId);
  await merge(first, second);
  expect((await write(clientId)).id).toBe(said.id);
  await expect(write(randomUUID())).rejects.toMatchObject({ code: 'conflict', details: { mergedIntoId: second.ticketId } });
});
