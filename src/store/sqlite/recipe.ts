import { boundOf } from './bounds.js';
import { rangeOf, type Range, Under } from './candidates.js';
import type { Expr, Test } from './filter.js';
import { KeyWriter } from './keys.js';
import type { Plan } from './planner.js';
import { flatten } from './predicates.js';
import type { SortSpec } from './sorting.js';
import { compareValues } from './values.js';

type Leaf = Expr & { kind: 'leaf' };

/**
 * A plan that is the same for other values of the same types, but for its ranges, and those are made of the values alone.
 * Planning again would give the very same, and takes longer than many a read.
 */
export interface Recipe {
  plan: Plan;
  /** For each field of the index that is bound to a value, the place of its predicate in the filter. */
  points: number[];
  /** The predicate on the next field, which gives a range or a list of values. */
  last: number | null;
  /** What proved that the documents are in a partial index: predicates with these very values. */
  fixed: { at: number; value: unknown }[];
}

const writer = new KeyWriter();
const RANGES: ReadonlySet<Test['op']> = new Set(['gt', 'gte', 'lt', 'lte']);

/** The recipe of an ideal plan; null when it depends on more than the types. @param filter the one that was planned */
export function recipeOf(plan: Plan, filter: Expr, sort: SortSpec): Recipe | null {
  const { index } = plan;
  const leaves = leavesIn(filter);
  if (
    !plan.ideal ||
    plan.residual !== null ||
    index === null ||
    leaves === null ||
    new Set(leaves.map(({ path }) => path)).size < leaves.length
  )
    return null;
  const places = index.fields.map(({ path }) => leaves.findIndex((leaf) => leaf.path === path));
  const end = places.findIndex((at) => leaves[at]?.test.op !== 'eq');
  const points = end < 0 ? places : places.slice(0, end);
  const next = places[points.length] ?? -1;
  const [other, ...more] = leaves.filter(({ test }) => test.op !== 'eq');
  if (more.length > 0 || other !== (next < 0 ? undefined : leaves[next])) return null;
  if (other === undefined) {
    if (plan.ranges.length !== 1 || plan.ranges[0]?.prefix === 0) return null;
  } else if (other.test.op === 'in') {
    // With an order or arrays the plan depends on how many values there are.
    if (!isStrings(other.test) || sort.length > 0 || points.length > 0 || !plan.points || index.multikey.size > 0) return null;
  } else if (!RANGES.has(other.test.op) || plan.ranges.length !== 1) return null;
  const proving = new Set(
    index.partial === null ? [] : (leavesIn(index.partial) ?? []).filter(({ test }) => test.op !== 'exists').map(({ path }) => path),
  );
  const fixed = leaves.flatMap(({ path, test }, at) => (proving.has(path) ? [{ at, value: 'value' in test ? test.value : test }] : []));
  return { plan, points, last: other === undefined ? null : next, fixed };
}

/** The plan for other values. @param filter of the form that the recipe was made for; null when these values need planning */
export function planBy({ plan, points, last, fixed }: Recipe, filter: Expr): Plan | null {
  const leaves = leavesIn(filter);
  if (leaves === null || plan.index === null) return null;
  for (const { at, value } of fixed) if (valueOf(leaves[at]) !== value) return null;
  const { fields } = plan.index;
  writer.reset();
  for (let i = 0; i < points.length; i++) writer.value(valueOf(leaves[points[i] ?? 0]), fields[i]?.descending);
  const other = last === null ? undefined : leaves[last];
  const descending = fields[points.length]?.descending === true;
  const ranges =
    other === undefined
      ? [new Under(writer.take())]
      : other.test.op === 'in'
        ? keysOf(other.test.values, descending)
        : rangeFrom(writer.take(), other, descending);
  return ranges && { ...plan, ranges };
}

/** The predicates of a conjunction of plain ones, in the order of the filter; null for any other filter. */
function leavesIn(filter: Expr): Leaf[] | null {
  if (filter.kind === 'leaf') return [filter];
  const parts: Expr[] = [];
  flatten(filter, parts);
  return parts.every((part): part is Leaf => part.kind === 'leaf') ? parts : null;
}

function valueOf(leaf: Leaf | undefined): unknown {
  return leaf !== undefined && 'value' in leaf.test ? leaf.test.value : undefined;
}

/** Whether a list has strings only. */
export function isStrings(test: Test & { op: 'in' }): boolean {
  return test.patterns.length === 0 && (test.strings !== null || test.values.every((value) => typeof value === 'string'));
}

/** Whole keys, each once, in order. */
function keysOf(values: readonly unknown[], descending: boolean): Range[] {
  const distinct = [...new Set(values)].sort(descending ? (a, b) => compareValues(b, a) : compareValues);
  return distinct.map((value) => new Under(writer.reset().value(value, descending).take()));
}

function rangeFrom(prefix: Buffer, leaf: Leaf, descending: boolean): Range[] | null {
  const [interval, ...more] = boundOf(leaf)?.intervals ?? [];
  return interval === undefined || interval.point || more.length > 0 ? null : [rangeOf(prefix, interval, descending)];
}
