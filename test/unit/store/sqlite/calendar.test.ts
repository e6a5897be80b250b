import fc from 'fast-check';
import { addToDate, dateDifference, formatDate, truncateDate } from '../../../../src/store/sqlite/calendar.js';
import { fromLocal, offsetAt, toLocal } from '../../../../src/store/sqlite/timeZones.js';
import { CASES } from './support.js';

const at = (text: string): Date => new Date(text);

test.each([
  ['2026-03-01T23:30:00Z', 'day', 1, 'Europe/Berlin', 'sunday', '2026-03-01T23:00:00Z'],
  ['2026-03-29T12:00:00Z', 'day', 1, 'Europe/Berlin', 'sunday', '2026-03-28T23:00:00Z'],
  ['2026-10-25T12:00:00Z', 'day', 1, 'Europe/Berlin', 'sunday', '2026-10-24T22:00:00Z'],
  ['2026-03-05T12:00:00Z', 'week', 1, 'UTC', 'monday', '2026-03-02T00:00:00Z'],
  ['2026-03-05T12:00:00Z', 'week', 1, 'UTC', 'sunday', '2026-03-01T00:00:00Z'],
  ['2026-03-05T12:00:00Z', 'month', 1, 'America/New_York', 'sunday', '2026-03-01T05:00:00Z'],
  ['2026-05-05T12:00:00Z', 'quarter', 1, 'UTC', 'sunday', '2026-04-01T00:00:00Z'],
  ['2026-05-05T12:00:00Z', 'year', 1, '+02:00', 'sunday', '2025-12-31T22:00:00Z'],
  ['2026-03-05T12:47:10Z', 'minute', 15, 'UTC', 'sunday', '2026-03-05T12:45:00Z'],
  ['2026-03-05T12:47:10Z', 'hour', 1, 'Asia/Kolkata', 'sunday', '2026-03-05T12:30:00Z'],
])('%s cut to %s × %d in %s (%s) is %s', (date, unit, bin, zone, week, wanted) => {
  expect(truncateDate(at(date), unit, bin, zone, week)).toEqual(at(wanted));
});

test.each([
  ['2026-01-31T10:00:00Z', 'month', 1, 'UTC', '2026-02-28T10:00:00Z'],
  ['2026-03-28T10:00:00Z', 'day', 1, 'Europe/Berlin', '2026-03-29T09:00:00Z'],
  ['2026-03-28T10:00:00Z', 'hour', 24, 'Europe/Berlin', '2026-03-29T10:00:00Z'],
  ['2024-02-29T10:00:00Z', 'year', -1, 'UTC', '2023-02-28T10:00:00Z'],
])('%s plus %s × %d in %s is %s', (date, unit, amount, zone, wanted) => {
  expect(addToDate(at(date), unit, amount, zone)).toEqual(at(wanted));
});

test('differences count the boundaries between', () => {
  expect(dateDifference(at('2026-03-01T23:59:00Z'), at('2026-03-02T00:01:00Z'), 'day', 'UTC', 'sunday')).toBe(1);
  expect(dateDifference(at('2026-03-01T23:59:00Z'), at('2026-03-02T00:01:00Z'), 'day', 'Europe/Berlin', 'sunday')).toBe(0);
  expect(dateDifference(at('2026-12-31T23:00:00Z'), at('2027-01-01T01:00:00Z'), 'year', 'UTC', 'sunday')).toBe(1);
  expect(dateDifference(at('2026-03-07T12:00:00Z'), at('2026-03-08T12:00:00Z'), 'week', 'UTC', 'sunday')).toBe(1);
  expect(dateDifference(at('2026-03-07T12:00:00Z'), at('2026-03-08T12:00:00Z'), 'week', 'UTC', 'monday')).toBe(0);
  expect(dateDifference(at('2026-03-07T12:00:00Z'), at('2026-03-07T10:30:00Z'), 'hour', 'UTC', 'sunday')).toBe(-2);
});

test('formats', () => {
  expect(formatDate(at('2026-01-02T03:04:05.006Z'), '%Y-%m-%d %H:%M:%S.%L %j %u %w %V %G %% %z %Z', 'Asia/Kolkata')).toBe('2026-01-02 08:34:05.006 002 5 6 01 2026 % +0530 330');
  expect(formatDate(at('2027-01-01T00:00:00Z'), '%G-W%V', 'UTC')).toBe('2026-W53');
  expect(() => formatDate(at('2026-01-02T03:04:05Z'), '%q', 'UTC')).toThrow(/%q/);
  expect(() => formatDate(at('2026-01-02T03:04:05Z'), '%Y', 'Mars/Base')).toThrow(/Mars/);
});

test('local time and back is the same moment, except in the hour that comes twice', () => {
  fc.assert(
    fc.property(fc.date({ min: at('1970-01-02T00:00:00Z'), max: at('2100-01-01T00:00:00Z'), noInvalidDate: true }), fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', '-03:30'), (date, zone) => {
      const back = fromLocal(toLocal(date, zone), zone);
      const near = Math.abs(back.getTime() - date.getTime());
      const steady = [-3, 3].every((hours) => offsetAt(date.getTime() + hours * 3_600_000, zone) === offsetAt(date.getTime(), zone));
      if (steady) expect(near).toBe(0);
      else expect(near).toBeLessThanOrEqual(3_600_000);
      const day = truncateDate(date, 'day', 1, zone, 'sunday');
      expect(day.getTime()).toBeLessThanOrEqual(date.getTime());
      expect(date.getTime() - day.getTime()).toBeLessThan(25 * 3_600_000 + 1);
    }),
    { numRuns: CASES * 3 },
  );
});
