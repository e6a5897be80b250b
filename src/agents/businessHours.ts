import type { BusinessHours } from '../contract/workspace.js';

/** Looked ahead for the next opening: a year and a bit, for a desk that is on holiday. */
const DAYS_AHEAD = 400;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Open at all times: what a desk has before it says otherwise. */
export const ALWAYS_OPEN: BusinessHours = {
  timeZone: 'UTC',
  week: Array.from({ length: 7 }, (_, day) => ({ day, from: '00:00', to: '24:00' })),
  holidays: [],
};

/** Whether the desk is open at this moment. An opening begins with its first minute and has ended with its last. */
export function isOpenAt(hours: BusinessHours, at: Date): boolean {
  const { day, minutes } = localTime(at, hours.timeZone);
  return spansOn(hours, day).some(([from, to]) => minutes >= from && minutes < to);
}

/** When it opens next after `at`; null when it is open at `at`, or never opens within a year. */
export function nextOpening(hours: BusinessHours, at: Date): Date | null {
  if (isOpenAt(hours, at)) return null;
  const here = localTime(at, hours.timeZone);
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    const day = addDays(here.day, ahead);
    for (const [from] of spansOn(hours, day)) {
      if (ahead === 0 && from <= here.minutes) continue;
      return instantOf(day, from, hours.timeZone);
    }
  }
  return null;
}

/**
 * When so many minutes of opening hours have passed since `at`: what came in the night is promised for the morning. Null
 * when the desk does not open for so long within a year.
 */
export function addOpenMinutes(hours: BusinessHours, at: Date, minutes: number): Date | null {
  if (hours === ALWAYS_OPEN) return new Date(at.getTime() + minutes * MINUTE_MS);
  const end = at.getTime() + DAYS_AHEAD * DAY_MS;
  let left = minutes * MINUTE_MS;
  for (let from = nextOpening(hours, at) ?? (isOpenAt(hours, at) ? at : null); from && from.getTime() < end;) {
    const until = closing(hours, from);
    if (left <= until.getTime() - from.getTime()) return new Date(from.getTime() + left);
    left -= until.getTime() - from.getTime();
    // An opening until midnight goes on with the next day's.
    from = isOpenAt(hours, until) ? until : nextOpening(hours, until);
  }
  return null;
}

/** When the opening ends in which `at` lies. */
function closing(hours: BusinessHours, at: Date): Date {
  const { day, minutes } = localTime(at, hours.timeZone);
  const span = spansOn(hours, day).find(([from, to]) => minutes >= from && minutes < to);
  const until = instantOf(day, span?.[1] ?? minutes, hours.timeZone);
  // A clock that is put back may hold the same local time twice: an end lies ahead in any case.
  return until > at ? until : new Date(at.getTime() + MINUTE_MS);
}

/** Openings of a local day in minutes since midnight, early first. */
function spansOn({ week, holidays }: BusinessHours, day: string): [number, number][] {
  if (holidays.some(({ date, yearly }) => date === day || (yearly && date.slice(5) === day.slice(5)))) return [];
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return week
    .filter((span) => span.day === weekday)
    .map(({ from, to }): [number, number] => [minutesOf(from), minutesOf(to)])
    .sort(([a], [b]) => a - b);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The instant of a local time. A time that the clock leaves out in spring is the moment at which it jumps over it. */
function instantOf(day: string, minutes: number, timeZone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  // Twice: the first guess may lie on the other side of a change of the clock.
  let instant = wall;
  for (let i = 0; i < 2; i++) instant = wall - offsetAt(new Date(instant), timeZone);
  return new Date(instant);
}

/** How far local time is ahead of UTC, in milliseconds. */
function offsetAt(at: Date, timeZone: string): number {
  const { day, minutes } = localTime(at, timeZone);
  return Date.parse(`${day}T00:00:00Z`) + minutes * 60_000 - Math.floor(at.getTime() / 60_000) * 60_000;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function localTime(at: Date, timeZone: string): { day: string; minutes: number } {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    // There are some 600 zones; making a formatter costs far more than using it.
    formatters.set(timeZone, formatter);
  }
  const part = Object.fromEntries(formatter.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    day: `${part['year']?.padStart(4, '0')}-${part['month']}-${part['day']}`,
    minutes: Number(part['hour']) * 60 + Number(part['minute']),
  };
}
