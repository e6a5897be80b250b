import type { Range } from './candidates.js';
import { docsTable, indexTable } from './catalog.js';
import { tailDescending } from './indexKeys.js';
import type { Index } from './indexSpec.js';
import { stringOf } from './keys.js';
import { matches } from './matcher.js';
import type { Plan } from './planner.js';
import { blob, integer, type Param, type Row, type Sqlite } from './sqlite.js';
import { decode } from './decode.js';
import { StoreFileError } from './errors.js';
import type { Doc } from './values.js';

/** A document found: its row in the table, its bytes, and itself if it had to be decoded on the way. */
export interface Found {
  row: number;
  bytes: Buffer;
  doc: Doc | null;
}

/** What a read has looked at. */
export interface Effort {
  keys: number;
  docs: number;
}

const FIRST_PAGE = 32;
const LAST_PAGE = 256;
// A page of large documents is kept small: nobody may want them all.
const PAGE_BYTES = 1 << 20;
/** Documents read as one: all of them of the greatest length are still less than the longest value that SQLite has. */
const MAX_TOGETHER = 56;
const POINT_STEP = 4;
const NO_KEY = Buffer.alloc(0);

interface Entry {
  row: number;
  bytes: Buffer;
  key: Buffer;
  tail: Buffer;
}

/**
 * Reads the documents of a plan, in its order. No statement stays open between two of them, so the caller may take its
 * time, and other writes may come in between (as with any MongoDB cursor). Gives undefined now and then while it rejects.
 * @param wanted how many documents will probably be taken; 0 when unknown
 */
export function* scan(sqlite: Sqlite, plan: Plan, wanted: number, effort: Effort): Generator<Found | undefined, void> {
  if (isLookUp(plan)) {
    const found = lookUp(sqlite, plan, effort);
    if (found !== null) yield found;
    return;
  }
  const seen = plan.dedupe ? new Set<number>() : null;
  for (const entry of source(sqlite, plan, wanted, effort)) {
    if (entry === undefined) {
      yield undefined;
      continue;
    }
    const { row, bytes } = entry;
    if (seen !== null) {
      if (seen.has(row)) continue;
      seen.add(row);
    }
    if (plan.stage !== 'union') effort.docs++;
    if (plan.residual === null) {
      yield { row, bytes, doc: null };
      continue;
    }
    const doc = decode(bytes);
    if (matches(plan.residual, doc)) yield { row, bytes, doc };
    else if (effort.docs % 64 === 0) yield undefined;
  }
}

function* source(sqlite: Sqlite, plan: Plan, wanted: number, effort: Effort): Generator<{ row: number; bytes: Buffer } | undefined, void> {
  if (plan.stage === 'scan') return yield* allDocuments(sqlite, plan, wanted);
  if (plan.stage === 'union') {
    for (const branch of plan.branches) yield* scan(sqlite, branch, wanted, effort);
    return undefined;
  }
  const { index } = plan;
  if (index === null) return undefined;
  if (plan.points && !plan.merge) return yield* atPoints(sqlite, plan, index, wanted, effort);
  // With nothing left to test, what is wanted is what must be read.
  const first = plan.residual === null && wanted > 0 && wanted < 1000 ? wanted : FIRST_PAGE;
  const ranges = plan.backward ? plan.ranges.toReversed() : plan.ranges;
  // Merged ranges share the wanted documents among them.
  const page = plan.merge ? Math.max(4, Math.ceil(first / ranges.length)) : first;
  // With a limit and nothing to reject, one page is all: positions for a next one need not be read.
  const single = plan.residual === null && !plan.dedupe && !plan.merge && wanted > 0 && page === wanted;
  const streams: Generator<Entry, void>[] = ranges.map((range) =>
    single ? readOnce(sqlite, plan, index, range, page, effort) : readRange(sqlite, plan, index, range, page, effort),
  );
  if (plan.merge) return yield* merged(streams, ranges, plan.backward);
  for (const stream of streams) yield* stream;
}

function* allDocuments(sqlite: Sqlite, plan: Plan, wanted: number): Generator<{ row: number; bytes: Buffer }, void> {
  const table = docsTable(plan.collection);
  let last = -1;
  let page = plan.residual === null && wanted > 0 && wanted < 1000 ? wanted : FIRST_PAGE;
  for (;;) {
    const rows = sqlite.prepare(`SELECT id, d FROM ${table} WHERE id > ? ORDER BY id LIMIT ?`).all([last, page]);
    let size = 0;
    for (const [id, d] of rows) {
      last = integer(id);
      const bytes = blob(d);
      size += bytes.length;
      yield { row: last, bytes };
    }
    if (rows.length < page) return;
    page = nextPage(page, size);
  }
}

function nextPage(page: number, bytes: number): number {
  return Math.max(1, Math.min(LAST_PAGE, page * 2, Math.floor((PAGE_BYTES * page) / Math.max(bytes, 1))));
}

