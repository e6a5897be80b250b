/** Every query of the store has an index: a desk with a million messages answers as one with ten. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRawStore, type RawStore } from '../../src/store/care/rawStore.js';
import { candidatesOf } from '../../src/store/sqlite/candidates.js';
import { parseFilter } from '../../src/store/sqlite/filter.js';
import { engineOf, type PlanReport } from '../../src/store/sqlite/index.js';
import { conjunctionOf } from '../../src/store/sqlite/predicates.js';
import { parseSort } from '../../src/store/sqlite/sorting.js';
import type { Store } from '../../src/ports/store.js';
import { everyMethod, fill } from './support/everyMethod.js';
import { newPlace, SERVER } from './support/testStore.js';

/** Records of each kind. MongoDB tells its plan, however few there are; the embedded engine is held to what it read. */
const FILL = SERVER === 'embedded' ? 600 : 60;
/** Documents that a query may look at beyond what it gives: far fewer than there are. */
const MAX_SCAN = 50;

type Command = Record<string, unknown>;

describe(`the queries of the store on ${SERVER}`, () => {
  const place = newPlace();
  const plans: PlanReport[] = [];
  const commands: Command[] = [];
  let watched: Store;
  let calls: [string, () => Promise<unknown>][];

  beforeAll(async () => {
    const { store } = await place.open();
    const filled = await fill(store, FILL);
    const spy =
      place.config.kind === 'embedded'
        ? { watch: { maxScan: MAX_SCAN, scan: 'throw', onPlan: (plan: PlanReport) => plans.push(plan) } }
        : { onCommand: (command: Command) => commands.push({ ...command }) };
    ({ store: watched } = await place.open(spy));
    plans.length = 0;
    commands.length = 0;
    calls = Object.entries(everyMethod(watched, filled)).flatMap(([part, methods]) =>
      typeof methods === 'function'
        ? [[part, methods]]
        : Object.entries(methods).map(([name, call]) => [`${part}.${name}`, call] as [string, () => Promise<unknown>]),
    );
  }, 120_000);
  afterAll(() => Promise.all([place.remove(), declared.close()]));

  test('no method looks at more than it needs', async () => {
    const methods = Object.entries(watched)
      .flatMap(([part, value]) => (typeof value === 'function' ? [part] : Object.keys(value as object).map((name) => `${part}.${name}`)))
      // Not in the port: `close` of the whole store calls it.
      .filter((name) => name !== 'search.close');
    expect(calls.map(([name]) => name).toSorted()).toEqual(methods.toSorted());

    const faults: unknown[] = [];
    for (const [name, call] of calls) {
      const [firstPlan, firstCommand] = [plans.length, commands.length];
      await call().catch((error: unknown) => faults.push({ name, error: String(error) }));
      for (const plan of plans.slice(firstPlan))
        if (plan.stage === 'scan' && !(plan.exact && plan.sortedByIndex)) faults.push({ name, plan });
      for (const command of commands.slice(firstCommand)) {
        const fault = await faultOf(command);
        if (fault) faults.push({ name, fault });
      }
    }
    expect(faults).toEqual([]);
    expect(plans.length + commands.length).toBeGreaterThan(80);
  }, 120_000);

  /**
   * What is to be said against a command that the driver sent: no declared index serves it, or the planner of a real MongoDB
   * takes none. SecantusDB plans a scan for ranges of the id, for partial indexes and for most sorts: its word means nothing.
   */
  async function faultOf(command: Command): Promise<string | null> {
    const find = asFind(command);
    // The first document of all, whichever it is, needs no index.
    if (!find || (Object.keys((find['filter'] ?? {}) as Command).length === 0 && !find['sort'])) return null;
    if (!(await isServed(find))) return `${JSON.stringify(find)} -> no declared index`;
    if (SERVER !== 'mongodb') return null;
    const plan = JSON.stringify(
      await place
        .raw((db) => db.command({ explain: find, verbosity: 'queryPlanner' }))
        .then((answer) => (answer['queryPlanner'] as Command)['winningPlan']),
    );
    if (plan.includes('COLLSCAN')) return `${JSON.stringify(find)} -> ${plan}`;
    if (plan.includes('"SORT"')) return `${JSON.stringify(find)} -> ${plan}`;
    return null;
  }
});

/** An empty embedded store with the declared indexes. */
const declared = (() => {
  const dataDir = mkdtempSync(join(tmpdir(), 'declared-'));
  let raw: Promise<RawStore> | null = null;
  return {
    open: () => (raw ??= openRawStore({ kind: 'embedded', dataDir }, { create: true })),
    close: async () => (await (await raw)?.close(), rmSync(dataDir, { recursive: true, force: true })),
  };
})();

/**
 * Whether a declared index narrows a query down and has its order. By the rules of the embedded planner, which are MongoDB's own:
 * equality, then the order, then a range; a partial index only where the query implies its filter.
 */
async function isServed({ find, filter, sort = {} }: Command): Promise<boolean> {
  const { $or: branches, ...others } = (filter ?? {}) as Command & { $or?: Command[] };
  if (branches)
    return (await Promise.all(branches.map((branch) => isServed({ find, filter: { $and: [others, branch] }, sort })))).every(Boolean);
  const indexes = engineOf((await declared.open()).connection).catalog.find(String(find))?.indexes ?? [];
  const order = parseSort(sort instanceof Map ? Object.fromEntries(sort as Map<string, 1 | -1>) : sort);
  const query = conjunctionOf(parseFilter(filter ?? {}));
  return indexes.some((index) =>
    candidatesOf(index, query, order).some((one) => (one.bounded || order.length > 0) && (order.length === 0 || one.order !== null)),
  );
}

/** The reading part of a command, as a find: servers explain that one best. Null for what reads nothing. */
function asFind(command: Command): Command | null {
  const { find, aggregate, update, delete: remove, findAndModify } = command;
  if (find) return pick(command, ['find', 'filter', 'sort', 'limit', 'projection']);
  if (findAndModify) return { find: findAndModify, filter: command['query'], limit: 1 };
  const [first] = (command['updates'] ?? command['deletes'] ?? []) as { q: Command }[];
  if (update || remove) return { find: update ?? remove, filter: first?.q };
  const [match] = (command['pipeline'] ?? []) as { $match?: Command }[];
  return aggregate && match ? { find: aggregate, filter: match.$match ?? {} } : null;
}

function pick(from: Command, keys: string[]): Command {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]));
}
