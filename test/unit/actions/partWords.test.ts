/** Two customers counted as one, and are two again: what each of them has written since is his, in tickets of his own. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import { newId } from '../../../src/lib/ids.js';
import type { Message } from '../../../src/tickets/message.js';

let desk: InProcessDesk;
let ann: Message;
let bob: Message;
beforeEach(async () => {
  desk = await openInProcessDesk();
  ann = await write('ann', 'My printer smokes.');
  bob = await write('bob', 'My shoes are wet.');
  desk.clock.pass(1);
}, 60_000);
afterEach(async () => {
  jest.restoreAllMocks();
  await desk.close();
});

async function write(who: string, text: string, at = 'home'): Promise<Message> {
  desk.clock.pass(0.1);
  const message = await desk.mail(letter({ from: `${who} <${who}@${at}.example>`, subject: text, id: `${newId()}@mail.example`, text }));
  if (!message) throw new Error('it became no message');
  return message;
}
const merge = async (from: Message, into: Message): Promise<string> =>
  (await desk.actions.desk.identity.merge(desk.admin, from.customerId, { intoId: into.customerId })).id;
const undo = async (changeId: string): Promise<string> => (await desk.actions.desk.identity.undo(desk.admin, changeId)).id;
const close = (ticketId: string) => desk.actions.desk.tickets.change(desk.admin, ticketId, { status: 'closed' });

/** What stands in a customer's tickets, and what he said by his timeline. */
async function of(customerId: string): Promise<{ tickets: string[][]; said: string[] }> {
  const ids = (await desk.store.customerChanges.ticketIds(customerId)).sort();
  const tickets = await Promise.all(ids.map(async (id) => (await desk.messages(id)).map(({ text }) => text.trim())));
  const { items } = await desk.store.messages.ofCustomer(customerId, { limit: 50 });
  return { tickets: tickets.filter((texts) => texts.length > 0), said: items.map(({ text }) => text.trim()).reverse() };
}

test('who joined a ticket of the other meanwhile has a ticket of his own afterwards', async () => {
  await close(bob.ticketId);
  const changeId = await merge(bob, ann);
  const secret = await write('bob', 'My account is 778899.');
  expect(secret.ticketId).toBe(ann.ticketId);
  const undone = await undo(changeId);
  expect(await of(ann.customerId)).toEqual({ tickets: [['My printer smokes.']], said: ['My printer smokes.'] });
  expect(await of(bob.customerId)).toEqual({
    tickets: [['My shoes are wet.'], ['My account is 778899.']],
    said: ['My shoes are wet.', 'My account is 778899.'],
  });
  const moved = await desk.store.messages.get(secret.id);
  expect(await desk.ticket(moved?.ticketId ?? '')).toMatchObject({ customerId: bob.customerId, status: 'open' });
  expect((await desk.ticket(moved?.ticketId ?? '')).waitingSince).not.toBeNull();
  // And what he writes next goes on there.
  expect((await write('bob', 'My account is 778899, did you see?')).ticketId).toBe(moved?.ticketId);

  // Taken back once more, all of it is hers.
  await undo(undone);
  expect((await of(ann.customerId)).said).toHaveLength(4);
  expect(await of(bob.customerId)).toEqual({ tickets: [], said: [] });
});

test('whose ticket went to the other takes it back without the words of the other', async () => {
  await close(bob.ticketId);
  const changeId = await merge(ann, bob);
  const secret = await write('bob', 'My account is 112233.');
  expect(secret.ticketId).toBe(ann.ticketId);
  await undo(changeId);
  expect(await of(ann.customerId)).toEqual({ tickets: [['My printer smokes.']], said: ['My printer smokes.'] });
  expect((await of(bob.customerId)).said).toEqual(['My shoes are wet.', 'My account is 112233.']);
});

test('a ticket that one opened and the other went on in is parted', async () => {
  await close(ann.ticketId);
  await close(bob.ticketId);
  const changeId = await merge(bob, ann);
  const fresh = await write('ann', 'The kettle leaks.');
  const more = await write('bob', 'The kettle leaks here as well.');
  expect(more.ticketId).toBe(fresh.ticketId);
  await undo(changeId);
  expect((await of(ann.customerId)).tickets).toEqual([['My printer smokes.'], ['The kettle leaks.']]);
  expect((await of(bob.customerId)).tickets).toEqual([['My shoes are wet.'], ['The kettle leaks here as well.']]);
});

