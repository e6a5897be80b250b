import { type Candidate, candidatesOf, type Range } from './candidates.js';
import type { Collection } from './catalog.js';
import type { Expr } from './filter.js';
import type { Index } from './indexSpec.js';
import { keyOf, successor } from './keys.js';
import { type Conjunction, conjunctionOf } from './predicates.js';
import type { SortSpec } from './sorting.js';

/** How the documents of a query are found. */
export interface Plan {
  collection: Collection;
  stage: 'index' | 'scan' | 'union';
  /** The index read; null for a scan of all documents and for a union. */
  index: Index | null;
  ranges: Range[];
  /** Some bound narrows the reading down. False: every document (or every index row) may be looked at. */
  bounded: boolean;
  backward: boolean;
  /** Rows of the ranges are merged into one order. */
  merge: boolean;
  /** A document may come up more than once and is to be taken once. */
  dedupe: boolean;
  /** What must still be tested on each document; null: nothing. */
  residual: Expr | null;
  /** Documents come in the wanted order. */
  sorted: boolean;
  /** No other index could do better, whatever the store holds: it reads the wanted documents and nothing else. */
  ideal: boolean;
  /** Every range is one whole key of a unique index: at most one document each. */
  points: boolean;
  /** The parts of a union. */
  branches: Plan[];
}

/** What a plan is asked for. */
export interface PlanRequest {
  collection: Collection;
  filter: Expr;
  sort: SortSpec;
  /** Documents wanted at most; 0 for all. */
  limit: number;
  /** Use only this index. */
  hint?: Index | undefined;
  /** The index that was ideal for a query of this form before: looked at first. */
  known?: Index | undefined;
  /** Counts index rows up to a cap: asked only when several indexes would do. */
  estimate: (index: Index, ranges: readonly Range[], cap: number) => number;
}

// Above this the exact number matters less than whether the order is given.
const ESTIMATE_CAP = 1000;
// Tried first: where one index leaves few rows, the others need not be counted any further.
const FIRST_CAP = 50;
// Merging reads the head of every range for each document.
const MAX_MERGED = 100;

/**
 * The plan of a query that names one document by a plain `_id`, beside other conditions or not: there is nothing to choose, and
 * half of all queries are of this kind. Null for any other.
 */
export function planById(collection: Collection, filter: Expr): Plan | null {
  const parts = filter.kind === 'and' ? filter.list : [filter];
  const named = parts.find(isId);
  const [index] = collection.ready;
  if (named === undefined || index?.id !== 0) return null;
  const lo = keyOf(named.test.value);
  const rest = parts.filter((part) => part !== named);
  return {
    collection,
    stage: 'index',
    index,
    ranges: [{ lo, hi: successor(lo), prefix: lo.length }],
    bounded: true,
    backward: false,
    merge: false,
    dedupe: false,
    residual: rest.length === 0 ? null : { kind: 'and', list: rest },
    sorted: true,
    ideal: true,
    points: true,
    branches: [],
  };
}

function isId(part: Expr): part is Extract<Expr, { kind: 'leaf' }> & { test: { op: 'eq'; value: string } } {
  return part.kind === 'leaf' && part.path === '_id' && part.test.op === 'eq' && typeof part.test.value === 'string';
}

/** Chooses how to find the documents of a query. */
export function planQuery(request: PlanRequest): Plan {
  const { collection, filter, sort, hint } = request;
  const query = conjunctionOf(filter);
  if (request.known !== undefined) {
    const again = candidatesOf(request.known, query, sort)
      .map(withoutWideMerge)
      .find((one) => isIdeal(one, query));
    if (again !== undefined) return indexPlan(collection, again, query);
  }
  const indexes = hint === undefined ? collection.ready : [hint];
  const all = indexes.flatMap((index) => candidatesOf(index, query, sort)).map(withoutWideMerge);
  const useful = all.filter((one) => one.bounded || (sort.length > 0 && one.order !== null));
  const best = choose(useful, request, query);
  if (best !== null && best.bounded) return indexPlan(collection, best, query);
  const union = planUnion(request, query);
  if (union !== null) return union;
  if (best !== null) return indexPlan(collection, best, query);
  const [forced] = hint === undefined ? [] : all;
  if (forced !== undefined) return indexPlan(collection, forced, query);
  return scanPlan(collection, query, sort);
}

function withoutWideMerge(candidate: Candidate): Candidate {
  return candidate.order?.merge === true && candidate.ranges.length > MAX_MERGED ? { ...candidate, order: null } : candidate;
}

