import type { Channel, TicketStatus } from '../../../contract/common.js';
import { CHANNELS, SEARCH_KINDS, TICKET_STATUSES } from '../../../contract/lists.js';
import type { SearchKind } from '../../../contract/search.js';
import type { SearchAsk } from '../../api/search.js';

export const STATUS_CHOICES = ['live', ...TICKET_STATUSES] as const;
/** So many days, this one included. */
export const DAY_CHOICES = ['1', '7', '30', '365'] as const;

/** A search as it stands in the address, so that it can be passed on and gone back to. */
export interface SearchParams {
  q?: string;
  kind?: SearchKind;
  status?: 'live' | TicketStatus;
  channel?: Channel;
  /** `me`, `none`, or an agent's id. */
  assignee?: string;
  tag?: string;
  days?: (typeof DAY_CHOICES)[number];
  /** Days of this browser's calendar, such as 2026-11-22, both included. */
  from?: string;
  to?: string;
  sort?: 'newest';
}

/** A name with `undefined` is taken out of the search. */
export type SearchChange = { [K in keyof SearchParams]: SearchParams[K] | undefined };

/** What narrows a search beside its words. */
export const FILTERS = ['status', 'channel', 'assignee', 'tag', 'days', 'from', 'to'] as const satisfies (keyof SearchParams)[];

/** What is understood of an address; the rest is left out of it. */
export function readSearch(raw: Record<string, unknown>): SearchParams {
  const text = (name: keyof SearchParams, longest: number): string | undefined =>
    String(raw[name] ?? '')
      .trim()
      .slice(0, longest) || undefined;
  const oneOf = <T extends string>(name: keyof SearchParams, all: readonly T[]): T | undefined => all.find((one) => one === text(name, 60));
  const day = (name: 'from' | 'to'): string | undefined => (Number.isNaN(startOfDay(text(name, 10) ?? '')) ? undefined : text(name, 10));
  const days = oneOf('days', DAY_CHOICES);
  return dropEmpty<SearchParams>({
    q: text('q', 300),
    kind: oneOf('kind', SEARCH_KINDS),
    status: oneOf('status', STATUS_CHOICES),
    channel: oneOf('channel', CHANNELS),
    assignee: /^(me|none|[0-9a-f]{24})$/.exec(text('assignee', 24) ?? '')?.[0],
    tag: text('tag', 60),
    days,
    from: days ? undefined : day('from'),
    to: days ? undefined : day('to'),
    sort: oneOf('sort', ['newest'] as const),
  });
}

/** What the API is asked; null: there is nothing to look for. `now` tells which day today is. */
export function askOf({ q, status, channel, assignee, tag, days, from, to, sort }: SearchParams, now: number): SearchAsk | null {
  if (!q) return null;
  const since = days ? daysBefore(now, Number(days) - 1) : from ? startOfDay(from) : undefined;
  return dropEmpty<SearchAsk>({
    q,
    sort: sort ?? 'best',
    status,
    channel,
    assigneeId: assignee,
    tag,
    from: since === undefined ? undefined : new Date(since).toISOString(),
    to: to ? new Date(daysBefore(startOfDay(to), -1)).toISOString() : undefined,
  });
}

/** Whose tickets, channels and tags are asked for: a customer has none of them. */
export const asksForTickets = ({ status, channel, assignee, tag }: SearchParams): boolean =>
  [status, channel, assignee, tag].some((one) => one !== undefined);

/** Midnight at its beginning, on the clock of this browser; NaN when it is no day. */
function startOfDay(day: string): number {
  return /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00`).getTime() : NaN;
}

/** Midnight so many days before that of `at`; by the calendar, for a day may have 23 or 25 hours. */
function daysBefore(at: number, days: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days).getTime();
}

function dropEmpty<T extends object>(values: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
