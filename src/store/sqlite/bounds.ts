import type { Expr } from './filter.js';
import { HIGHEST, keyOf, LOWEST, successor } from './keys.js';
import { Rank, rankOf } from './values.js';

/** Ascending keys from `lo` (in) to `hi` (out). A point holds the one key `lo`. */
export interface Interval {
  readonly lo: Buffer;
  readonly hi: Buffer;
  readonly point: boolean;
}

/** What a predicate says about the keys of its field. */
export interface Bound {
  /** In order, without overlap. */
  intervals: Interval[];
  /** Every document with such a key fulfils the predicate, where no array is involved. */
  exact: boolean;
  /** The same where the key may be one of several, from an array. */
  exactInArrays: boolean;
  /** A document may fulfil the predicate by an empty array, whose key is not in the intervals. */
  failsInArrays?: true;
}

const NULL_KEY = Buffer.from([Rank.null]);
const FULL: Interval = { lo: LOWEST, hi: HIGHEST, point: false };

/** One key. Where it ends is seldom asked. */
class Point implements Interval {
  readonly lo: Buffer;
  readonly point = true;
  #hi: Buffer | null = null;

  constructor(lo: Buffer) {
    this.lo = lo;
  }

  get hi(): Buffer {
    return (this.#hi ??= successor(this.lo));
  }
}

function point(value: unknown): Interval {
  return new Point(keyOf(value));
}

/** The bound of a predicate, or null when its field's keys say nothing about it. */
export function boundOf(expr: Expr): Bound | null {
  if (expr.kind === 'not') return boundOfNot(expr.inner);
  if (expr.kind !== 'leaf') return null;
  const { test } = expr;
  switch (test.op) {
    case 'eq':
      if (Array.isArray(test.value)) return null;
      return { intervals: [point(test.value)], exact: true, exactInArrays: test.value !== null };
    case 'in': {
      if (test.patterns.length > 0 || test.values.some((value) => Array.isArray(value))) return null;
      return { intervals: distinct(test.values.map(point)), exact: true, exactInArrays: !test.values.includes(null) };
    }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return rangeBound(test.op, test.value);
    case 'exists':
      return { intervals: [FULL], exact: false, exactInArrays: false };
    case 'regex':
      return prefixBound(test.pattern);
    default:
      return null;
  }
}

function boundOfNot(inner: Expr): Bound | null {
  if (inner.kind !== 'leaf') return null;
  // `$exists: false`: missing is keyed as null, which it shares with null itself.
  if (inner.test.op === 'exists') return { intervals: [point(null)], exact: false, exactInArrays: false };
  if (inner.test.op !== 'eq' || inner.test.value !== null) return null;
  const below = { lo: LOWEST, hi: NULL_KEY, point: false };
  const above = { lo: successor(NULL_KEY), hi: HIGHEST, point: false };
  // `{ a: [] }` has no null at a.b, yet is keyed as null there.
  return { intervals: [below, above], exact: true, exactInArrays: false, failsInArrays: true };
}

function distinct(points: Interval[]): Interval[] {
  // As text, one character a byte: comparing buffers costs a call out of JavaScript each time.
  const byKey = new Map(points.map((one) => [one.lo.toString('latin1'), one]));
  return [...byKey.keys()].sort().map((key) => byKey.get(key) as Interval);
}

const ORDERED = new Set<number>([Rank.number, Rank.string, Rank.objectId, Rank.boolean, Rank.date, Rank.binary, Rank.timestamp]);

function rangeBound(op: 'gt' | 'gte' | 'lt' | 'lte', value: unknown): Bound | null {
  const rank = rankOf(value);
  if (rank === Rank.null && (op === 'gte' || op === 'lte')) return { intervals: [point(null)], exact: true, exactInArrays: false };
  if (!ORDERED.has(rank) || Number.isNaN(value)) return null;
  const key = keyOf(value);
  // NaN sorts below all numbers but is neither less nor greater than any.
  let lo: Buffer = rank === Rank.number ? keyOf(-Infinity) : Buffer.from([rank]);
  let hi: Buffer = Buffer.from([rank + 1]);
  if (op === 'gt') lo = successor(key);
  else if (op === 'gte') lo = key;
  else if (op === 'lt') hi = key;
  else hi = successor(key);
  return { intervals: nonEmpty({ lo, hi, point: false }), exact: true, exactInArrays: true };
}

function nonEmpty(interval: Interval): Interval[] {
  return Buffer.compare(interval.lo, interval.hi) < 0 ? [interval] : [];
}

function prefixBound(pattern: RegExp): Bound | null {
  const found = literalPrefix(pattern);
  if (found === null) return null;
  const lo = Buffer.concat([Buffer.from([Rank.string]), Buffer.from(found.prefix)]);
  // A stored regular expression matches a query for the same one.
  return { intervals: [{ lo, hi: successor(lo), point: false }, point(pattern)], exact: found.whole, exactInArrays: found.whole };
}

/** The text that every match of an anchored pattern starts with; `whole` when the pattern says nothing more. */
function literalPrefix({ source, flags }: RegExp): { prefix: string; whole: boolean } | null {
  if (!source.startsWith('^') || /[im]/.test(flags) || source.includes('|')) return null;
  let prefix = '';
  let at = 1;
  while (at < source.length) {
    const char = source.charAt(at);
    const escaped = char === '\\';
    const literal = escaped ? source.charAt(at + 1) : char;
    // `\d` and the like are classes; other escapes stand for themselves.
    if (escaped ? /[A-Za-z0-9]/.test(literal) || literal === '' : '.*+?()[]{}^$'.includes(char)) break;
    const next = at + (escaped ? 2 : 1);
    // The character before a quantifier need not be there (`+` asks for one, but then says more than a prefix).
    if ('*?{'.includes(source.charAt(next)) && next < source.length) break;
    prefix += literal;
    at = next;
  }
  // Never half a character: its bytes would not be a prefix.
  if (/[\ud800-\udbff]$/.test(prefix)) prefix = prefix.slice(0, -1);
  // A zero is written otherwise in a key: what comes before it narrows enough.
  const zero = prefix.indexOf('\0');
  if (zero >= 0) return zero === 0 ? null : { prefix: prefix.slice(0, zero), whole: false };
  return prefix === '' ? null : { prefix, whole: at >= source.length };
}

/** What both lists of intervals have in common. */
export function intersect(a: Interval[], b: Interval[]): Interval[] {
  const out: Interval[] = [];
  for (const x of a) {
    for (const y of b) {
      const lo = Buffer.compare(x.lo, y.lo) >= 0 ? x.lo : y.lo;
      const hi = Buffer.compare(x.hi, y.hi) <= 0 ? x.hi : y.hi;
      if (Buffer.compare(lo, hi) >= 0) continue;
      // A point is one key: a cut either takes it whole or not at all.
      out.push({ lo, hi, point: x.point || y.point });
    }
  }
  return out;
}

/** Whether every key in `inner` is in `outer`. */
export function covers(outer: Interval[], inner: Interval[]): boolean {
  return inner.every((x) => outer.some((y) => Buffer.compare(y.lo, x.lo) <= 0 && Buffer.compare(x.hi, y.hi) <= 0));
}

/** Whether the key of null (and of a missing field) is in none of the intervals. */
export function excludesNull(intervals: Interval[]): boolean {
  return !intervals.some(({ lo, hi }) => Buffer.compare(lo, NULL_KEY) <= 0 && Buffer.compare(NULL_KEY, hi) < 0);
}
