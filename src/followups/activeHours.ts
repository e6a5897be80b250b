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
  let moment = at;
  // Twice, because a clock that is put forward or back in the night moves the morning by an hour.
  for (let i = 0; i < 3; i++) {
    const hours = localHours(moment, formatter);
    if (hours >= FROM_HOUR && hours < TO_HOUR) return moment;
    const wait = hours < FROM_HOUR ? FROM_HOUR - hours : 24 - hours + FROM_HOUR;
    moment = new Date(Math.round((moment.getTime() + wait * HOUR_MS) / 1000) * 1000);
  }
  return moment;
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
