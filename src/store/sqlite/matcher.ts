import type { Expr, Test } from './filter.js';
import { MISSING, someValue } from './paths.js';
import { compareValues, type Doc, equalValues, isDoc, Rank, rankOf, regexParts } from './values.js';
import { typeName } from './typeNames.js';

/** Whether a document (or, inside `$elemMatch`, an array element) fulfils a parsed filter. */
export function matches(expr: Expr, value: unknown): boolean {
  switch (expr.kind) {
    case 'and':
      return expr.list.every((inner) => matches(inner, value));
    case 'or':
      return expr.list.some((inner) => matches(inner, value));
    case 'nor':
      return !expr.list.some((inner) => matches(inner, value));
    case 'not':
      return !matches(expr.inner, value);
    case 'leaf': {
      const { test } = expr;
      // $size looks at arrays themselves, every other test also at their elements. In `$elemMatch` on plain values the
      // element is the value and is not opened again.
      const expand = test.op !== 'size' && expr.path !== '';
      return someValue(value, expr.parts, 0, expand, (found) => passes(test, found));
    }
    case 'elem':
      return someValue(
        value,
        expr.parts,
        0,
        false,
        (found) => Array.isArray(found) && found.some((element) => elementMatches(expr, element)),
      );
  }
}

/** Whether one array element fulfils an `$elemMatch`. */
export function elementMatches(expr: Expr & { kind: 'elem' }, element: unknown): boolean {
  if (expr.values) return matches(expr.inner, element);
  // A nested array can be matched by its positions, as in MongoDB.
  if (Array.isArray(element)) return matches(expr.inner, { ...element } as Doc);
  return isDoc(element) && matches(expr.inner, element);
}

/** Whether one value passes one test. */
export function passes(test: Test, value: unknown): boolean {
  switch (test.op) {
    case 'exists':
      return value !== MISSING;
    case 'eq':
      return value === MISSING ? test.value === null : equalValues(value, test.value);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return passesOrder(test.op, value, test.value);
    case 'in':
      return passesIn(test, value);
    case 'size':
      return Array.isArray(value) && value.length === test.size;
    case 'type':
      return value !== MISSING && test.types.has(typeName(value));
    case 'mod':
      return passesMod(test, value);
    case 'regex':
      return passesRegex(test.pattern, value);
  }
}

function passesOrder(op: 'gt' | 'gte' | 'lt' | 'lte', value: unknown, bound: unknown): boolean {
  const found = value === MISSING ? null : value;
  const rank = rankOf(found);
  const boundRank = rankOf(bound);
  // Values are only compared within their type; MinKey and MaxKey stand outside all types.
  if (boundRank !== rank && boundRank !== Rank.minKey && boundRank !== Rank.maxKey) return false;
  if (Number.isNaN(found) !== Number.isNaN(bound)) return false;
  const order = compareValues(found, bound);
  if (op === 'gt') return order > 0;
  if (op === 'gte') return order >= 0;
  return op === 'lt' ? order < 0 : order <= 0;
}

function passesIn(test: Test & { op: 'in' }, value: unknown): boolean {
  if (test.strings !== null)
    return typeof value === 'string' && test.strings.has(value) ? true : test.patterns.some((pattern) => passesRegex(pattern, value));
  const found = value === MISSING ? null : value;
  return test.values.some((wanted) => equalValues(found, wanted)) || test.patterns.some((pattern) => passesRegex(pattern, value));
}

function passesMod(test: Test & { op: 'mod' }, value: unknown): boolean {
  if (value === MISSING || value === null || rankOf(value) !== Rank.number) return false;
  const number = Number(value);
  if (!Number.isFinite(number)) return false;
  // Plus 0 turns -0 into 0.
  return (Math.trunc(number) % test.divisor) + 0 === test.remainder + 0;
}

function passesRegex(pattern: RegExp, value: unknown): boolean {
  if (typeof value === 'string') return pattern.test(value);
  if (value instanceof RegExp) {
    const stored = regexParts(value);
    return stored.source === pattern.source && stored.flags === pattern.flags;
  }
  return false;
}
