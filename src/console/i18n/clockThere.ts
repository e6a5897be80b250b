import type { TFunction } from 'i18next';
import type { Format } from './format.js';

/** What the clock shows where a customer lives: "09:17 in Chicago"; null for a zone that this browser does not know. */
export function clockThere(t: TFunction, format: Format, timeZone: string, at: number): string | null {
  const time = format.clockIn(timeZone, at);
  if (time === null) return null;
  const place = format.placeOf(timeZone, at);
  return place ? t('customer.localTime', { time, place }) : t('customer.localClock', { time, offset: format.offsetOf(timeZone, at) });
}
