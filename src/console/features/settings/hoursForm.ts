import type { BusinessHours } from '../../../contract/workspace.js';

/** A span of opening as typed: `''` while nothing is. A time field cannot hold 24:00, so the end of a day is 00:00 there. */
export interface SpanLine {
  key: number;
  day: number;
  from: string;
  to: string;
  /** From midnight to midnight: said so, and not typed. */
  allDay: boolean;
}

/** A line of the form; `key` tells it from others while both are unfinished. */
export interface HolidayLine {
  key: number;
  date: string;
  name: string;
  yearly: boolean;
}

/** `twice`: another line has the same day. */
export type LineError = 'incomplete' | 'order' | 'overlap' | 'noDate' | 'twice';
/** By the key of the line. */
export type HoursErrors = Map<number, LineError>;

/** What the form shows of the hours; no two lines have the same key. */
export const linesOfHours = ({ week, holidays }: BusinessHours): { spans: SpanLine[]; days: HolidayLine[] } => ({
  spans: week.map(({ day, from, to }, key) => ({
    key,
    day,
    from,
    to: to === '24:00' ? '00:00' : to,
    allDay: from === '00:00' && to === '24:00',
  })),
  days: holidays.map(({ date, name, yearly }, index) => ({ key: week.length + index, date, name, yearly })),
});

/** All of every day. */
export const ALWAYS: readonly SpanLine[] = [1, 2, 3, 4, 5, 6, 0].map((day) => ({
  key: day,
  day,
  from: '00:00',
  to: '00:00',
  allDay: true,
}));

/** What somebody most likely means who does not open around the clock. */
export const OFFICE_HOURS: readonly SpanLine[] = [1, 2, 3, 4, 5].map((day) => ({
  key: day,
  day,
  from: '09:00',
  to: '17:00',
  allDay: false,
}));

/** Lines that were saved have the keys from 0 on. */
let keys = 1000;

/** The usual day; after a morning, the afternoon. */
export const nextSpan = (day: number, mine: readonly SpanLine[]): SpanLine => ({
  key: keys++,
  day,
  allDay: false,
  ...(mine.length ? { from: '', to: '' } : { from: '09:00', to: '17:00' }),
});

/** Open around the clock on one day. */
export const wholeDay = (day: number): SpanLine => ({ key: keys++, day, from: '00:00', to: '00:00', allDay: true });

/** Nothing of it is typed yet. */
export const newHoliday = (): HolidayLine => ({ key: keys++, date: '', name: '', yearly: false });

/** No minute of the week is left out. */
export const isAlways = (spans: readonly SpanLine[]): boolean =>
  ALWAYS.every(({ day }) => spans.some((span) => span.day === day && span.allDay));

/** Reads the lines as opening hours, or says which line is wrong and how. Several spans of a day may touch, not overlap. */
export function readHours(
  timeZone: string,
  spans: readonly SpanLine[],
  days: readonly HolidayLine[],
): { hours: BusinessHours; errors: null } | { hours: null; errors: HoursErrors } {
  const errors: HoursErrors = new Map();
  const read = spans.map(({ key, day, from, to }) => ({ key, day, from, to: to === '00:00' ? '24:00' : to }));
  for (const { key, from, to } of read) {
    if (!from || !to) errors.set(key, 'incomplete');
    else if (from >= to) errors.set(key, 'order');
  }
  const inOrder = read.filter(({ key }) => !errors.has(key)).sort((a, b) => a.day - b.day || a.from.localeCompare(b.from));
  for (const [i, span] of inOrder.entries()) {
    const before = inOrder[i - 1];
    if (before?.day === span.day && before.to > span.from) errors.set(span.key, 'overlap');
  }
  const seen = new Set<string>();
  for (const { key, date } of days) {
    if (!date) errors.set(key, 'noDate');
    else if (seen.has(date)) errors.set(key, 'twice');
    seen.add(date);
  }
  if (errors.size) return { hours: null, errors };
  return {
    errors: null,
    hours: {
      timeZone,
      week: inOrder.map(({ day, from, to }) => ({ day, from, to })),
      holidays: days.map(({ date, name, yearly }) => ({ date, name: name.trim(), yearly })).sort((a, b) => a.date.localeCompare(b.date)),
    },
  };
}
