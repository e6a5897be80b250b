/** Canned replies are chosen by their names: nobody makes a second one of a name that stands in his list. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Viewer } from '../../../src/actions/desk.js';
import { openInProcessDesk, type InProcessDesk } from '../../../src/cli/inProcess/desk.js';
import type { Macro } from '../../../src/contract/workspace.js';
import { newId } from '../../../src/lib/ids.js';

let desk: InProcessDesk;
beforeEach(async () => void (desk = await openInProcessDesk()), 60_000);
afterEach(() => desk.close());

const BEA: Viewer = { id: 'b'.repeat(24), name: 'Bea', email: 'bea@desk.example', role: 'agent' };
const CY: Viewer = { id: 'c'.repeat(24), name: 'Cy', email: 'cy@desk.example', role: 'agent' };
const TAKEN = { code: 'conflict', details: { taken: 'name' } };
const macros = () => desk.actions.desk.workspace.macros;
const WORDS = { text: 'Hello', html: null, kind: 'reply', language: null, actions: {}, teamId: null } as const;
const make = (viewer: Viewer, name: string, scope: Macro['scope'] = 'own', teamId: string | null = null): Promise<Macro> =>
  macros().create(viewer, { ...WORDS, name, scope, teamId });

test.each(['Greeting', 'GREETING', '\uff27reeting'])('%s is another Greeting', async (name) => {
  await make(desk.admin, 'Greeting', 'shared');
  await expect(make(BEA, name)).rejects.toMatchObject(TAKEN);
  await expect(make(desk.admin, name, 'shared')).rejects.toMatchObject(TAKEN);
  expect((await macros().list(BEA)).items).toHaveLength(1);
});

test('what others keep to themselves takes no name away, and is told to nobody', async () => {
  const [bea, cy] = [await make(BEA, 'Greeting'), await make(CY, 'Greeting')];
  const shared = await make(desk.admin, 'Greeting', 'shared');
  expect((await macros().list(BEA)).items.map(({ id }) => id).toSorted()).toEqual([bea.id, shared.id].toSorted());
  // Old doubles may be written on, and written otherwise.
  expect(await macros().change(CY, cy.id, { name: 'greeting', text: 'Hi' })).toMatchObject({ name: 'greeting', text: 'Hi' });
});

test("a team's name is taken for its members", async () => {
  const id = newId();
  await desk.store.teams.add({ id, name: 'Repairs', memberIds: [BEA.id], createdAt: desk.clock.now });
  await make(BEA, 'Greeting', 'team', id);
  await expect(make(BEA, 'Greeting')).rejects.toMatchObject(TAKEN);
  await make(CY, 'Greeting');
});

test('a new name must be free, too', async () => {
  await make(desk.admin, 'Greeting', 'shared');
  const other = await make(BEA, 'Farewell');
  await expect(macros().change(BEA, other.id, { name: 'greeting' })).rejects.toMatchObject(TAKEN);
  expect(await macros().change(BEA, other.id, { name: 'Good bye' })).toMatchObject({ name: 'Good bye' });
});

test('of two who choose a name at once one is told', async () => {
  const both = await Promise.allSettled([make(BEA, 'Greeting'), make(BEA, 'greeting')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});
