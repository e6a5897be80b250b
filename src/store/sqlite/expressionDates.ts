import { Context } from 'mingo/core';
import * as mingoDates from 'mingo/operators/expression/date';
import { serverError, UnsupportedError } from './errors.js';
import { toInstant } from './expressionInstant.js';
import type { Doc } from './values.js';

/**
 * Calendar arithmetic with time zones is mingo's; our own code evaluates the arguments, so mingo only sees values.
 * The operators are imported by name and given an empty context: nothing else of mingo can come into play.
 */
const context = Context.init({});
const DATE_ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  $dateToString: ['date'], $dateTrunc: ['date'], $dateToParts: ['date'], $dateAdd: ['startDate'], $dateSubtract: ['startDate'], $dateDiff: ['startDate', 'endDate'],
  $year: ['date'], $month: ['date'], $week: ['date'], $dayOfMonth: ['date'], $dayOfWeek: ['date'], $dayOfYear: ['date'], $hour: ['date'], $minute: ['date'],
  $second: ['date'], $millisecond: ['date'], $isoWeek: ['date'], $isoWeekYear: ['date'], $isoDayOfWeek: ['date'],
};
const OPTIONS = new Set(['timezone', 'format', 'onNull', 'unit', 'binSize', 'startOfWeek', 'amount', 'iso8601']);

type MingoOperator = (doc: object, expr: unknown, options: unknown) => unknown;

function apply(name: string, mingo: MingoOperator, dates: readonly string[], given: Doc): unknown {
  const unknown = Object.keys(given).find((key) => !dates.includes(key) && !OPTIONS.has(key));
  if (unknown !== undefined) throw serverError(9, 'FailedToParse', `${name}: unknown argument ${unknown}`);
  if (dates.some((key) => given[key] === null || given[key] === undefined)) return given['onNull'] ?? null;
  if ('timezone' in given && (given['timezone'] === null || given['timezone'] === undefined)) return null;
  const checked: Doc = { ...given };
  for (const key of dates) checked[key] = toInstant(name, given[key]);
  return mingo({}, checked, { context });
}

function table(): Record<string, (given: Doc) => unknown> {
  const out: Record<string, (given: Doc) => unknown> = {};
  for (const [name, dates] of Object.entries(DATE_ARGUMENTS)) {
    const mingo = (mingoDates as unknown as Record<string, MingoOperator | undefined>)[name];
    if (mingo === undefined) throw new UnsupportedError(`${name}`, 'this mingo has no such operator');
    out[name] = (given) => apply(name, mingo, dates, given);
  }
  return out;
}

/** Date operators by name; each takes its evaluated arguments, by name (`date` when only one is given). */
export const DATE_OPERATORS: Readonly<Record<string, (given: Doc) => unknown>> = table();
