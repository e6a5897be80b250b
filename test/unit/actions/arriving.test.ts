/** A line of the chat whose place is plain is stored and placed in one write; all else about it is as with any other. */
import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { chatIntake, type ChatMeta } from '../../../src/channels/chat/intake.js';
import { newId } from '../../../src/lib/ids.js';
import type { Accepted } from '../../../src/ports/intake.js';

let desk: InProcessDesk;
const nudged: string[] = [];
beforeAll(async () => {
  desk = await openInProcessDesk({ placesHere: true });
  desk.deps.jobs.intakeLater = (id) => void nudged.push(id);
});
afterAll(() => desk.close());

let next = 1;
let visitorId: string;
let ticketId: string;
/** Each test has a visitor of its own, whose first line has its place. */
beforeEach(async () => {
  visitorId = `arriving-${next++}`;
  const first = await desk.chat(visitorId, 'The lid of my kettle leaks.');
  ticketId = first?.ticketId ?? '';
  nudged.length = 0;
});
afterEach(() => jest.restoreAllMocks());

function say(text: string, { clientId = randomUUID(), ...meta }: Partial<ChatMeta> & { clientId?: string } = {}): Promise<Accepted> {
  desk.clock.pass(1 / 60);
  return desk.actions.accept(chatIntake({ clientId, text }, { visitorId, ...meta }));
}
const rowOf = (id: string) => desk.store.intake.find(id);
async function texts(): Promise<string[]> {
  return (await desk.store.messages.ofTicket(ticketId, { limit: 50 })).items.map(({ text }) => text);
}
/** What waits to go with the next write has been written. */
const settled = (): Promise<void> => desk.store.ping();
/** Something is to be written after the next line: so its row is not done with it. */
const leaveSomething = (): Promise<void> => desk.store.people.changeVisitor(visitorId, { customerId: null });

test('it is in its ticket when it is acknowledged, with its event and its reason, its row is done, and no job is made', async () => {
  const writes = jest.spyOn(desk.store.intake, 'finish');
  const { intakeId, duplicate } = await say('It leaks at the hinge.');
  expect(duplicate).toBe(false);
  expect(nudged).toEqual([]);
  const message = await desk.store.messages.get(intakeId);
  expect(message).toMatchObject({ ticketId, text: 'It leaks at the hinge.', intakeId, decision: { rule: 'chat_session' } });
  expect(
    (await desk.store.tickets.events(ticketId, { limit: 50 })).items.map(({ type, data }) => [type, data['messageId']]),
  ).toContainEqual(['message.received', intakeId]);
  expect(await desk.ticket(ticketId)).toMatchObject({ preview: 'It leaks at the hinge.' });
  expect(await rowOf(intakeId)).toMatchObject({ state: 'done', code: null, ticketId, messageId: intakeId, doneAt: desk.clock.now });
  expect(writes).not.toHaveBeenCalled();
});

test('it calls off what was planned to be said to its writer, and its row is done after that', async () => {
  const plan = {
    id: newId(desk.clock.now.getTime()),
    ruleId: newId(0),
    ruleName: 'Ask',
    ticketId,
    ticketNumber: 1,
    customerId: (await desk.ticket(ticketId)).customerId,
    customerName: 'Lena',
    state: 'planned',
    dueAt: new Date(desk.clock.now.getTime() + 86_400_000),
    text: 'All well?',
    reason: null,
    messageId: null,
    createdAt: desk.clock.now,
    endedAt: null,
    planKey: visitorId,
  } as const;
  expect(await desk.store.followups.plan(plan)).toBe(true);
  const { intakeId } = await say('It still leaks.');
  expect(await desk.store.followups.get(plan.id)).toMatchObject({ state: 'cancelled', reason: 'customer_wrote' });
  await settled();
  expect(await rowOf(intakeId)).toMatchObject({ state: 'done', ticketId, messageId: intakeId });
});

test('the visitor, once another ticket was his, is noted with this one', async () => {
  await leaveSomething();
  await say('It leaks here.');
  expect(await desk.store.people.visitor(visitorId)).toMatchObject({ ticketId, customerId: (await desk.ticket(ticketId)).customerId });
});

test('what it says can be found', async () => {
  await say('The hinge is of pewter.');
  await desk.store.search.index();
  const found = await desk.actions.desk.search(desk.admin, { q: 'pewter', limit: 10, sort: 'best' });
  expect(JSON.stringify(found)).toContain(ticketId);
});

test('the same line again is the same line', async () => {
  const clientId = randomUUID();
  const [first, second] = [await say('Once.', { clientId }), await say('Once.', { clientId })];
  expect(second).toEqual({ intakeId: first.intakeId, duplicate: true });
  const [third, fourth] = await Promise.all([
    say('Twice at once.', { clientId: visitorId }),
    say('Twice at once.', { clientId: visitorId }),
  ]);
  expect(third?.intakeId).toBe(fourth?.intakeId);
  expect(await texts()).toEqual(['The lid of my kettle leaks.', 'Once.', 'Twice at once.']);
});

