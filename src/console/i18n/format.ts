import { useWords } from './useWords.js';
import { spokenOf } from '../../contract/languages.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Dates, spans and numbers in one language. */
export function createFormat(spoken: string) {
  const language = localeFor(spoken);
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const dayOf = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short' });
  const dayOfYear = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' });
  const relativeDay = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const languages = new Intl.DisplayNames(language, { type: 'language' });
  const list = new Intl.ListFormat(language, { type: 'conjunction', style: 'short' });
  const unit = (name: 'minute' | 'hour' | 'day', display: 'narrow' | 'long') =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: display });
  const narrow = { minute: unit('minute', 'narrow'), hour: unit('hour', 'narrow'), day: unit('day', 'narrow') };
  const bytes = ['kilobyte', 'megabyte', 'gigabyte'].map(
    (name) => new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 1 }),
  );

  return {
    number: (value: number) => number.format(value),
    /** Of a few among many it does not say that there were none. */
    percent: (share: number) => (share > 0 && share < 0.005 ? `<${percent.format(0.01)}` : percent.format(share)),
    money(value: number, currency: string): string {
      try {
        return new Intl.NumberFormat(language, { style: 'currency', currency }).format(value);
      } catch {
        return `${number.format(value)} ${currency}`; // Not a currency: shown as it came.
      }
    },
    clock: (at: string) => clock.format(new Date(at)),
    full: (at: string) => full.format(new Date(at)),
    date: (at: string) => dayOfYear.format(new Date(at)),
    list: (items: string[]) => list.format(items),
    /** The same without "and": keywords, values, what may be chosen. */
    row: (items: readonly string[]) => items.join(spoken === 'en' ? ', ' : '、'),
    language(tag: string): string {
      try {
        return languages.of(tag) ?? tag;
      } catch {
        return tag; // Not a language tag: shown as it came.
      }
    },

    /** "12m", "2h 10m", "3d": what fits in a row. */
    span(ms: number): string {
      const value = Math.max(0, ms);
      if (value < HOUR) return narrow.minute.format(Math.max(1, Math.floor(value / MINUTE)));
      if (value >= 2 * DAY) return narrow.day.format(Math.floor(value / DAY));
      const hours = Math.floor(value / HOUR);
      const minutes = Math.floor((value % HOUR) / MINUTE);
      if (hours >= 10 || minutes === 0) return narrow.hour.format(hours);
      // What ICU writes without a gap within, 6小时, gets none between.
      return [narrow.hour.format(hours), narrow.minute.format(minutes)].join(spoken === 'zh-CN' ? '' : ' ');
    },

    /** "today", "yesterday", "Mon 3 Nov", "3 Nov 2025". */
    day,

    /** The same for what is still to come: "tomorrow" has its word, too. */
    dayAhead: (at: string, now: number) => (daysFrom(now, at) === 1 ? relativeDay.format(1, 'day') : day(at, now)),

    bytes(size: number): string {
      // Of single bytes browsers say "64B" in one language and "64byte" in the other.
      if (size < 1000) return `${number.format(size)} B`;
      const step = Math.min(3, Math.floor(Math.log10(size) / 3));
      return bytes[step - 1]!.format(size / 1000 ** step);
    },

    /** The customer's own clock; null when the zone is unknown to this browser. */
    clockIn(timeZone: string, now: number): string | null {
      try {
        return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(now);
      } catch {
        return null;
      }
    },

    /** What that clock is called: "New York" in English, whose names the zones have, "纽约时间" in Chinese; null when the browser knows none, or one with an English city in it. */
    placeOf(timeZone: string, now: number): string | null {
      if (spoken === 'en') return timeZone.split('/').at(-1)!.replaceAll('_', ' ');
      return (
        [zoneWord('shortGeneric', timeZone, now), zoneWord('longGeneric', timeZone, now)].find((name) => /^\p{Script=Han}+$/u.test(name)) ??
        null
      );
    },

    /** "GMT+8" */
    offsetOf: (timeZone: string, now: number) => zoneWord('shortOffset', timeZone, now),
  };

  function day(at: string, now: number): string {
    const days = daysFrom(now, at);
    if (days === 0 || days === -1) return relativeDay.format(days, 'day');
    const date = new Date(at);
    return date.getFullYear() === new Date(now).getFullYear() ? dayOf.format(date) : dayOfYear.format(date);
  }

  function zoneWord(timeZoneName: 'shortGeneric' | 'longGeneric' | 'shortOffset', timeZone: string, now: number): string {
    return (
      new Intl.DateTimeFormat(language, { timeZone, timeZoneName }).formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ??
      ''
    );
  }
}

export type Format = ReturnType<typeof createFormat>;

/** "en" as this person's country writes it: 22 Nov here, Nov 22 there. Never in the other Chinese script. */
function localeFor(language: string): string {
  return globalThis.navigator?.languages?.find((one) => spokenOf([one]) === language) ?? language;
}

/** Days since 1970 on the calendar of this browser's place. */
const dayNumber = (date: Date): number => Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY);
const daysFrom = (now: number, at: string): number => dayNumber(new Date(at)) - dayNumber(new Date(now));

const made = new Map<string, Format>();

/** The same one each time. */
export function formatIn(language: string): Format {
  const format = made.get(language) ?? createFormat(language);
  made.set(language, format);
  return format;
}

export const useFormat = (): Format => formatIn(useWords().language);