/** The table (or tables) an index is read from, and its columns: row and document, and with them key and tail. */
function tables(plan: Plan, index: Index): { from: string; row: string; columns: string } {
  const docs = docsTable(plan.collection);
  if (index.id === 0) return { from: `${docs} x`, row: 'x.id AS r, x.d AS d', columns: 'x.id, x.d, x.k, x.k' };
  // CROSS JOIN keeps SQLite from turning the order of the tables round.
  return { from: `${indexTable(index)} x CROSS JOIN ${docs} c ON c.id = x.r`, row: 'x.r AS r, c.d AS d', columns: 'x.r, c.d, x.k, x.i' };
}

/**
 * Reads some documents as one row: taking over a row costs more than reading it, most of all a blob of its own. Where a document
 * ends it says itself. SQLite joins bytes as they are, in the order of the inner query.
 */
function readTogether(sqlite: Sqlite, query: string, params: readonly Param[]): { row: number; bytes: Buffer }[] {
  const [rows, docs] = sqlite.prepare(`SELECT group_concat(r), CAST(group_concat(d, '') AS BLOB) FROM (${query})`).get(params) ?? [];
  if (typeof rows !== 'string') return [];
  const bytes = blob(docs);
  let at = 0;
  const found = rows.split(',').map((row) => {
    const from = at;
    at += bytes.readInt32LE(from);
    return { row: integer(Number(row)), bytes: bytes.subarray(from, at) };
  });
  if (at !== bytes.length) throw wrongLength();
  return found;
}

function wrongLength(): StoreFileError {
  return new StoreFileError('corrupt', 'A document in the store file has another length than it says');
}

/** Whether a plan asks for one whole key of a unique index, and for nothing else. */
export function isLookUp({ stage, points, ranges }: Plan): boolean {
  return stage === 'index' && points && ranges.length === 1;
}

/** The document of such a plan, if it is there. By itself, since this is how most documents are read. */
export function lookUp(sqlite: Sqlite, plan: Plan, effort: Effort): Found | null {
  const { index, ranges, residual } = plan;
  const [only] = ranges;
  if (index === null || only === undefined) return null;
  const { from, row } = tables(plan, index);
  const found = sqlite.prepare(`SELECT ${row} FROM ${from} WHERE x.k = ?`).get([only.lo]);
  if (found === undefined) return null;
  effort.keys++;
  effort.docs++;
  const bytes = blob(found[1]);
  const doc = residual === null ? null : decode(bytes);
  return doc === null || residual === null || matches(residual, doc) ? { row: integer(found[0]), bytes, doc } : null;
}

/**
 * The same where nothing but the `_id` is wanted: the index has that beside the key, and the document need not be read.
 * @returns undefined when it must be all the same
 */
export function lookUpId(sqlite: Sqlite, { index, ranges, residual }: Plan, effort: Effort): Found | null | undefined {
  const [only] = ranges;
  if (index === null || index.id === 0 || only === undefined || residual !== null) return undefined;
  const found = sqlite.prepare(`SELECT r, i FROM ${indexTable(index)} WHERE k = ?`).get([only.lo]);
  if (found === undefined) return null;
  const _id = stringOf(blob(found[1]), tailDescending(index));
  if (_id === null) return undefined;
  effort.keys++;
  return { row: integer(found[0]), bytes: NO_KEY, doc: { _id } };
}

/** Looks up whole keys, many with one statement: starting one costs more than a look-up. */
function* atPoints(
  sqlite: Sqlite,
  plan: Plan,
  index: Index,
  wanted: number,
  effort: Effort,
): Generator<{ row: number; bytes: Buffer }, void> {
  for (const { query, params } of pointPages(plan, index, wanted)) {
    const found = readTogether(sqlite, query, params);
    effort.keys += found.length;
    yield* found;
  }
}

/** Whether a plan asks for whole keys, each of one document, and for nothing else. */
export function isExactKeys({ stage, points, merge, dedupe, sorted, residual, ranges }: Plan): boolean {
  return stage === 'index' && points && !merge && !dedupe && sorted && residual === null && ranges.length > 1;
}

/** The documents of such a plan, as bytes. By the shortest way: this is how most lists of documents are read. */
export function* documentsOf(sqlite: Sqlite, plan: Plan, wanted: number, effort: Effort): Generator<Buffer, void> {
  if (plan.index === null) return;
  for (const { query, params } of pointPages(plan, plan.index, wanted)) {
    const docs = sqlite.value(`SELECT CAST(group_concat(d, '') AS BLOB) FROM (${query})`, params);
    if (docs === null) continue;
    const bytes = blob(docs);
    for (let at = 0; at < bytes.length;) {
      const end = at + bytes.readInt32LE(at);
      if (end <= at || end > bytes.length) throw wrongLength();
      effort.keys++;
      effort.docs++;
      yield bytes.subarray(at, end);
      at = end;
    }
  }
}

