import type { Range } from './candidates.js';
import { type Collection, docsTable, indexTable } from './catalog.js';
import type { Index } from './indexSpec.js';
import { HIGHEST, LOWEST } from './keys.js';
import type { Plan } from './planner.js';
import { blob, integer, type Param, type Row, type Sqlite } from './sqlite.js';

/** Counts index rows, up to a cap. */
export function countRows(
  sqlite: Sqlite,
  plan: { collection: Plan['collection'] },
  index: Index,
  ranges: readonly Range[],
  cap: number,
): number {
  const table = index.id === 0 ? docsTable(plan.collection) : indexTable(index);
  const sql = `SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE k >= ? AND k < ? LIMIT ?)`;
  let total = 0;
  for (const { lo, hi } of ranges) {
    if (total >= cap) break;
    total += integer(sqlite.value(sql, [lo, hi, cap - total]));
  }
  return total;
}

// So many keys are counted in a millisecond or two.
const COUNT_STEP = 20_000;

/** The keys of a collection's index, or of its documents. */
interface Keys {
  table: string;
  /** Equal keys are told apart by the `_id`. */
  pair: boolean;
}

/** Where the keys of an index are. */
export function keysIn(collection: Collection, index: Index): Keys {
  return index.id === 0 ? { table: docsTable(collection), pair: false } : { table: indexTable(index), pair: !index.unique };
}

/** Counts the keys of a range; gives undefined after each step. @param cap where it may stop: nobody wants to know of more */
export function* countKeys(
  sqlite: Sqlite,
  { table, pair }: Keys,
  { lo, hi }: Pick<Range, 'lo' | 'hi'> = { lo: LOWEST, hi: HIGHEST },
  cap = Infinity,
): Generator<undefined, number> {
  const order = pair ? 'k, i' : 'k';
  const first = `FROM ${table} WHERE k >= ? AND k < ?`;
  let total = integer(sqlite.value(`SELECT count(*) FROM (SELECT 1 ${first} LIMIT ?)`, [lo, hi, Math.min(COUNT_STEP, cap)]));
  if (total < COUNT_STEP) return total;
  const rest = `FROM ${table} WHERE ${pair ? '(k, i) > (?, ?)' : 'k > ?'} AND k < ?`;
  let last = sqlite.prepare(`SELECT ${order} ${first} ORDER BY ${order} LIMIT 1 OFFSET ${COUNT_STEP - 1}`).get([lo, hi]);
  while (last !== undefined) {
    yield undefined;
    const at = last.map(blob);
    const more = integer(sqlite.value(`SELECT count(*) FROM (SELECT 1 ${rest} LIMIT ${COUNT_STEP})`, [...at, hi]));
    total += more;
    if (more < COUNT_STEP) break;
    last = sqlite.prepare(`SELECT ${order} ${rest} ORDER BY ${order} LIMIT 1 OFFSET ${COUNT_STEP - 1}`).get([...at, hi]);
  }
  return total;
}

/** Counts documents from the index alone, or gives null when documents must be looked at; undefined now and then. */
export function* countFromIndex(sqlite: Sqlite, plan: Plan, cap: number): Generator<undefined, number | null> {
  if (plan.residual !== null || plan.stage === 'union') return null;
  if (plan.stage === 'scan' || plan.index === null)
    return yield* countKeys(sqlite, { table: docsTable(plan.collection), pair: false }, undefined, cap);
  const { index, ranges } = plan;
  const keys = keysIn(plan.collection, index);
  if (!plan.dedupe) {
    let total = 0;
    for (const range of ranges) total += yield* countKeys(sqlite, keys, range, cap);
    return total;
  }
  // One document may have several of the keys.
  const rows = new Set<number>();
  for (const range of ranges) {
    for (const step of rowsIn(sqlite, keys, range, index.id === 0 ? 'id' : 'r', rows)) yield step;
  }
  return rows.size;
}

function* rowsIn(sqlite: Sqlite, { table, pair }: Keys, { lo, hi }: Range, row: string, into: Set<number>): Generator<undefined, void> {
  const order = pair ? 'k, i' : 'k';
  const read = (where: string, params: Param[]): Row[] =>
    sqlite.prepare(`SELECT ${row}, ${order} FROM ${table} WHERE ${where} AND k < ? ORDER BY ${order} LIMIT 2000`).all([...params, hi]);
  let found = read('k >= ?', [lo]);
  for (;;) {
    for (const [id] of found) into.add(integer(id));
    const [, ...last] = found.length < 2000 ? [] : (found[found.length - 1] ?? []);
    if (last.length === 0) return;
    yield undefined;
    found = read(pair ? '(k, i) > (?, ?)' : 'k > ?', last.map(blob));
  }
}
