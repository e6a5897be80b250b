/** A process may die between any two writes: the next run says about the message what the first would have said. */
import { jest } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import type { Message } from '../../../src/tickets/message.js';

let desk: InProcessDesk;
beforeEach(async () => void (desk = await openInProcessDesk()), 60_000);
afterEach(async () => {
  jest.restoreAllMocks();
  await desk.close();
});

const DEATH = new Error('the process died');
let count = 0;
type Parts = Partial<Parameters<typeof letter>[0]>;
async function write(parts: Parts): Promise<Message> {
  desk.clock.pass(1);
  const message = await desk.mail(
    letter({ from: 'Anna <anna@customer.example>', id: `d${count++}@mail.example`, date: desk.clock.now, ...parts }),
  );
  if (!message) throw new Error('it became no message');
  return message;
}

/** Mails it, dies on the way, and reads the row again. */
async function writeTwice(parts: Parts): Promise<Message> {
  await expect(write(parts)).rejects.toThrow(DEATH.message);
  jest.restoreAllMocks();
  const [row] = (await desk.store.intake.list({ state: 'pending', limit: 1 })).items;
  await desk.actions.receiveMessage(row?.id ?? '');
  const message = await desk.store.messages.get(row?.id ?? '');
  if (!message) throw new Error('it became no message');
  return message;
}

/** A ticket that is closed. @returns its first message, whose mail can be answered */
async function closed(): Promise<Message> {
  const first = await write({ subject: 'Kettle', text: 'The kettle leaks.' });
  await desk.actions.desk.tickets.change(desk.admin, first.ticketId, { status: 'closed' });
  return first;
}

test('after a message is stored, the links of its ticket are still found', async () => {
  const first = await closed();
  const live = await write({ subject: 'Kettle', text: 'The kettle leaks still.' });
  expect(live.ticketId).not.toBe(first.ticketId);
  const other = await write({ from: 'Bert <bert@elsewhere.example>', subject: 'Lamp', text: 'The lamp flickers.' });

  // On MongoDB the message comes just before what it changes.
  jest.spyOn(desk.store.tickets, 'receive').mockImplementationOnce(async (_id, message, keys) => {
    await desk.store.messages.insert(message, keys);
    throw DEATH;
  });
  const said = await writeTwice({ subject: 'Re: Lamp', text: 'And the kettle leaks more.', inReplyTo: other.externalId ?? '' });
  expect(said).toMatchObject({ ticketId: live.ticketId, decision: { rule: 'live_ticket' } });
  expect((await desk.ticket(live.ticketId)).links).toEqual([
    { ticketId: first.ticketId, kind: 'previous' },
    { ticketId: other.ticketId, kind: 'claims' },
  ]);
  // They are kept for this alone.
  const shown = (await desk.actions.desk.tickets.messages(desk.admin, live.ticketId, { limit: 50 })).items.find(({ id }) => id === said.id);
  expect(shown?.decision).not.toHaveProperty('links');
});

test('in a store that was copied while it came in, the message that its ticket knows of is put there, and counts once', async () => {
  const first = await write({ subject: 'Kettle', text: 'The kettle leaks.' });
  jest.spyOn(desk.store.tickets, 'receive').mockImplementationOnce(async (id, _message, _keys, change) => {
    await desk.store.tickets.mutate(id, change);
    throw DEATH;
  });
  const said = await writeTwice({ subject: 'Re: Kettle', text: 'It leaks still.', inReplyTo: first.externalId ?? '' });
  expect(said.ticketId).toBe(first.ticketId);
  expect((await desk.messages(first.ticketId)).map(({ id }) => id)).toEqual([first.id, said.id]);
  const { items } = await desk.store.tickets.events(first.ticketId, { limit: 10 });
  expect(items.map(({ id, seq }) => [id, seq])).toEqual([
    [first.id, 1],
    [said.id, 2],
  ]);
  expect((await desk.ticket(first.ticketId)).seq).toBe(2);
});

test('between a ticket and its first message, the rule and its evidence are found again', async () => {
  const first = await closed();
  const again = { subject: 'Re: Kettle', text: 'It leaks again.', inReplyTo: first.externalId ?? '' };
  const open = desk.store.tickets.open.bind(desk.store.tickets);
  // On MongoDB the two are not one write.
  jest.spyOn(desk.store.tickets, 'open').mockImplementationOnce(async (ticket, name, events) => {
    await open(ticket, name, events);
    throw DEATH;
  });
  const said = await writeTwice(again);
  expect(said.ticketId).toBe(said.id);
  expect(said.decision).toMatchObject({
    id: null,
    rule: 'after_closed',
    evidence: expect.arrayContaining([{ kind: 'reference', value: first.externalId }]),
    alternatives: [{ ticketId: first.ticketId }],
  });
  expect((await desk.ticket(said.ticketId)).links).toEqual([{ ticketId: first.ticketId, kind: 'previous' }]);
  expect(await desk.messages(said.ticketId)).toHaveLength(1);
});