function choose(candidates: Candidate[], { sort, limit, estimate }: PlanRequest, query: Conjunction): Candidate | null {
  const [first] = candidates;
  if (first === undefined) return null;
  if (candidates.length === 1) return first;
  const ideal = candidates.filter((one) => isIdeal(one, query));
  const [sure] = ideal.toSorted((a, b) => Number(b.exactlyOne) - Number(a.exactlyOne) || preference(b) - preference(a));
  if (sure !== undefined) return sure;
  let best: { candidate: Candidate; cost: number } | null = null;
  const rowsOf = counted(candidates, estimate);
  for (const candidate of candidates) {
    const rows = rowsOf.get(candidate) ?? ESTIMATE_CAP;
    const unsorted = sort.length > 0 && candidate.order === null;
    // Sorting means reading all of them first; an order given by the index stops at the limit.
    let cost = unsorted ? rows * 3 : rows;
    if (!unsorted && limit > 0 && rows >= ESTIMATE_CAP) cost = ESTIMATE_CAP;
    if (!candidate.bounded) cost += ESTIMATE_CAP;
    cost -= preference(candidate);
    if (best === null || cost < best.cost) best = { candidate, cost };
  }
  return best?.candidate ?? null;
}

/** Between equals: more bound fields, then more proved, then a narrower index, then one that may skip nothing twice. */
function preference({ pointFields, proved, index, order }: Candidate): number {
  return (
    Math.min(pointFields, 8) / 16 +
    proved.length / 256 -
    index.fields.length / 4096 -
    (order?.merge === true ? 1 / 8192 : 0) -
    (index.multikey.size > 0 ? 1 / 16_384 : 0)
  );
}

/** Reads exactly what is asked for: one document by a unique key, or ranges that need no test and no sorting. */
function isIdeal({ bounded, exactlyOne, ranges, proved, order }: Candidate, query: Conjunction): boolean {
  if (exactlyOne && ranges.length === 1) return true;
  return bounded && order !== null && query.parts.every((part) => proved.includes(part));
}

/** How many rows each candidate would read, up to a cap; a low one first, since a count costs as much as it finds. */
function counted(candidates: Candidate[], estimate: PlanRequest['estimate']): Map<Candidate, number> {
  for (const cap of [FIRST_CAP, ESTIMATE_CAP]) {
    const rows = new Map(candidates.map((one) => [one, one.bounded ? estimate(one.index, one.ranges, cap) : ESTIMATE_CAP]));
    if (cap === ESTIMATE_CAP || [...rows.values()].some((many) => many < cap)) {
      for (const [one, many] of rows) if (many >= cap) rows.set(one, ESTIMATE_CAP);
      return rows;
    }
  }
  return new Map();
}

function indexPlan(collection: Collection, candidate: Candidate, query: Conjunction): Plan {
  const { index, ranges, order } = candidate;
  const rest = query.parts.filter((part) => !candidate.proved.includes(part));
  return {
    collection,
    stage: 'index',
    index,
    ranges,
    bounded: candidate.bounded,
    backward: order?.backward ?? false,
    merge: order?.merge === true && ranges.length > 1,
    // A document has a key once, so behind one whole key nothing comes up twice.
    dedupe: index.multikey.size > 0 && !(candidate.pointFields === index.fields.length && ranges.length === 1),
    residual: rest.length === 0 ? null : { kind: 'and', list: rest },
    sorted: order !== null,
    ideal: isIdeal(candidate, query),
    points: candidate.exactlyOne,
    branches: [],
  };
}

/** A `$or` is read branch by branch, if every branch has an index of its own. */
function planUnion(request: PlanRequest, query: Conjunction): Plan | null {
  const or = query.parts.find((part) => part.kind === 'or');
  if (or === undefined || or.kind !== 'or') return null;
  const others = query.parts.filter((part) => part !== or);
  const branches: Plan[] = [];
  for (const branch of or.list) {
    const plan = planQuery({ ...request, known: undefined, filter: { kind: 'and', list: [branch, ...others] }, sort: [], limit: 0 });
    if (!plan.bounded) return null;
    branches.push(plan);
  }
  return {
    collection: request.collection,
    stage: 'union',
    index: null,
    ranges: [],
    bounded: true,
    backward: false,
    merge: false,
    dedupe: true,
    residual: null,
    sorted: request.sort.length === 0,
    ideal: false,
    points: false,
    branches,
  };
}

function scanPlan(collection: Collection, query: Conjunction, sort: SortSpec): Plan {
  return {
    collection,
    stage: 'scan',
    index: null,
    ranges: [],
    bounded: false,
    backward: false,
    merge: false,
    dedupe: false,
    residual: query.parts.length === 0 ? null : { kind: 'and', list: query.parts },
    sorted: sort.length === 0,
    ideal: false,
    points: false,
    branches: [],
  };
}
