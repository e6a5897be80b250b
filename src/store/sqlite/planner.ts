import { type Candidate, candidatesOf, type Range } from './candidates.js';
import type { Collection } from './catalog.js';
import { EVERYTHING, type Expr } from './filter.js';
import type { Index } from './indexSpec.js';
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
  /** The parts of a union. */
  branches: Plan[];
}

export interface PlanRequest {
  collection: Collection;
  filter: Expr;
  sort: SortSpec;
  /** Documents wanted at most; 0 for all. */
  limit: number;
  /** Use only this index. */
  hint?: Index | undefined;
  /** Counts index rows up to a cap: asked only when several indexes would do. */
  estimate: (index: Index, ranges: readonly Range[], cap: number) => number;
}

// Above this the exact number matters less than whether the order is given.
const ESTIMATE_CAP = 1000;
// Merging reads the head of every range for each document.
const MAX_MERGED = 100;

/** Chooses how to find the documents of a query. */
export function planQuery(request: PlanRequest): Plan {
  const { collection, filter, sort, hint } = request;
  const query = conjunctionOf(filter);
  const indexes = hint === undefined ? collection.indexes : [hint];
  const all = indexes.flatMap((index) => candidatesOf(index, query, sort)).map(withoutWideMerge);
  const useful = all.filter((one) => one.bounded || (sort.length > 0 && one.order !== null));
  const best = choose(useful, request);
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

function choose(candidates: Candidate[], { sort, limit, estimate }: PlanRequest): Candidate | null {
  const [first] = candidates;
  if (first === undefined) return null;
  const sure = candidates.find((one) => one.exactlyOne && one.ranges.length === 1);
  if (sure !== undefined) return sure;
  if (candidates.length === 1) return first;
  let best: { candidate: Candidate; cost: number } | null = null;
  for (const candidate of candidates) {
    const rows = candidate.bounded ? estimate(candidate.index, candidate.ranges, ESTIMATE_CAP) : ESTIMATE_CAP;
    const unsorted = sort.length > 0 && candidate.order === null;
    // Sorting means reading all of them first; an order given by the index stops at the limit.
    let cost = unsorted ? rows * 3 : rows;
    if (!unsorted && limit > 0 && rows >= ESTIMATE_CAP) cost = ESTIMATE_CAP;
    if (!candidate.bounded) cost += ESTIMATE_CAP;
    // Between equals: more bound fields, then a narrower index.
    cost -= Math.min(candidate.pointFields, 8) / 16 + candidate.proved.length / 256 - candidate.index.fields.length / 4096;
    if (best === null || cost < best.cost) best = { candidate, cost };
  }
  return best?.candidate ?? null;
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
    dedupe: index.multikey.size > 0 && !candidate.exactlyOne,
    residual: rest.length === 0 ? null : { kind: 'and', list: rest },
    sorted: order !== null,
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
    const plan = planQuery({ ...request, filter: { kind: 'and', list: [branch, ...others] }, sort: [], limit: 0 });
    if (!plan.bounded) return null;
    branches.push(plan);
  }
  return {
    collection: request.collection, stage: 'union', index: null, ranges: [], bounded: true, backward: false, merge: false, dedupe: true,
    residual: null, sorted: request.sort.length === 0, branches,
  };
}

function scanPlan(collection: Collection, query: Conjunction, sort: SortSpec): Plan {
  return {
    collection, stage: 'scan', index: null, ranges: [], bounded: false, backward: false, merge: false, dedupe: false,
    residual: query.parts.length === 0 ? null : { kind: 'and', list: query.parts }, sorted: sort.length === 0, branches: [],
  };
}

/** Whether a filter asks for nothing. */
export function isEverything(filter: Expr): boolean {
  return filter === EVERYTHING || (filter.kind === 'and' && filter.list.length === 0);
}
