/** Customers of a colleague who is gone: what is his still is told, and is freed when somebody wishes it, and not before. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import { MAX_BULK } from '../../../src/contract/lists.js';
import type { TicketPatch } from '../../../src/contract/tickets.js';
import type { FreedTickets } from '../../../src/contract/workspace.js';
import { newId } from '../../../src/lib/ids.js';

let desk: InProcessDesk;
let hugo: string;
beforeEach(async () => {
  desk = await openInProcessDesk();
  hugo = (await desk.actions.desk.agents.create(desk.admin, { name: 'Hugo', email: 'hugo@staff.example', role: 'agent' })).id;
}, 60_000);
afterEach(async () => {
  jest.restoreAllMocks();
  await desk.close();
});

/** A ticket of a new customer, Hugo's. */
async function his(): Promise<string> {
  desk.clock.pass(0.01);
  const name = newId();
  const mail = letter({ from: `${name} <${name}@home.example>`, subject: `Of ${name}`, id: `${name}@mail.example`, text: 'It leaks.' });
  const id = (await desk.mail(mail))?.ticketId ?? '';
  await desk.actions.desk.tickets.change(desk.admin, id, { assigneeId: hugo });
  return id;
}

const setActive = (active: boolean) => desk.actions.desk.agents.change(desk.admin, hugo, { active });
const free = (): Promise<FreedTickets> => desk.actions.desk.tickets.freeOf(desk.admin, hugo);
const undo = ({ batchId }: FreedTickets) => desk.actions.desk.tickets.undoMany(desk.admin, batchId ?? '');
const assignees = (ids: readonly string[]) => Promise.all(ids.map(async (id) => (await desk.ticket(id)).assigneeId));
const health = async () => {
  const { agents, unassigned } = await desk.actions.desk.queues.health(desk.admin);
  return { unassigned, hugo: agents.find(({ id }) => id === hugo) };
};

test('queue health shows who is gone, marked, for as long as live tickets are his, and he is nowhere else', async () => {
  const id = await his();
  expect((await health()).hugo).toMatchObject({ active: true, open: 1 });
  await setActive(false);
  expect(await health()).toEqual({ unassigned: 0, hugo: { id: hugo, name: 'Hugo', active: false, online: false, open: 1 } });
  expect(await assignees([id])).toEqual([hugo]);
  await desk.actions.desk.tickets.change(desk.admin, id, { status: 'solved' });
  expect((await health()).hugo).toBeUndefined();
  // Open again, its customer waits for him.
  await desk.actions.desk.tickets.change(desk.admin, id, { status: 'open' });
  expect((await health()).hugo).toMatchObject({ active: false, open: 1 });
});

test('every live ticket is freed, put aside or not, as one change that is told and can be taken back; what has ended stays his', async () => {
  const ids = [await his(), await his(), await his(), await his(), await his()];
  const [, pending = '', hold = '', aside = '', solved = ''] = ids;
  const { tickets } = desk.actions.desk;
  await tickets.change(desk.admin, pending, { status: 'pending' });
  await tickets.change(desk.admin, hold, { status: 'hold' });
  await tickets.snooze(desk.admin, aside, null);
  await tickets.change(desk.admin, solved, { status: 'solved' });
  await setActive(false);

  const done = await free();
  expect(done).toEqual({ batchId: expect.any(String), changed: 4, remaining: 0 });
  expect(await assignees(ids)).toEqual([null, null, null, null, hugo]);
  expect(await health()).toEqual({ unassigned: 4, hugo: undefined });
  const { items } = await desk.store.tickets.events(hold, { limit: 100 });
  expect(items.filter(({ data }) => 'assigneeId' in data).at(-1)?.data).toEqual({ assigneeId: { from: hugo, to: null } });

  // There is nothing left to do.
  expect(await free()).toEqual({ batchId: null, changed: 0, remaining: 0 });
  expect((await undo(done)).changed).toBe(4);
  expect(await assignees(ids)).toEqual(ids.map(() => hugo));
  expect((await health()).hugo).toMatchObject({ active: false, open: 4 });
});

test('nothing is taken from whoever has it by then, and nothing that has ended', async () => {
  const ids = [await his(), await his(), await his()];
  const [taken = '', ended = ''] = ids;
  await setActive(false);
  const ida = await desk.actions.desk.agents.create(desk.admin, { name: 'Ida', email: 'ida@staff.example', role: 'agent' });
  const meanwhile = new Map<string, TicketPatch>([
    [taken, { assigneeId: ida.id }],
    [ended, { status: 'solved' }],
  ]);
  const mutate = desk.store.tickets.mutate.bind(desk.store.tickets);
  jest.spyOn(desk.store.tickets, 'mutate').mockImplementation(async (id, change) => {
    const patch = meanwhile.get(id);
    meanwhile.delete(id);
    if (patch) await desk.actions.desk.tickets.change(desk.admin, id, patch);
    return mutate(id, change);
  });
  expect(await free()).toMatchObject({ changed: 1, remaining: 0 });
  expect(await assignees(ids)).toEqual([ida.id, hugo, null]);
});

test('what could not be freed is counted, and freed when it is done again', async () => {
  const ids = [await his(), await his(), await his()];
  await setActive(false);
  jest.spyOn(desk.store.tickets, 'mutate').mockRejectedValueOnce(new Error('the disk is full'));
  const some = await free();
  expect(some).toMatchObject({ changed: 2, remaining: 1 });
  expect(await health()).toMatchObject({ unassigned: 2, hugo: { open: 1 } });
  const rest = await free();
  expect(rest).toMatchObject({ changed: 1, remaining: 0 });
  await undo(some);
  await undo(rest);
  expect(await assignees(ids)).toEqual(ids.map(() => hugo));
});

test('of more than a batch holds, the rest is told', async () => {
  const one = await desk.ticket(await his());
  for (let number = 0; number < MAX_BULK; number++)
    await desk.store.tickets.open(
      { ...one, id: newId(), number: 10_000 + number, opened: { ...one.opened, ordinal: 10 + number } },
      'Ann',
      [],
    );
  await setActive(false);
  expect(await free()).toMatchObject({ changed: MAX_BULK, remaining: 1 });
  expect(await free()).toMatchObject({ changed: 1, remaining: 0 });
}, 120_000);

test('activated again he has what was left to him; what was freed stays free, and nobody takes from him what is his', async () => {
  const [freed, left] = [await his(), await his()];
  await setActive(false);
  const done = await free();
  await undo(done);
  await setActive(true);
  expect(await assignees([freed, left])).toEqual([hugo, hugo]);
  await expect(free()).rejects.toMatchObject({ code: 'conflict' });

  await setActive(false);
  const again = await free();
  await setActive(true);
  expect(await assignees([freed, left])).toEqual([null, null]);
  expect((await health()).hugo).toMatchObject({ active: true, open: 0 });
  await undo(again);
  expect(await assignees([freed, left])).toEqual([hugo, hugo]);
});

test('there is nobody to free tickets of', async () => {
  await expect(desk.actions.desk.tickets.freeOf(desk.admin, 'f'.repeat(24))).rejects.toMatchObject({ code: 'not_found' });
});
