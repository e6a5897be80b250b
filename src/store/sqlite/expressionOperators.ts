import mongoose from 'mongoose';
import { serverError, UnsupportedError } from './errors.js';
import { typeName } from './typeNames.js';
import { compareValues, type Doc, equalValues, isDoc, Rank, rankOf } from './values.js';

/** An operator that only looks at the values of its arguments. */
interface Operator {
  arity: readonly [number, number];
  apply: (args: unknown[]) => unknown;
}

const MANY = Number.POSITIVE_INFINITY;
const absent = (value: unknown): boolean => value === null || value === undefined;

function typeError(name: string, value: unknown): Error {
  return serverError(14, 'TypeMismatch', `${name} does not take a ${value === undefined ? 'missing' : typeName(value)}`);
}

function number(name: string, value: unknown): number {
  if (!absent(value) && rankOf(value) === Rank.number) return Number(value);
  throw typeError(name, value);
}

function text(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw typeError(name, value);
}

function list(name: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw typeError(name, value);
}

/** null when any argument is null or missing, as most operators have it. */
function strict(least: number, most: number, apply: (args: unknown[]) => unknown): Operator {
  return { arity: [least, most], apply: (args) => (args.some(absent) ? null : apply(args)) };
}

const numeric = (name: string, compute: (x: number) => number): Operator => strict(1, 1, ([x]) => compute(number(name, x)));
const order = (test: (order: number) => boolean): Operator => ({ arity: [2, 2], apply: ([a, b]) => test(compareOrMissing(a, b)) });

/** A missing value comes before everything, also before null. */
function compareOrMissing(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareValues(a, b);
}

function add(args: unknown[]): unknown {
  const date = args.find((arg) => arg instanceof Date);
  const sum = args.reduce((total: number, arg) => total + (arg instanceof Date ? arg.getTime() : number('$add', arg)), 0);
  return date === undefined ? sum : new Date(sum);
}

function subtract([a, b]: unknown[]): unknown {
  if (a instanceof Date) return b instanceof Date ? a.getTime() - b.getTime() : new Date(a.getTime() - number('$subtract', b));
  return number('$subtract', a) - number('$subtract', b);
}

/** Half goes to the even neighbour, as in MongoDB. */
function round([value, digits = 0]: unknown[]): number {
  const scale = 10 ** number('$round', digits);
  const scaled = number('$round', value) * scale;
  const near = Math.round(scaled);
  const even = Math.abs(scaled % 1) === 0.5 && near % 2 !== 0 ? near - 1 : near;
  return even / scale;
}

function toText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof mongoose.mongo.ObjectId) return value.toHexString();
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (rankOf(value) === Rank.number) return String(value);
  throw typeError('$toString', value);
}

function toDate(value: unknown): Date {
  if (value instanceof Date) return value;
  if (value instanceof mongoose.mongo.ObjectId) return value.getTimestamp();
  const date = new Date(typeof value === 'string' ? value : number('$toDate', value));
  if (Number.isNaN(date.getTime())) throw serverError(241, 'ConversionFailure', `$toDate cannot read ${String(value)}`);
  return date;
}

function toNumber(name: string, value: unknown): number {
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'string') {
    const read = Number(value);
    if (value.trim() === '' || Number.isNaN(read)) throw serverError(241, 'ConversionFailure', `${name} cannot read '${value}'`);
    return read;
  }
  return number(name, value);
}

/** An accumulator used as an expression: over its arguments, or over the one list it is given. */
function overValues(compute: (values: unknown[]) => unknown): Operator {
  return { arity: [1, MANY], apply: (args) => compute(args.length === 1 && Array.isArray(args[0]) ? (args[0] as unknown[]) : args) };
}

const numbersOf = (values: unknown[]): number[] => values.filter((value) => !absent(value) && rankOf(value) === Rank.number).map(Number);
const extreme = (sign: 1 | -1) => (values: unknown[]): unknown =>
  values.filter((value) => !absent(value)).reduce((best: unknown, value) => (best === null || compareValues(value, best) * sign > 0 ? value : best), null);
const unique = (values: unknown[]): unknown[] => values.filter((value, i) => values.findIndex((other) => equalValues(other, value)) === i);

