import { serverError } from './errors.js';
import { fromLocal, offsetAt, toLocal } from './timeZones.js';

const DAY_MS = 86_400_000;
/** Length of the units that have one. */
const FIXED_MS: Record<string, number> = { millisecond: 1, second: 1000, minute: 60_000, hour: 3_600_000 };
const WEEK_DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 };
/** MongoDB counts bins of several units from here. */
const REFERENCE = Date.UTC(2000, 0, 1);

function unknownUnit(unit: string): Error {
  return serverError(5439013, 'Location5439013', `unknown time unit value: ${unit}`);
}

/** 0 for Sunday; accepts `mon` and `monday`. */
function weekDay(name: string): number {
  const found = WEEK_DAYS.findIndex((day) => day === name.toLowerCase() || (name.length === 3 && day.startsWith(name.toLowerCase())));
  if (found < 0) throw serverError(5439015, 'Location5439015', `unknown day of week value: ${name}`);
  return found;
}

const floorTo = (value: number, step: number): number => Math.floor(value / step) * step;
const dayOf = (local: Date): number => floorTo(local.getTime(), DAY_MS);
const monthsOf = (local: Date): number => local.getUTCFullYear() * 12 + local.getUTCMonth();

function monthStart(months: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(months / 12), ((months % 12) + 12) % 12, 1);
  return date;
}

/** The first reference week day on or after 2000-01-01. */
function weekReference(startOfWeek: string): number {
  const day = new Date(REFERENCE).getUTCDay();
  return REFERENCE + ((weekDay(startOfWeek) - day + 7) % 7) * DAY_MS;
}

/** The start of the unit (or of the bin of several units) that a moment lies in, by the wall clock of a zone. */
export function truncateDate(date: Date, unit: string, binSize: number, zone: string, startOfWeek: string): Date {
  const local = toLocal(date, zone);
  const months = MONTHS[unit];
  if (months !== undefined) {
    const reference = 2000 * 12;
    return fromLocal(monthStart(reference + floorTo(monthsOf(local) - reference, months * binSize)), zone);
  }
  if (unit === 'day' || unit === 'week') {
    const reference = unit === 'day' ? REFERENCE : weekReference(startOfWeek);
    return fromLocal(new Date(reference + floorTo(dayOf(local) - reference, (unit === 'day' ? 1 : 7) * binSize * DAY_MS)), zone);
  }
  const length = FIXED_MS[unit];
  if (length === undefined) throw unknownUnit(unit);
  // Shorter units keep their length over a clock change, so they are cut in real time, from the local reference.
  const reference = fromLocal(new Date(REFERENCE), zone).getTime();
  const shift = offsetAt(date.getTime(), zone) - offsetAt(reference, zone);
  return new Date(reference + floorTo(date.getTime() + shift - reference, length * binSize) - shift);
}

/** Adds units by the wall clock; a day too high for its month becomes the last one. */
export function addToDate(date: Date, unit: string, amount: number, zone: string): Date {
  const length = FIXED_MS[unit];
  if (length !== undefined) return new Date(date.getTime() + amount * length);
  const local = toLocal(date, zone);
  if (unit === 'day' || unit === 'week') return fromLocal(new Date(local.getTime() + amount * DAY_MS * (unit === 'day' ? 1 : 7)), zone);
  const months = MONTHS[unit];
  if (months === undefined) throw unknownUnit(unit);
  const start = monthStart(monthsOf(local) + amount * months);
  const lastDay = new Date(start);
  lastDay.setUTCMonth(lastDay.getUTCMonth() + 1, 0);
  start.setUTCDate(Math.min(local.getUTCDate(), lastDay.getUTCDate()));
  return fromLocal(new Date(start.getTime() + (local.getTime() - dayOf(local))), zone);
}

/** How many unit boundaries lie between two moments. */
export function dateDifference(from: Date, to: Date, unit: string, zone: string, startOfWeek: string): number {
  const [a, b] = [toLocal(from, zone), toLocal(to, zone)];
  const months = MONTHS[unit];
  if (months !== undefined) return Math.floor(monthsOf(b) / months) - Math.floor(monthsOf(a) / months);
  if (unit === 'day') return (dayOf(b) - dayOf(a)) / DAY_MS;
  if (unit === 'week') {
    const week = (local: Date): number => Math.floor((dayOf(local) - weekReference(startOfWeek)) / (7 * DAY_MS));
    return week(b) - week(a);
  }
  const length = FIXED_MS[unit];
  if (length === undefined) throw unknownUnit(unit);
  return Math.floor(to.getTime() / length) - Math.floor(from.getTime() / length);
}

/** The fields of a wall clock, by the name of their operator without `$`. */
export function fieldsOf(local: Date): Record<string, number> {
  const yearStart = Date.UTC(local.getUTCFullYear(), 0, 1);
  const dayOfYear = Math.floor((local.getTime() - yearStart) / DAY_MS) + 1;
  const isoDay = local.getUTCDay() === 0 ? 7 : local.getUTCDay();
  // The ISO week is that of its Thursday.
  const thursday = new Date(dayOf(local) + (4 - isoDay) * DAY_MS);
  const isoYear = thursday.getUTCFullYear();
  return {
    year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, dayOfMonth: local.getUTCDate(), hour: local.getUTCHours(), minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(), millisecond: local.getUTCMilliseconds(), dayOfWeek: local.getUTCDay() + 1, isoDayOfWeek: isoDay, dayOfYear,
    week: Math.floor((dayOfYear + 6 - local.getUTCDay()) / 7), isoWeekYear: isoYear, isoWeek: Math.floor((thursday.getTime() - Date.UTC(isoYear, 0, 1)) / DAY_MS / 7) + 1,
  };
}

const SPECIFIERS: Record<string, [field: string, width: number]> = {
  Y: ['year', 4], m: ['month', 2], d: ['dayOfMonth', 2], H: ['hour', 2], M: ['minute', 2], S: ['second', 2], L: ['millisecond', 3], j: ['dayOfYear', 3],
  w: ['dayOfWeek', 1], u: ['isoDayOfWeek', 1], U: ['week', 2], V: ['isoWeek', 2], G: ['isoWeekYear', 4],
};

/** Formats a moment as `$dateToString` does. */
export function formatDate(date: Date, format: string, zone: string): string {
  const offset = Math.round(offsetAt(date.getTime(), zone) / 60_000);
  const fields = fieldsOf(toLocal(date, zone));
  return format.replace(/%(.?)/gs, (whole, letter: string) => {
    if (letter === '%') return '%';
    if (letter === 'Z') return String(offset);
    if (letter === 'z') return `${offset < 0 ? '-' : '+'}${String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0')}${String(Math.abs(offset) % 60).padStart(2, '0')}`;
    const specifier = SPECIFIERS[letter];
    if (specifier === undefined) throw serverError(18536, 'Location18536', `Invalid format character '${whole}' in format string`);
    return String(fields[specifier[0]] ?? '').padStart(specifier[1], '0');
  });
}
