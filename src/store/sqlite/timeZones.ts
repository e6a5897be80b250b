import { serverError } from './errors.js';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', era: 'short',
    });
  } catch {
    // Intl says nothing more than that it does not know the zone.
    throw serverError(40485, 'Location40485', `unrecognized time zone identifier: "${zone}"`);
  }
  formats.set(zone, made);
  return made;
}

/** How far local time is ahead of UTC at a moment, in ms. Zones are names (`Europe/Berlin`) or offsets (`+02:00`, `+0200`, `+02`). */
export function offsetAt(ms: number, zone: string): number {
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (fixed !== null) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60_000;
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0;
  const parts: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(ms)) parts[type] = value;
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(parts['month']) - 1, Number(parts['day']));
  local.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
  // The format has no milliseconds.
  return local.getTime() - Math.floor(ms / 1000) * 1000;
}

/** The local wall clock at a moment, as a Date whose UTC fields are the local ones. */
export function toLocal(date: Date, zone: string): Date {
  return new Date(date.getTime() + offsetAt(date.getTime(), zone));
}

/** The moment at which the wall clock shows this; the later offset decides where a clock change leaves two or none. */
export function fromLocal(local: Date, zone: string): Date {
  const first = local.getTime() - offsetAt(local.getTime(), zone);
  return new Date(local.getTime() - offsetAt(first, zone));
}