/** All operators that only look at the values of their arguments, by name. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  $add: strict(1, MANY, add),
  $subtract: strict(2, 2, subtract),
  $multiply: strict(1, MANY, (args) => args.reduce((product: number, arg) => product * number('$multiply', arg), 1)),
  $divide: strict(2, 2, ([a, b]) => {
    if (number('$divide', b) === 0) throw serverError(16608, 'Location16608', "can't $divide by zero");
    return number('$divide', a) / number('$divide', b);
  }),
  $mod: strict(2, 2, ([a, b]) => {
    if (number('$mod', b) === 0) throw serverError(16610, 'Location16610', "can't $mod by zero");
    return number('$mod', a) % number('$mod', b);
  }),
  $abs: numeric('$abs', Math.abs),
  $ceil: numeric('$ceil', Math.ceil),
  $floor: numeric('$floor', Math.floor),
  $sqrt: numeric('$sqrt', Math.sqrt),
  $trunc: strict(1, 2, ([x, digits = 0]) => Math.trunc(number('$trunc', x) * 10 ** number('$trunc', digits)) / 10 ** number('$trunc', digits)),
  $round: strict(1, 2, round),
  $sum: overValues((values) => numbersOf(values).reduce((a, b) => a + b, 0)),
  $avg: overValues((values) => (numbersOf(values).length === 0 ? null : numbersOf(values).reduce((a, b) => a + b, 0) / numbersOf(values).length)),
  $min: overValues(extreme(-1)),
  $max: overValues(extreme(1)),
  $cmp: { arity: [2, 2], apply: ([a, b]) => Math.sign(compareOrMissing(a, b)) },
  $eq: order((o) => o === 0),
  $ne: order((o) => o !== 0),
  $gt: order((o) => o > 0),
  $gte: order((o) => o >= 0),
  $lt: order((o) => o < 0),
  $lte: order((o) => o <= 0),
  $not: { arity: [1, 1], apply: ([value]) => absent(value) || value === false || value === 0 },
  $concat: strict(1, MANY, (args) => args.map((arg) => text('$concat', arg)).join('')),
  $toLower: { arity: [1, 1], apply: ([value]) => (absent(value) ? '' : toText(value).toLowerCase()) },
  $toUpper: { arity: [1, 1], apply: ([value]) => (absent(value) ? '' : toText(value).toUpperCase()) },
  $trim: strict(1, 1, ([value]) => text('$trim', isDoc(value) ? trimInput(value) : value).trim()),
  $split: strict(2, 2, ([value, by]) => text('$split', value).split(text('$split', by))),
  $strLenCP: { arity: [1, 1], apply: ([value]) => [...text('$strLenCP', value)].length },
  $substrCP: { arity: [3, 3], apply: ([value, from, length]) => (absent(value) ? '' : [...toText(value)].slice(number('$substrCP', from), number('$substrCP', from) + number('$substrCP', length)).join('')) },
  $toString: strict(1, 1, ([value]) => toText(value)),
  $toDate: strict(1, 1, ([value]) => toDate(value)),
  $toInt: strict(1, 1, ([value]) => Math.trunc(toNumber('$toInt', value))),
  $toLong: strict(1, 1, ([value]) => Math.trunc(toNumber('$toLong', value))),
  $toDouble: strict(1, 1, ([value]) => toNumber('$toDouble', value)),
  $toBool: strict(1, 1, ([value]) => value !== false && value !== 0),
  $type: { arity: [1, 1], apply: ([value]) => (value === undefined ? 'missing' : typeName(value)) },
  $isArray: { arity: [1, 1], apply: ([value]) => Array.isArray(value) },
  $isNumber: { arity: [1, 1], apply: ([value]) => !absent(value) && rankOf(value) === Rank.number },
  $size: { arity: [1, 1], apply: ([value]) => list('$size', value).length },
  $arrayElemAt: strict(2, 2, ([value, at]) => list('$arrayElemAt', value).at(number('$arrayElemAt', at))),
  $first: strict(1, 1, ([value]) => list('$first', value)[0]),
  $last: strict(1, 1, ([value]) => list('$last', value).at(-1)),
  $in: { arity: [2, 2], apply: ([value, values]) => list('$in', values).some((one) => equalValues(one, value ?? null)) },
  $indexOfArray: strict(2, 2, ([values, value]) => list('$indexOfArray', values).findIndex((one) => equalValues(one, value))),
  $concatArrays: strict(1, MANY, (args) => args.flatMap((arg) => list('$concatArrays', arg))),
  $reverseArray: strict(1, 1, ([value]) => list('$reverseArray', value).toReversed()),
  $slice: strict(2, 3, ([value, a, b]) => slice(list('$slice', value), number('$slice', a), b === undefined ? null : number('$slice', b))),
  $setUnion: strict(1, MANY, (args) => unique(args.flatMap((arg) => list('$setUnion', arg)))),
  $setIntersection: strict(1, MANY, ([first, ...rest]) => unique(list('$setIntersection', first).filter((value) => rest.every((other) => list('$setIntersection', other).some((one) => equalValues(one, value)))))),
  $setDifference: strict(2, 2, ([a, b]) => unique(list('$setDifference', a).filter((value) => !list('$setDifference', b).some((one) => equalValues(one, value))))),
  $mergeObjects: { arity: [1, MANY], apply: (args) => Object.assign({}, ...args.filter((arg) => !absent(arg))) as Doc },
  $objectToArray: strict(1, 1, ([value]) => Object.entries(value as Doc).map(([k, v]) => ({ k, v }))),
};

/** `$trim` takes an object; only white space is trimmed. */
function trimInput(given: Doc): unknown {
  const other = Object.keys(given).find((key) => key !== 'input');
  if (other !== undefined) throw new UnsupportedError(`$trim with ${other}`);
  return given['input'];
}

function slice(values: unknown[], a: number, b: number | null): unknown[] {
  if (b === null) return a >= 0 ? values.slice(0, a) : values.slice(a);
  const from = a >= 0 ? a : Math.max(0, values.length + a);
  return values.slice(from, from + b);
}
