/** Check-ins that are due: when they may ring, and that a sweep leaves those alone that wait. */
import { jest } from '@jest/globals';
import { openInProcessDesk, SILENT, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';

let desk: InProcessDesk;
beforeEach(async () => void (desk = await openInProcessDesk()), 60_000);
afterEach(async () => {
  jest.restoreAllMocks();
  await desk.close();
});

/** A solved ticket of a customer in Chicago, with a check-in planned a day after. @returns the check-in's id */
async function solved(): Promise<{ id: string; ticketId: string }> {
  const { desk: api } = desk.actions;
  await api.followups.createRule(desk.admin, { name: 'Ask', enabled: true, when: { topic: null, on: 'resolve' }, expect: { topic: 'parts', withinDays: 7, probability: null }, prompt: 'Ask about the rest, too.', reply: null, checkIn: { afterHours: 24, text: 'All well?' } });
  const message = await desk.mail(letter({ from: 'Cleo <cleo@night.example>', subject: 'Seal', id: 'seal@night.example', date: desk.clock.now, text: 'Which seal fits?' }));
  if (!message) throw new Error('it became no message');
  await api.customers.edit(desk.admin, message.customerId, { timeZone: 'America/Chicago' });
  desk.clock.now = new Date('2026-11-02T16:00:00Z');
  await api.tickets.change(desk.admin, message.ticketId, { status: 'solved' });
  const [planned] = await desk.store.followups.plannedOf(message.ticketId);
  if (!planned) throw new Error('nothing was planned');
  return { id: planned.id, ticketId: message.ticketId };
}

const sent = async (ticketId: string): Promise<string[]> => (await desk.messages(ticketId)).filter(({ direction }) => direction === 'out').map(({ text }) => text);

test('a check-in that is late waits for the customer\'s morning, once for all sweeps', async () => {
  const { id, ticketId } = await solved();
  // Ten in the morning where she lives; the desk was down until three in the night.
  expect((await desk.store.followups.get(id))?.dueAt).toEqual(new Date('2026-11-03T16:00:00Z'));
  desk.clock.now = new Date('2026-11-04T09:00:00Z');
  await desk.actions.runFollowup(id);
  expect(await sent(ticketId)).toEqual([]);
  expect(await desk.store.followups.get(id)).toMatchObject({ state: 'planned', dueAt: new Date('2026-11-04T15:00:00Z') });
  expect(await desk.store.followups.due(desk.clock.now, 10)).toEqual([]);

  desk.clock.now = new Date('2026-11-04T15:00:00Z');
  expect(await desk.store.followups.due(desk.clock.now, 10)).toEqual([id]);
  await desk.actions.runFollowup(id);
  expect(await sent(ticketId)).toEqual(['All well?']);
});

test('what cannot be made good is told, and keeps no sweep from the rest', async () => {
  const told = jest.spyOn(SILENT, 'error');
  jest.spyOn(desk.store.tickets, 'unfinishedMoves').mockResolvedValue(['a ticket']);
  jest.spyOn(desk.store.tickets, 'get').mockRejectedValue(new Error('not this one'));
  jest.spyOn(desk.store.customerChanges, 'unfinished').mockRejectedValue(new Error('the disk says no'));
  const purged = jest.spyOn(desk.store.uploads, 'purge');
  await desk.actions.reconcile.sweep();
  expect(purged).toHaveBeenCalled();
  expect(told.mock.calls.map(([what]) => what)).toEqual([expect.objectContaining({ what: 'move', id: 'a ticket' }), expect.objectContaining({ what: 'changes of customers' })]);
});
