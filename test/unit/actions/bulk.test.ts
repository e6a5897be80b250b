/** One change of many tickets: what ends one over words of its customer that its list did not show is left out, and told. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import { letter } from '../../../src/cli/inProcess/letter.js';
import type { TicketPatch } from '../../../src/contract/tickets.js';
import type { BulkBody, BulkResult } from '../../../src/contract/workspace.js';
import { newId } from '../../../src/lib/ids.js';

let desk: InProcessDesk;
let ids: string[];
/** The tickets as a list shows them now. */
let knew: Record<string, number>;
beforeEach(async () => {
  desk = await openInProcessDesk();
  ids = [await write('ann'), await write('bob')];
  knew = await shown();
}, 60_000);
afterEach(async () => {
  jest.restoreAllMocks();
  await desk.close();
});

async function write(name: string, headers: string[] = []): Promise<string> {
  desk.clock.pass(0.1);
  const from = `${name} <${name}@home.example>`;
  const message = await desk.mail(letter({ from, subject: `Of ${name}`, id: `${newId()}@mail.example`, text: 'It leaks.', headers }));
  return message?.ticketId ?? '';
}

async function shown(): Promise<Record<string, number>> {
  return Object.fromEntries(await Promise.all(ids.map(async (id) => [id, (await desk.ticket(id)).seq] as const)));
}

const run = (body: Partial<BulkBody> = {}): Promise<BulkResult> =>
  desk.actions.desk.tickets.changeMany(desk.admin, { ticketIds: ids, change: { status: 'solved' }, knew, ...body });
const undo = ({ batchId }: BulkResult): Promise<BulkResult> => desk.actions.desk.tickets.undoMany(desk.admin, batchId);
const linesOf = ({ results }: BulkResult) => results.map(({ outcome, code, cameSince }) => [outcome, code, cameSince]);
const states = async () => Promise.all(ids.map(async (id) => (await desk.ticket(id)).status));
const ALL = [
  ['changed', null, false],
  ['changed', null, false],
];
const WITHOUT_ANN = [['refused', 'conflict', true], ALL[1]];

test.each(['solved', 'closed'] as const)('%s: whoever wrote meanwhile stays open, and the others come back', async (status) => {
  expect(await write('ann')).toBe(ids[0]);
  const done = await run({ change: { status } });
  expect([done.changed, linesOf(done), await states()]).toEqual([1, WITHOUT_ANN, ['open', status]]);
  expect((await desk.ticket(ids[0] ?? '')).waitingSince).not.toBeNull();
  expect((await undo(done)).changed).toBe(1);
  expect(await states()).toEqual(['open', 'open']);
});

test('whoever has seen nothing of a ticket does not end it over the message that opened it', async () => {
  const [ann = ''] = ids;
  const { ticket } = await desk.actions.desk.tickets.start(desk.admin, {
    to: { kind: 'email', value: 'cleo@home.example' },
    subject: 'Hello',
    text: 'Hello.',
  });
  const done = await run({ ticketIds: [ann, ticket.id], knew: { [ann]: 0, [ticket.id]: 0 } });
  expect(linesOf(done)).toEqual(WITHOUT_ANN);
});

test('once the list shows it, or when nothing is asked, all of them end', async () => {
  await write('ann');
  const anyway = await run({ knew: undefined });
  expect([linesOf(anyway), await states()]).toEqual([ALL, ['solved', 'solved']]);
  await undo(anyway);
  knew = await shown();
  expect(linesOf(await run())).toEqual(ALL);
});

test('what the customer did not say holds nothing up: a note, a machine, a change by somebody', async () => {
  const [ann = '', bob = ''] = ids;
  await desk.actions.desk.tickets.write(desk.admin, ann, { kind: 'note', text: 'Look at this.' });
  await desk.actions.desk.tickets.change(desk.admin, ann, { priority: 'high' });
  expect(await write('bob', ['Auto-Submitted: auto-replied'])).toBe(bob);
  expect(linesOf(await run())).toEqual(ALL);
});

test('what ends nothing is done whatever came', async () => {
  await write('ann');
  expect(linesOf(await run({ change: { priority: 'high', status: 'pending' } }))).toEqual(ALL);
});

