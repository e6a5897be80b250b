import type mongoose from 'mongoose';
import { addToDate, dateDifference, fieldsOf, formatDate, truncateDate } from './calendar.js';
import { serverError } from './errors.js';
import { toLocal } from './timeZones.js';
import { bsonType, type Doc } from './values.js';

interface DateOperator {
  /** The arguments that are dates; without one of them the result is null (or `onNull`). */
  dates: readonly string[];
  others: readonly string[];
  apply: (given: Doc, zone: string) => unknown;
}

function instant(name: string, value: unknown): Date {
  if (value instanceof Date) return value;
  if (typeof value === 'object' && value !== null && bsonType(value) === 'ObjectId') return (value as InstanceType<typeof mongoose.mongo.ObjectId>).getTimestamp();
  throw serverError(16006, 'Location16006', `${name} needs a date`);
}

function word(given: Doc, key: string, fallback?: string): string {
  const value = given[key] ?? fallback;
  if (typeof value !== 'string') throw serverError(9, 'FailedToParse', `a date operator needs ${key} as a string`);
  return value;
}

function whole(given: Doc, key: string, fallback?: number): number {
  const value = given[key] ?? fallback;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw serverError(9, 'FailedToParse', `a date operator needs ${key} as a whole number`);
  return value;
}

const dateAt = (given: Doc, key: string): Date => given[key] as Date;
const shift = (sign: 1 | -1): DateOperator => ({
  dates: ['startDate'],
  others: ['unit', 'amount'],
  apply: (given, zone) => addToDate(dateAt(given, 'startDate'), word(given, 'unit'), sign * whole(given, 'amount'), zone),
});

const TABLE: Record<string, DateOperator> = {
  $dateToString: { dates: ['date'], others: ['format', 'onNull'], apply: (given, zone) => formatDate(dateAt(given, 'date'), word(given, 'format', '%Y-%m-%dT%H:%M:%S.%LZ'), zone) },
  $dateTrunc: {
    dates: ['date'],
    others: ['unit', 'binSize', 'startOfWeek'],
    apply: (given, zone) => truncateDate(dateAt(given, 'date'), word(given, 'unit'), whole(given, 'binSize', 1), zone, word(given, 'startOfWeek', 'sunday')),
  },
  $dateDiff: {
    dates: ['startDate', 'endDate'],
    others: ['unit', 'startOfWeek'],
    apply: (given, zone) => dateDifference(dateAt(given, 'startDate'), dateAt(given, 'endDate'), word(given, 'unit'), zone, word(given, 'startOfWeek', 'sunday')),
  },
  $dateAdd: shift(1),
  $dateSubtract: shift(-1),
};
for (const field of Object.keys(fieldsOf(new Date(0)))) {
  TABLE[`$${field}`] = { dates: ['date'], others: [], apply: (given, zone) => fieldsOf(toLocal(dateAt(given, 'date'), zone))[field] };
}

function run(name: string, operator: DateOperator, given: Doc): unknown {
  const unknown = Object.keys(given).find((key) => key !== 'timezone' && !operator.dates.includes(key) && !operator.others.includes(key));
  if (unknown !== undefined) throw serverError(9, 'FailedToParse', `${name}: unknown argument ${unknown}`);
  if (operator.dates.some((key) => given[key] === null || given[key] === undefined)) return given['onNull'] ?? null;
  if ('timezone' in given && (given['timezone'] === null || given['timezone'] === undefined)) return null;
  const dates = operator.dates.map((key): [string, Date] => [key, instant(name, given[key])]);
  return operator.apply({ ...given, ...Object.fromEntries(dates) }, word(given, 'timezone', 'UTC'));
}

/** Date operators by name; each takes its evaluated arguments, by name (`date` when only one is given). */
export const DATE_OPERATORS: Readonly<Record<string, (given: Doc) => unknown>> = Object.fromEntries(
  Object.entries(TABLE).map(([name, operator]) => [name, (given: Doc) => run(name, operator, given)]),
);
