import type { Interval } from './bounds.js';
import type { Expr } from './filter.js';
import { tailDescending } from './indexKeys.js';
import type { Index, IndexField } from './indexSpec.js';
import { HIGHEST, inverted, LOWEST, successor } from './keys.js';
import { arraysOver, type Conjunction, fieldBound, type FieldBound, type Group, indexHolds } from './predicates.js';
import type { SortSpec } from './sorting.js';

/** Index keys from `lo` (in) to `hi` (out). All of them start with the same `prefix` bytes, from fields bound to one value. */
export interface Range {
  readonly lo: Buffer;
  readonly hi: Buffer;
  readonly prefix: number;
}

/** All keys that begin alike. Where they end is not asked when one whole key is looked up. */
export class Under implements Range {
  readonly lo: Buffer;
  readonly prefix: number;
  #hi: Buffer | null = null;

  constructor(prefix: Buffer) {
    this.lo = prefix;
    this.prefix = prefix.length;
  }

  get hi(): Buffer {
    return (this.#hi ??= successor(this.lo));
  }
}

/** One way to answer a query from one index. */
export interface Candidate {
  index: Index;
  ranges: Range[];
  /** Some bound (or the index's own filter) narrows the index down. */
  bounded: boolean;
  /** All index fields bound to single values, and the index is unique: at most one document for each range. */
  exactlyOne: boolean;
  /** How many leading fields are bound to values rather than ranges. */
  pointFields: number;
  /** Predicates that every document found this way is known to fulfil. */
  proved: Expr[];
  /** null: the order must be made in memory. */
  order: { backward: boolean; merge: boolean } | null;
}

// Beyond this many combinations of points, seeking each one costs more than reading what lies between them. The values of one
// list alone are always sought: what lies between them may be the whole collection.
const MAX_RANGES = 1000;
const NO_PREFIX = Buffer.alloc(0);

/** All ways to use an index for a conjunction. */
export function candidatesOf(index: Index, query: Conjunction, sort: SortSpec): Candidate[] {
  const partialProved: Expr[] = [];
  if (!indexHolds(index, query, partialProved)) return [];
  const choices: (Group | null)[] = [
    null,
    ...query.elements.filter(({ base }) => index.fields.some(({ path }) => path === base || path.startsWith(`${base}.`))),
  ];
  return choices.map((group) => candidateOf(index, query, group, sort, partialProved));
}

interface Chosen extends FieldBound {
  group: Group;
}

function candidateOf(index: Index, query: Conjunction, preferred: Group | null, sort: SortSpec, partialProved: Expr[]): Candidate {
  const proved = [...partialProved];
  const chosen: Chosen[] = [];
  let prefixes: Buffer[] = [NO_PREFIX];
  let ranges: Range[] | null = null;
  for (const field of index.fields) {
    const next = chooseBound(index, chosen, field, query.top, preferred);
    if (next === null) break;
    const { intervals } = next.bound;
    const points = intervals.every(({ point }) => point);
    if (prefixes.length > 1 && prefixes.length * intervals.length > MAX_RANGES) break;
    proved.push(...next.proved);
    if (points) {
      chosen.push(next);
      const parts = intervals.map(({ lo }) => (field.descending ? inverted(lo) : lo));
      prefixes = prefixes.flatMap((prefix) => parts.map((part) => (prefix.length === 0 ? part : Buffer.concat([prefix, part]))));
      continue;
    }
    ranges = prefixes.flatMap((prefix) => intervals.map((interval) => rangeOf(prefix, interval, field.descending)));
    break;
  }
  ranges ??= prefixes.map((prefix) => (prefix.length === 0 ? { lo: LOWEST, hi: HIGHEST, prefix: 0 } : new Under(prefix)));
  if (ranges.length > 1) ranges.sort((a, b) => Buffer.compare(a.lo, b.lo));
  const full = ranges.length === 1 && ranges[0]?.prefix === 0 && ranges[0].lo.equals(LOWEST) && ranges[0].hi.equals(HIGHEST);
  return {
    index,
    ranges,
    bounded: !full || index.partial !== null || index.sparse,
    exactlyOne: index.unique && chosen.length === index.fields.length,
    pointFields: chosen.length,
    proved,
    order: orderOf(index, chosen, sort),
  };
}

/** The keys of an interval behind a prefix. */
export function rangeOf(prefix: Buffer, { lo, hi }: Interval, descending: boolean): Range {
  const [from, to] = descending ? [successor(inverted(hi)), successor(inverted(lo))] : [lo, hi];
  return { lo: Buffer.concat([prefix, from]), hi: Buffer.concat([prefix, to]), prefix: prefix.length };
}

/** The bound for the next field, unless it is about another element of an array than the bounds before it. */
function chooseBound(index: Index, chosen: Chosen[], field: IndexField, top: Group, preferred: Group | null): Chosen | null {
  const groups = preferred === null ? [top] : [preferred, top];
  for (const group of groups) {
    const found = fieldBound(index, field, group);
    if (found === null) continue;
    const mine = arraysOver(index, field);
    const clash =
      mine.length > 0 &&
      chosen.some((before, i) => {
        const other = index.fields[i];
        if (other === undefined) return false;
        const shared = arraysOver(index, other).filter((array) => mine.includes(array));
        return shared.length > 0 && !(before.group === group && shared.every((array) => array.length <= group.base.length));
      });
    if (!clash) return { ...found, group };
  }
  return null;
}

/**
 * Whether reading the ranges in key order gives the wanted sort order. Fields bound to one value do not disturb it;
 * fields bound to several values are fine too when their ranges are merged.
 */
function orderOf(index: Index, chosen: Chosen[], sort: SortSpec): Candidate['order'] {
  if (sort.length === 0) return { backward: false, merge: false };
  const counts = index.fields.map((_, i) => chosen[i]?.bound.intervals.length ?? 0);
  const constant = new Set(index.fields.filter((_, i) => counts[i] === 1).map(({ path }) => path));
  let at = 0;
  let backward: boolean | null = null;
  let merge = false;
  let matched = false;
  const take = (descending: boolean, dir: 1 | -1): boolean => {
    const wantBackward = descending !== (dir === -1);
    if (backward !== null && backward !== wantBackward) return false;
    backward = wantBackward;
    matched = true;
    return true;
  };
  for (const { path, dir } of sort) {
    if (constant.has(path) && !isArrayField(index, path)) continue;
    // Pass over bound fields that the sort does not name; those with several values force a merge of their ranges.
    while (at < chosen.length && index.fields[at]?.path !== path) {
      if (counts[at] !== 1) {
        if (matched) return null;
        merge = true;
      }
      at++;
    }
    const field = index.fields[at];
    if (field === undefined) {
      // A unique index has put all its rows in order by now; in any other, equal keys are ordered by _id.
      if (index.unique && !merge) break;
      if (path !== '_id' || !take(tailDescending(index), dir)) return null;
      break;
    }
    if (field.path !== path || isArrayField(index, path) || !take(field.descending, dir)) return null;
    if (merge && at < chosen.length) return null;
    at++;
    if (path === '_id') break;
  }
  // Bound fields that come after the last sort field only order what the sort leaves open.
  return { backward: backward ?? false, merge };
}

function isArrayField(index: Index, path: string): boolean {
  const field = index.fields.find((one) => one.path === path);
  return field === undefined || arraysOver(index, field).length > 0;
}
