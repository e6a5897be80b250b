import { serverError } from './errors.js';
import { parseFilter } from './filter.js';
import { elementMatches, matches } from './matcher.js';
import { MISSING } from './paths.js';
import { compareSorted, parseSort, sortValues } from './sorting.js';
import { compareValues, type Doc, equalValues, isDoc, Rank, rankOf } from './values.js';
import { typeName } from './typeNames.js';
import type { Change } from './updatePaths.js';

function bad(message: string): Error {
  return serverError(2, 'BadValue', message);
}

function listOf(old: unknown, operator: string, path: string): unknown[] {
  if (old === MISSING) return [];
  if (!Array.isArray(old)) throw bad(`The field '${path}' must be an array but is of type ${typeName(old)} (${operator})`);
  return old;
}

function modifiers(operand: unknown, operator: string, allowed: readonly string[]): Doc | null {
  if (!isDoc(operand) || !('$each' in operand)) return null;
  const unknown = Object.keys(operand).find((key) => !allowed.includes(key));
  if (unknown !== undefined) throw bad(`Unrecognized clause in ${operator}: ${unknown}`);
  if (!Array.isArray(operand['$each'])) throw bad(`The argument to $each in ${operator} must be an array`);
  return operand;
}

function whole(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw bad(`The value for ${name} must be an integer`);
  return value;
}

/** `$push`, with `$each`, `$position`, `$sort` and `$slice` (applied in that order). */
export function pushChange(path: string, operand: unknown): Change {
  const clauses = modifiers(operand, '$push', ['$each', '$position', '$sort', '$slice']);
  const added: unknown[] = clauses === null ? [operand] : (clauses['$each'] as unknown[]);
  const position = clauses?.['$position'] === undefined ? null : whole(clauses['$position'], '$position');
  const slice = clauses?.['$slice'] === undefined ? null : whole(clauses['$slice'], '$slice');
  const order = clauses?.['$sort'] === undefined ? null : elementOrder(clauses['$sort']);
  return (old) => {
    const list = listOf(old, '$push', path);
    let next = position === null ? [...list, ...added] : list.toSpliced(position, 0, ...added);
    if (order !== null) next = next.toSorted(order);
    if (slice !== null) next = slice >= 0 ? next.slice(0, slice) : next.slice(slice);
    return old !== MISSING && equalValues(list, next) ? old : next;
  };
}

/** The order of array elements: by themselves (1, -1) or by fields. */
function elementOrder(sort: unknown): (a: unknown, b: unknown) => number {
  if (sort === 1 || sort === -1) return (a, b) => compareValues(a, b) * sort;
  if (!isDoc(sort)) throw bad('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields');
  const spec = parseSort(sort);
  const values = (element: unknown): unknown[] => (isDoc(element) ? sortValues(element, spec) : spec.map(() => null));
  return (a, b) => compareSorted(values(a), values(b), spec);
}

/** `$addToSet`, with `$each`. */
export function addToSetChange(path: string, operand: unknown): Change {
  const clauses = modifiers(operand, '$addToSet', ['$each']);
  const added: unknown[] = clauses === null ? [operand] : (clauses['$each'] as unknown[]);
  return (old) => {
    const list = listOf(old, '$addToSet', path);
    const next = [...list];
    for (const value of added) if (!next.some((known) => equalValues(known, value))) next.push(value);
    return old !== MISSING && next.length === list.length ? old : next;
  };
}

/** Whether an array element is meant by the operand of `$pull`: a value, a condition, or a filter for sub-documents. */
function pullTest(operand: unknown): (element: unknown) => boolean {
  if (operand instanceof RegExp || (isDoc(operand) && isCondition(operand))) {
    const condition = operand instanceof RegExp ? { $regex: operand } : operand;
    const expr = parseFilter({ list: { $elemMatch: condition } });
    return (element) => expr.kind === 'elem' && elementMatches(expr, element);
  }
  if (!isDoc(operand)) return (element) => equalValues(element, operand);
  const expr = parseFilter(operand);
  return (element) => isDoc(element) && matches(expr, element);
}

function isCondition(operand: Doc): boolean {
  const [first] = Object.keys(operand);
  return first !== undefined && first.startsWith('$') && first !== '$and' && first !== '$or' && first !== '$nor';
}

/** `$pull`. */
export function pullChange(path: string, operand: unknown): Change {
  const meant = pullTest(operand);
  return removing('$pull', path, meant);
}

/** `$pullAll`. */
export function pullAllChange(path: string, operand: unknown): Change {
  if (!Array.isArray(operand)) throw bad('$pullAll requires an array argument');
  return removing('$pullAll', path, (element) => operand.some((value) => equalValues(value, element)));
}

function removing(operator: string, path: string, meant: (element: unknown) => boolean): Change {
  return (old) => {
    if (old === MISSING) return old;
    const list = listOf(old, operator, path);
    const next = list.filter((element) => !meant(element));
    return next.length === list.length ? old : next;
  };
}

/** `$pop`: the last element (1) or the first (-1). */
export function popChange(path: string, operand: unknown): Change {
  if (operand !== 1 && operand !== -1) throw serverError(9, 'FailedToParse', '$pop expects 1 or -1');
  return (old) => {
    if (old === MISSING) return old;
    if (rankOf(old) !== Rank.array)
      throw serverError(14, 'TypeMismatch', `Path '${path}' contains an element of non-array type '${typeName(old)}'`);
    const list = listOf(old, '$pop', path);
    if (list.length === 0) return old;
    return operand === 1 ? list.slice(0, -1) : list.slice(1);
  };
}
