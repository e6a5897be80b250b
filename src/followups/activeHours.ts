/** Nobody is written to by a machine before nine or after seven, where he lives. */
const FROM_HOUR = 9;
const TO_HOUR = 19;
const HOUR_MS = 3_600_000;

/** Making a formatter costs far more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat | null>();

/** The earliest moment from `at` on that lies in a customer's active hours; `at` itself without a (known) time zone. */
export function intoActiveHours(at: Date, timeZone: string | null): Date {
  const formatter = timeZone ? formatterOf(timeZone) : null;
  if (!formatter) return at;
  const hours = localHours(at, formatter);
  if (hours >= FROM_HOUR && hours < TO_HOUR) return at;
  const morning = later(at, hours < FROM_HOUR ? FROM_HOUR - hours : 24 - hours + FROM_HOUR);
  // A clock that is put forward or back in the night moves the morning by what it now differs from nine.
  return later(morning, FROM_HOUR - localHours(morning, formatter));
}

function later(at: Date, hours: number): Date {
  return new Date(Math.round((at.getTime() + hours * HOUR_MS) / 1000) * 1000);
}

function localHours(at: Date, formatter: Intl.DateTimeFormat): number {
  const part = Object.fromEntries(formatter.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return (part.hour ?? 0) + (part.minute ?? 0) / 60 + (part.second ?? 0) / 3600;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  let formatter: Intl.DateTimeFormat | null = null;
  try {
    formatter = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  } catch {
    // A RangeError: an agent or another system typed a zone that does not exist. Then we simply do not know his hours.
  }
  if (formatters.size < 1000) formatters.set(timeZone, formatter);
  return formatter;
}