test('what was decided on while they were one and stored when they were two is looked for, for some minutes', async () => {
  await close(bob.ticketId);
  const changeId = await merge(bob, ann);
  const { receive } = desk.store.tickets;
  jest.spyOn(desk.store.tickets, 'receive').mockImplementationOnce(async (...given) => {
    await undo(changeId);
    return receive(...given);
  });
  await write('bob', 'My account is 778899.');
  expect((await of(ann.customerId)).tickets).toEqual([['My printer smokes.', 'My account is 778899.']]);
  await desk.actions.reconcile.sweep();
  expect((await of(ann.customerId)).tickets).toEqual([['My printer smokes.']]);
  expect((await of(bob.customerId)).tickets).toEqual([['My shoes are wet.'], ['My account is 778899.']]);
  desk.clock.pass(0.1);
  await desk.actions.reconcile.sweep();
  expect(await desk.store.customerChanges.lookedAfter()).toEqual([]);
});

test('of all their tickets only those with news are read, and once more only those with something to part', async () => {
  await close(bob.ticketId);
  desk.clock.pass(1);
  const changeId = await merge(bob, ann);
  const { receive } = desk.store.tickets;
  jest.spyOn(desk.store.tickets, 'receive').mockImplementationOnce(async (...given) => {
    await undo(changeId);
    return receive(...given);
  });
  await write('bob', 'My account is 778899.');
  await close(ann.ticketId);
  const fresh = await write('ann', 'The kettle leaks.');
  const many = jest.spyOn(desk.store.tickets, 'many');
  const ofTicket = jest.spyOn(desk.store.messages, 'ofTicket');
  await desk.actions.reconcile.sweep();
  expect(many.mock.calls.map(([ids]) => ids.toSorted())).toEqual([[ann.ticketId, fresh.ticketId].toSorted(), [ann.ticketId]]);
  expect(ofTicket.mock.calls.filter(([id]) => id === bob.ticketId)).toEqual([]);
  expect(ofTicket.mock.calls.filter(([id]) => id === fresh.ticketId)).toHaveLength(1);
  expect((await of(bob.customerId)).tickets).toEqual([['My shoes are wet.'], ['My account is 778899.']]);

  // Nor when there is nothing to part.
  many.mockClear();
  await desk.actions.reconcile.sweep();
  expect(many.mock.calls.flatMap(([ids]) => ids)).not.toContain(bob.ticketId);
});

test('a ticket that came late as a whole is given as a whole', async () => {
  await close(ann.ticketId);
  await close(bob.ticketId);
  const changeId = await merge(bob, ann);
  const { open } = desk.store.tickets;
  jest.spyOn(desk.store.tickets, 'open').mockImplementationOnce(async (...given) => {
    await undo(changeId);
    return open(...given);
  });
  const fresh = await write('bob', 'The kettle leaks.');
  await desk.actions.reconcile.sweep();
  expect((await desk.ticket(fresh.ticketId)).customerId).toBe(bob.customerId);
  expect((await of(bob.customerId)).tickets).toEqual([['My shoes are wet.'], ['The kettle leaks.']]);
});

test('whoever dies before all is parted: it is finished', async () => {
  await close(bob.ticketId);
  const changeId = await merge(bob, ann);
  await write('bob', 'My account is 778899.');
  const { carry } = desk.store.customerChanges;
  jest.spyOn(desk.store.customerChanges, 'carry').mockImplementation(async (change, name) => {
    if (change.messageIds.length === 1 && change.fromId === ann.customerId && change.identityIds.length === 0) {
      jest.restoreAllMocks();
      await carry(change, name);
      throw new Error('killed');
    }
    return carry(change, name);
  });
  await expect(undo(changeId)).rejects.toThrow('killed');
  desk.clock.pass(0.01);
  await desk.actions.reconcile.sweep();
  expect((await of(ann.customerId)).tickets).toEqual([['My printer smokes.']]);
  expect((await of(bob.customerId)).tickets).toEqual([['My shoes are wet.'], ['My account is 778899.']]);
});

test('an address that was given to another comes back with what it opened and said since', async () => {
  const { identity } = desk.actions.desk;
  await identity.link(desk.admin, ann.customerId, { kind: 'email', value: 'ann@work.example', verified: false });
  const changeId = (
    await identity.link(desk.admin, bob.customerId, { kind: 'email', value: 'ann@work.example', verified: false, takeFrom: ann.customerId })
  ).id;
  const joined = await write('ann', 'My shoes are wet, too.', 'work');
  expect(joined.ticketId).toBe(bob.ticketId);
  await undo(changeId);
  expect((await of(bob.customerId)).said).toEqual(['My shoes are wet.']);
  expect((await of(ann.customerId)).said).toEqual(['My printer smokes.', 'My shoes are wet, too.']);
});
