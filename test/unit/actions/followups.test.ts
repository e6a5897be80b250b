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

/** A ticket of a customer in Chicago; solving it plans a check-in a day after. @returns its id */
async function open(): Promise<string> {
  const { desk: api } = desk.actions;
  await api.followups.createRule(desk.admin, {
    name: 'Ask',
    enabled: true,
    when: { topic: null, on: 'resolve' },
    expect: { topic: 'parts', withinDays: 7, probability: null },
    prompt: 'Ask about the rest, too.',
    reply: null,
    checkIn: { afterHours: 24, text: 'All well?' },
  });
  const message = await desk.mail(
    letter({
      from: 'Cleo <cleo@night.example>',
      subject: 'Seal',
      id: 'seal@night.example',
      date: desk.clock.now,
      text: 'Which seal fits?',
    }),
  );
  if (!message) throw new Error('it became no message');
  await api.customers.edit(desk.admin, message.customerId, { timeZone: 'America/Chicago' });
  desk.clock.now = new Date('2026-11-02T16:00:00Z');
  return message.ticketId;
}

const solve = (ticketId: string) => desk.actions.desk.tickets.change(desk.admin, ticketId, { status: 'solved' });

/** @returns the id of the check-in */
async function solved(): Promise<{ id: string; ticketId: string }> {
  const ticketId = await open();
  await solve(ticketId);
  const [planned] = await desk.store.followups.plannedOf(ticketId);
  if (!planned) throw new Error('nothing was planned');
  return { id: planned.id, ticketId };
}

const sent = async (ticketId: string): Promise<string[]> =>
  (await desk.messages(ticketId)).filter(({ direction }) => direction === 'out').map(({ text }) => text);

test("a check-in that is late waits for the customer's morning, once for all sweeps", async () => {
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

test("of a customer whose clock nobody knows it goes by the desk's, once its hours are set", async () => {
  const ticketId = await open();
  const { customers, followups, workspace } = desk.actions.desk;
  await customers.edit(desk.admin, (await desk.ticket(ticketId)).customerId, { timeZone: null });
  await workspace.hours.change(desk.admin, { timeZone: 'Asia/Taipei', week: [], holidays: [] });
  await solve(ticketId);
  // Sixteen hours UTC are midnight in Taipei.
  const {
    items: [planned],
  } = await followups.list(desk.admin, { limit: 10 });
  expect(planned).toMatchObject({ dueAt: '2026-11-04T01:00:00.000Z', timeZone: null });
  desk.clock.now = new Date('2026-11-04T12:00:00Z');
  await desk.actions.runFollowup(planned?.id ?? '');
  expect(await sent(ticketId)).toEqual([]);
  desk.clock.now = new Date('2026-11-05T01:00:00Z');
  await desk.actions.runFollowup(planned?.id ?? '');
  expect(await sent(ticketId)).toEqual(['All well?']);
});

test('a check-in is told with the zone that its customer lives in', async () => {
  const { id } = await solved();
  const { followups } = desk.actions.desk;
  expect(await followups.list(desk.admin, { limit: 10 })).toMatchObject({ items: [{ id, timeZone: 'America/Chicago' }] });
  expect(await followups.cancel(desk.admin, id)).toMatchObject({ state: 'cancelled', timeZone: 'America/Chicago' });
});

test('what cannot be made good is told, and keeps no sweep from the rest', async () => {
  const told = jest.spyOn(SILENT, 'error');
  jest.spyOn(desk.store.tickets, 'unfinishedMoves').mockResolvedValue(['a ticket']);
  jest.spyOn(desk.store.tickets, 'get').mockRejectedValue(new Error('not this one'));
  jest.spyOn(desk.store.customerChanges, 'unfinished').mockRejectedValue(new Error('the disk says no'));
  const purged = jest.spyOn(desk.store.uploads, 'purge');
  await desk.actions.reconcile.sweep();
  expect(purged).toHaveBeenCalled();
  expect(told.mock.calls.map(([what]) => what)).toEqual([
    expect.objectContaining({ what: 'move', id: 'a ticket' }),
    expect.objectContaining({ what: 'changes of customers' }),
  ]);
});

/** As when a process dies between two writes: the first write to the ticket that is about this fails. */
function dieAt(type: string): void {
  const mutate = desk.store.tickets.mutate.bind(desk.store.tickets);
  let dead = false;
  jest.spyOn(desk.store.tickets, 'mutate').mockImplementation((id, change) =>
    mutate(id, async (ticket, has) => {
      const mutation = await change(ticket, has);
      if (dead || !mutation?.events.some((event) => event.type === type)) return mutation;
      dead = true;
      throw new Error('the process died');
    }),
  );
}

const told = async (ticketId: string): Promise<string[]> =>
  (await desk.store.tickets.events(ticketId, { limit: 50 })).items.map(({ type }) => type).filter((type) => type.startsWith('followup.'));

describe("a death beside the ticket's event loses it no more", () => {
  test('of a check-in that is sent', async () => {
    const { id, ticketId } = await solved();
    desk.clock.now = new Date('2026-11-03T16:00:00Z');
    dieAt('followup.sent');
    await expect(desk.actions.runFollowup(id)).rejects.toThrow('the process died');
    expect(await desk.store.followups.get(id)).toMatchObject({ state: 'planned' });
    await desk.actions.runFollowup(id);
    await desk.actions.runFollowup(id);
    expect(await sent(ticketId)).toEqual(['All well?']);
    expect((await told(ticketId)).toSorted()).toEqual(['followup.planned', 'followup.sent']);
    expect(await desk.store.followups.get(id)).toMatchObject({ state: 'sent' });
  });

  test('of a check-in that is cancelled', async () => {
    const { id, ticketId } = await solved();
    const { followups } = desk.actions.desk;
    dieAt('followup.cancelled');
    await expect(followups.cancel(desk.admin, id)).rejects.toThrow('the process died');
    expect(await desk.store.followups.get(id)).toMatchObject({ state: 'planned' });
    await followups.cancel(desk.admin, id);
    await expect(followups.cancel(desk.admin, id)).rejects.toMatchObject({ code: 'conflict' });
    expect((await told(ticketId)).toSorted()).toEqual(['followup.cancelled', 'followup.planned']);
  });

  test('of a check-in that is planned', async () => {
    const ticketId = await open();
    dieAt('followup.planned');
    await expect(solve(ticketId)).rejects.toThrow('the process died');
    await solve(ticketId);
    expect(await desk.store.followups.plannedOf(ticketId)).toHaveLength(1);
    expect(await told(ticketId)).toEqual(['followup.planned']);
  });
});