test('lines that come at once are all there, in their order', async () => {
  const said = Array.from({ length: 30 }, (_, i) => `Line ${i}.`);
  const accepted = await Promise.all(said.map((text) => say(text)));
  // More than are placed at once go by the queue.
  for (const { intakeId } of accepted) await desk.actions.receiveMessage(intakeId);
  expect((await texts()).slice(1)).toEqual(said);
  expect(new Set(accepted.map(({ intakeId }) => intakeId)).size).toBe(30);
});

test('who is new here is stored first, and a worker asked', async () => {
  visitorId = `newcomer-${next}`;
  await desk.store.people.addVisitor({
    id: visitorId,
    tokenHash: visitorId,
    externalId: null,
    name: null,
    claimedEmail: null,
    language: null,
    customerId: null,
    ticketId: null,
    createdAt: desk.clock.now,
    seenAt: desk.clock.now,
    claimedPhone: null,
    agentSawAt: null,
    readAt: null,
    leftAt: null,
  });
  const { intakeId } = await say('Hello, is there anybody?');
  expect(nudged).toEqual([intakeId]);
  expect(await rowOf(intakeId)).toMatchObject({ state: 'pending' });
  expect(await desk.store.messages.get(intakeId)).toBeNull();
});

test('so is an address that is to be noted; once it is, nothing is in the way', async () => {
  const claim = { claimedEmail: 'lena@customer.example' };
  const { intakeId } = await say('Write to me there.', claim);
  expect(nudged).toEqual([intakeId]);
  await desk.actions.receiveMessage(intakeId);
  const after = await say('Did you?', claim);
  expect(nudged).toEqual([intakeId]);
  expect(await desk.store.messages.get(after.intakeId)).toMatchObject({ ticketId });
});

test('so is what opens a ticket, after the last was closed', async () => {
  await desk.actions.desk.tickets.change(desk.admin, ticketId, { status: 'closed' });
  const { intakeId } = await say('And now the cup leaks.');
  expect(nudged).toEqual([intakeId]);
  await desk.actions.receiveMessage(intakeId);
  expect((await desk.store.messages.get(intakeId))?.ticketId).toBe(intakeId);
});

test('what could not be placed is stored all the same', async () => {
  jest.spyOn(desk.store.tickets, 'receive').mockRejectedValueOnce(new Error('locked'));
  const { intakeId } = await say('It leaks more.');
  expect(nudged).toEqual([intakeId]);
  await desk.actions.receiveMessage(intakeId);
  expect((await texts()).at(-1)).toBe('It leaks more.');
});

test('what was placed and could not be followed up goes by the queue', async () => {
  await leaveSomething();
  jest.spyOn(desk.store.people, 'changeVisitor').mockRejectedValueOnce(new Error('locked'));
  const { intakeId } = await say('It leaks again.');
  expect(nudged).toEqual([intakeId]);
  await desk.actions.receiveMessage(intakeId);
  await settled();
  expect(await rowOf(intakeId)).toMatchObject({ state: 'done', ticketId });
  expect((await texts()).filter((text) => text === 'It leaks again.')).toHaveLength(1);
});

test('what could not be stored either is not acknowledged', async () => {
  jest.spyOn(desk.store.tickets, 'receive').mockRejectedValueOnce(new Error('the disk is full'));
  jest.spyOn(desk.store.intake, 'accept').mockRejectedValueOnce(new Error('the disk is full'));
  await expect(say('Nobody hears this.')).rejects.toThrow('the disk is full');
  expect(await texts()).not.toContain('Nobody hears this.');
});

test('who closes waits for what is being placed', async () => {
  let go = (): void => undefined;
  const { finish } = desk.store.intake;
  jest.spyOn(desk.store.intake, 'finish').mockImplementationOnce(async (...given) => {
    await new Promise<void>((resolve) => (go = resolve));
    return finish(...given);
  });
  await leaveSomething();
  await say('It leaks to the end.');
  let ended = false;
  const closing = desk.actions.arrived().then(() => (ended = true));
  await settled();
  expect(ended).toBe(false);
  go();
  await closing;
});

test('a death between the write and its end leaves one message, whatever runs then', async () => {
  jest.spyOn(desk.store.intake, 'finish').mockRejectedValueOnce(new Error('the process died'));
  await leaveSomething();
  const { intakeId } = await say('It leaks most.');
  expect(await rowOf(intakeId)).toMatchObject({ state: 'pending' });
  await desk.actions.receiveMessage(intakeId);
  await settled();
  expect(await rowOf(intakeId)).toMatchObject({ state: 'done', ticketId });
  expect((await texts()).filter((text) => text === 'It leaks most.')).toHaveLength(1);
});
