import { type Bound, boundOf, covers, excludesNull, intersect } from './bounds.js';
import type { Expr } from './filter.js';
import type { Index, IndexField } from './indexSpec.js';
import { equalValues } from './values.js';
import { typeName } from './typeNames.js';

/** Predicates that hold for the same value: those of the filter itself (base ''), or those inside one `$elemMatch`. */
export interface Group {
  /** The array whose one element the predicates are about; '' for the document. */
  base: string;
  byPath: Map<string, Predicate[]>;
}

/** One predicate with the bound it gives. */
interface Predicate {
  expr: Expr;
  bound: Bound;
}

/** A filter as the planner sees it: a conjunction. */
export interface Conjunction {
  /** Every part; all must hold. */
  parts: Expr[];
  top: Group;
  elements: Group[];
}

/** Takes a filter apart into its conjunction. */
export function conjunctionOf(filter: Expr): Conjunction {
  const parts: Expr[] = [];
  flatten(filter, parts);
  const top: Group = { base: '', byPath: new Map() };
  const elements: Group[] = [];
  for (const expr of parts) {
    addPredicate(top, '', expr);
    if (expr.kind !== 'elem') continue;
    const group: Group = { base: expr.path, byPath: new Map() };
    const inner: Expr[] = [];
    flatten(expr.inner, inner);
    for (const part of inner) addPredicate(group, expr.path, part);
    if (group.byPath.size > 0) elements.push(group);
  }
  return { parts, top, elements };
}

/** Adds the parts of a conjunction to `out`. */
export function flatten(expr: Expr, out: Expr[]): void {
  if (expr.kind === 'and') for (const inner of expr.list) flatten(inner, out);
  else out.push(expr);
}

function addPredicate(group: Group, base: string, expr: Expr): void {
  const leaf = expr.kind === 'not' ? expr.inner : expr;
  if (leaf.kind !== 'leaf') return;
  const bound = boundOf(expr);
  if (bound === null) return;
  const path = [base, leaf.path].filter((part) => part !== '').join('.');
  const known = group.byPath.get(path);
  if (known === undefined) group.byPath.set(path, [{ expr, bound }]);
  else known.push({ expr, bound });
}

const NONE: readonly string[] = [];

/** The arrays on the way to (or at) an index field that some document has. */
export function arraysOver(index: Index, field: IndexField): readonly string[] {
  if (index.multikey.size === 0) return NONE;
  return [...index.multikey].filter((path) => path === field.path || field.path.startsWith(`${path}.`));
}

/** What one group says about one index field. `used` are the predicates that the bound already proves. */
export interface FieldBound {
  bound: Bound;
  proved: Expr[];
}

/**
 * The bound of an index field from one group. Below an array, two predicates may be fulfilled by two elements, so only
 * the sharpest one counts there; inside `$elemMatch` they are about one element and may be combined.
 */
export function fieldBound(index: Index, field: IndexField, group: Group): FieldBound | null {
  const arrays = arraysOver(index, field);
  const inArrays = arrays.length > 0;
  const given = group.byPath.get(field.path);
  if (given === undefined) return null;
  const predicates = inArrays ? given.filter(({ bound }) => bound.failsInArrays !== true) : given;
  if (predicates.length === 0) return null;
  const free = arrays.every((path) => path.length <= group.base.length);
  const used = free ? predicates : [sharpest(predicates)];
  const bound: Bound = {
    intervals: used.map((one) => one.bound.intervals).reduce(intersect),
    exact: false,
    exactInArrays: false,
  };
  // A predicate inside $elemMatch is never proved: its key may come from another element.
  const proved =
    group.base === '' ? used.filter((one) => (inArrays ? one.bound.exactInArrays : one.bound.exact)).map((one) => one.expr) : [];
  return { bound, proved };
}

function sharpest(predicates: Predicate[]): Predicate {
  const weight = ({ bound }: Predicate): number =>
    bound.intervals.every(({ point }) => point) ? bound.intervals.length : 1e6 + bound.intervals.length;
  return predicates.reduce((best, one) => (weight(one) < weight(best) ? one : best));
}

/**
 * Whether every document that fulfils the conjunction is in a sparse or partial index. Fills `proved` with predicates
 * that the index's own filter already proves.
 */
export function indexHolds(index: Index, query: Conjunction, proved: Expr[]): boolean {
  if (index.sparse) return index.fields.some(({ path }) => needsField(query, path));
  if (index.partial === null) return true;
  const wanted: Expr[] = [];
  flatten(index.partial, wanted);
  return wanted.every((want) => {
    const same = query.parts.find((part) => sameLeaf(part, want));
    if (same !== undefined) proved.push(same);
    return same !== undefined || impliedBy(want, query);
  });
}

/** The plain predicates on a path, of the document or of an element: each asks for one value that is there. */
function leavesOn({ top, elements }: Conjunction, path: string): Predicate[] {
  return [top, ...elements].flatMap((group) => group.byPath.get(path) ?? []).filter(({ expr }) => expr.kind === 'leaf');
}

/** Whether a match must have the field. */
function needsField(query: Conjunction, path: string): boolean {
  return leavesOn(query, path).some(({ expr, bound }) => isExists(expr) || excludesNull(bound.intervals));
}

function isExists(expr: Expr): boolean {
  return expr.kind === 'leaf' && expr.test.op === 'exists';
}

function sameLeaf(a: Expr, b: Expr): boolean {
  if (a.kind !== 'leaf' || b.kind !== 'leaf' || a.path !== b.path || a.test.op !== b.test.op) return false;
  const { test } = a;
  const other = b.test;
  if (test.op === 'exists') return true;
  if ('value' in test && 'value' in other) return equalValues(test.value, other.value);
  if (test.op === 'in' && other.op === 'in')
    return test.patterns.length + other.patterns.length === 0 && equalValues(test.values, other.values);
  if (test.op === 'type' && other.op === 'type') return [...test.types].sort().join() === [...other.types].sort().join();
  return false;
}

function impliedBy(want: Expr, query: Conjunction): boolean {
  if (want.kind !== 'leaf') return false;
  const { test, path } = want;
  if (test.op === 'exists') return needsField(query, path);
  const given = leavesOn(query, path);
  if (test.op === 'type') {
    return given.some(({ expr }) => expr.kind === 'leaf' && expr.test.op === 'eq' && test.types.has(typeName(expr.test.value)));
  }
  const wanted = boundOf(want);
  return wanted !== null && wanted.exact && given.some(({ bound }) => covers(wanted.intervals, bound.intervals));
}