test('what others moved into it is news too', async () => {
  const other = await write('cleo');
  await desk.actions.desk.tickets.merge(desk.admin, other, ids[0] ?? '');
  expect(linesOf(await run())).toEqual(WITHOUT_ANN);
});

test('what is placed while the change is written is seen', async () => {
  const mutate = desk.store.tickets.mutate.bind(desk.store.tickets);
  jest.spyOn(desk.store.tickets, 'mutate').mockImplementationOnce(async (...given) => {
    await write('ann');
    return mutate(...given);
  });
  expect(linesOf(await run({ ticketIds: ids.slice(0, 1) }))).toEqual(WITHOUT_ANN.slice(0, 1));
});

test('many are put aside together, but for whoever wrote meanwhile; what slept before sleeps on as it did', async () => {
  const [, bob = ''] = ids;
  const { now } = desk.clock;
  const [soon, later] = [new Date(now.getTime() + 3_600_000), new Date(now.getTime() + 7_200_000)];
  await desk.actions.desk.tickets.snooze(desk.admin, bob, soon);
  knew = await shown();
  const sleeps = async () => Promise.all(ids.map(async (id) => (await desk.ticket(id)).snooze?.until ?? null));
  await write('ann');
  const some = await run({ change: { snooze: { until: later.toISOString() } } });
  expect([linesOf(some), await sleeps()]).toEqual([WITHOUT_ANN, [null, later]]);
  await undo(some);
  expect(await sleeps()).toEqual([null, soon]);

  const all = await run({ change: { snooze: { until: later.toISOString() } }, knew: await shown() });
  expect([linesOf(all), await sleeps()]).toEqual([ALL, [later, later]]);
  // Who writes is awake, and taking the rest back changes nothing of that.
  await write('ann');
  expect(linesOf(await undo(all))).toEqual([['refused', 'conflict', false], ALL[1]]);
  expect(await sleeps()).toEqual([null, soon]);
});

test('nobody is put aside until a time that is over', async () => {
  const until = new Date(desk.clock.now.getTime() - 1).toISOString();
  await expect(run({ change: { snooze: { until } } })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('a team and a topic are given to many, and taken back', async () => {
  const team = await desk.actions.desk.workspace.teams.create(desk.admin, { name: 'Repairs', memberIds: [] });
  const before = await Promise.all(ids.map(async (id) => (await desk.ticket(id)).topic));
  const done = await run({ change: { teamId: team.id, topic: 'refund' } });
  const given = async () => Promise.all(ids.map((id) => desk.ticket(id)));
  expect((await given()).map(({ teamId, topic }) => [teamId, topic])).toEqual([
    [team.id, 'refund'],
    [team.id, 'refund'],
  ]);
  await undo(done);
  expect((await given()).map(({ teamId, topic }) => [teamId ?? null, topic])).toEqual(before.map((topic) => [null, topic]));
});

test('own tags go back though others have come; what somebody has changed since stays, and is named', async () => {
  const [ann = '', bob = ''] = ids;
  const change = (id: string, patch: TicketPatch) => desk.actions.desk.tickets.change(desk.admin, id, patch);
  await change(ann, { tags: ['old', 'kept'] });
  const done = await run({ change: { priority: 'high', addTags: ['own'], removeTags: ['old'] } });
  await change(ann, { tags: ['kept', 'own', 'theirs'], priority: 'urgent' });
  await change(bob, { tags: [] });
  const { changed, results } = await undo(done);
  expect([changed, results.map(({ outcome, left }) => [outcome, left])]).toEqual([
    2,
    [
      ['changed', ['priority']],
      ['changed', undefined],
    ],
  ]);
  expect(await desk.ticket(ann)).toMatchObject({ tags: ['kept', 'theirs', 'old'], priority: 'urgent' });
  expect(await desk.ticket(bob)).toMatchObject({ tags: [], priority: 'normal' });
  const { items } = await desk.store.tickets.events(ann, { limit: 100 });
  expect(items.find(({ type }) => type === 'decision.undone')?.data).toMatchObject({
    tags: { from: ['kept', 'own', 'theirs'], to: ['kept', 'theirs', 'old'] },
  });
});