/** The statements that look up the keys of a plan, some with each. */
function* pointPages(plan: Plan, index: Index, wanted: number): Generator<{ query: string; params: Buffer[] }, void> {
  const { from, row } = tables(plan, index);
  const { ranges, backward } = plan;
  const keys = backward ? ranges.map(({ lo }) => lo).toReversed() : ranges.map(({ lo }) => lo);
  const most = wanted > 0 ? Math.min(wanted, MAX_TOGETHER) : MAX_TOGETHER;
  for (let at = 0; at < keys.length; at += most) {
    const params = keys.slice(at, at + most);
    // Few different statements: the places left over ask for the last key once more, which costs as much as any other.
    const places = params.length <= POINT_STEP ? params.length : Math.ceil(params.length / POINT_STEP) * POINT_STEP;
    const last = params[params.length - 1] ?? NO_KEY;
    while (params.length < places) params.push(last);
    yield { query: `SELECT ${row} FROM ${from} WHERE x.k IN (${'?,'.repeat(places - 1)}?) ORDER BY x.k${backward ? ' DESC' : ''}`, params };
  }
}

function* readRange(sqlite: Sqlite, plan: Plan, index: Index, range: Range, first: number, effort: Effort): Generator<Entry, void> {
  const { from, columns } = tables(plan, index);
  const { backward } = plan;
  const pair = !index.unique;
  const order = backward ? `x.k DESC${pair ? ', x.i DESC' : ''}` : `x.k${pair ? ', x.i' : ''}`;
  const start = `SELECT ${columns} FROM ${from} WHERE x.k >= ? AND x.k < ? ORDER BY ${order} LIMIT ?`;
  const sign = backward ? '<' : '>';
  const after = pair ? `(x.k, x.i) ${sign} (?, ?)` : `x.k ${sign} ?`;
  const resume = `SELECT ${columns} FROM ${from} WHERE ${after} AND x.k ${backward ? '>=' : '<'} ? ORDER BY ${order} LIMIT ?`;
  let page = first;
  let rows: Row[] = sqlite.prepare(start).all([range.lo, range.hi, page]);
  for (;;) {
    let size = 0;
    let last: Entry | null = null;
    effort.keys += rows.length;
    for (const [row, d, key, tail] of rows) {
      last = { row: integer(row), bytes: blob(d), key: blob(key), tail: blob(tail) };
      size += last.bytes.length;
      yield last;
    }
    if (rows.length < page || last === null) return;
    page = nextPage(page, size);
    const position: Param[] = pair ? [last.key, last.tail] : [last.key];
    rows = sqlite.prepare(resume).all([...position, backward ? range.lo : range.hi, page]);
  }
}

/** At most `page` documents of a range, without their keys. */
function* readOnce(sqlite: Sqlite, plan: Plan, index: Index, range: Range, page: number, effort: Effort): Generator<Entry, void> {
  const { from, row } = tables(plan, index);
  const down = plan.backward ? ' DESC' : '';
  const order = `x.k${down}${index.unique ? '' : `, x.i${down}`}`;
  const query = `SELECT ${row} FROM ${from} WHERE x.k >= ? AND x.k < ? ORDER BY ${order} LIMIT ?`;
  const params = [range.lo, range.hi, page];
  // One row is cheapest by itself, some are together, and of many each is: their bytes would be copied twice.
  const rows =
    page > 1 && page <= MAX_TOGETHER
      ? readTogether(sqlite, query, params)
      : sqlite
          .prepare(query)
          .all(params)
          .map(([id, d]) => ({ row: integer(id), bytes: blob(d) }));
  effort.keys += rows.length;
  for (const { row: id, bytes } of rows) yield { row: id, bytes, key: NO_KEY, tail: NO_KEY };
}

/** Takes always the next row in order from ranges that are each in order behind their own prefix. */
function* merged(streams: Generator<Entry, void>[], ranges: Range[], backward: boolean): Generator<Entry, void> {
  const heads = streams.flatMap((stream, i) => {
    const next = stream.next();
    return next.done === true ? [] : [{ stream, prefix: ranges[i]?.prefix ?? 0, entry: next.value }];
  });
  while (heads.length > 0) {
    let best = 0;
    for (let i = 1; i < heads.length; i++) {
      const a = heads[i];
      const b = heads[best];
      if (a === undefined || b === undefined) continue;
      const order =
        Buffer.compare(a.entry.key.subarray(a.prefix), b.entry.key.subarray(b.prefix)) || Buffer.compare(a.entry.tail, b.entry.tail);
      if (backward ? order > 0 : order < 0) best = i;
    }
    const head = heads[best];
    if (head === undefined) return;
    yield head.entry;
    const next = head.stream.next();
    if (next.done === true) heads.splice(best, 1);
    else head.entry = next.value;
  }
}
