import type { List } from '../contract/common.js';
import type { TimelineEntry } from '../contract/customers.js';
import { AppError, notFound } from '../lib/errors.js';
import type { Store } from '../ports/store.js';
import { presentRecord } from '../present/customerWork.js';
import { presentMessage } from '../present/message.js';
import { presentEvent } from '../present/ticket.js';
import { requireRight } from './access.js';
import type { Page, Viewer } from './desk.js';

/** An entry with its place in the order: newest first, and by id where two are of the same moment. */
interface Placed {
  at: string;
  id: string;
  entry: TimelineEntry | null;
}

type Read = (query: Page) => Promise<List<Placed>>;

/** How far one stream has been told: the store's cursor of the page that is being told, and the last entry told of it. */
interface Told {
  cursor: string | null;
  last: [at: string, id: string] | null;
}

/**
 * Messages, events and records of a customer as one stream, newest first over all pages. What comes in while somebody
 * reads on is at the top, so nothing is told twice or passed over.
 */
export function createTimeline(store: Store, agentNames: () => Promise<ReadonlyMap<string, string>>) {
  return async function timeline(viewer: Viewer, customerId: string, { limit, cursor }: Page): Promise<List<TimelineEntry>> {
    requireRight(viewer, 'customer.read');
    if (!(await store.customers.get(customerId))) throw notFound('customer');
    await store.customers.settle(customerId);
    const [names, merged] = await Promise.all([agentNames(), store.customers.mergedInto(customerId)]);
    const family = [customerId, ...merged.map(({ id }) => id)];
    const streams: Read[] = [
      async (query) =>
        placed(
          await store.messages.ofCustomer(customerId, query),
          ({ id, createdAt }) => [createdAt, id],
          (message) => ({ kind: 'message', at: message.createdAt.toISOString(), message: presentMessage(message, names) }),
        ),
      // A message's own event would say the same thing twice.
      async (query) =>
        placed(
          await store.tickets.eventsOfCustomer(customerId, query),
          ({ id, at }) => [at, id],
          (event) => (event.type.startsWith('message.') ? null : { kind: 'event', at: event.at.toISOString(), event: presentEvent(event) }),
        ),
      async (query) =>
        placed(
          await store.customerRecords.of(family, query),
          ({ id, at }) => [at, id],
          (record) => ({ kind: 'record', at: record.at.toISOString(), record: presentRecord(record) }),
        ),
    ];
    const from = readCursor(cursor, streams.length);
    const read = await Promise.all(streams.map((stream, i) => (from[i] ? readOn(stream, from[i], limit) : null)));
    // Older than where a stream breaks off, something of that stream may be missing.
    const safe = read.flatMap((one) => (one?.more ? one.entries.slice(-1) : [])).toSorted(newestFirst)[0];
    const ready = read.flatMap((one, stream) => (one?.entries ?? []).map((entry) => ({ ...entry, stream }))).toSorted(newestFirst);
    const shown = ready.filter((one) => !safe || newestFirst(one, safe) <= 0).slice(0, limit);

    const next = read.map((one, stream): Told | null => {
      if (!one) return null;
      const last = shown.findLast((entry) => entry.stream === stream);
      const left = one.entries.length > shown.filter((entry) => entry.stream === stream).length;
      return left || one.more ? { cursor: one.cursor, last: last ? [last.at, last.id] : (from[stream]?.last ?? null) } : null;
    });
    return {
      items: shown.flatMap(({ entry }) => (entry ? [entry] : [])),
      nextCursor: next.some(Boolean) ? Buffer.from(JSON.stringify(next)).toString('base64url') : null,
    };
  };
}

/** The entries after the last one told, from the first page that has any. */
async function readOn(
  stream: Read,
  { cursor, last }: Told,
  limit: number,
): Promise<{ cursor: string | null; entries: Placed[]; more: boolean }> {
  for (let at = cursor; ;) {
    const { items, nextCursor } = await stream({ limit, cursor: at ?? undefined });
    const entries = last ? items.filter((one) => newestFirst({ at: last[0], id: last[1] }, one) < 0) : items;
    if (entries.length > 0 || nextCursor === null) return { cursor: at, entries, more: nextCursor !== null };
    at = nextCursor;
  }
}

function placed<T>(
  { items, nextCursor }: List<T>,
  place: (item: T) => [Date, string],
  entryOf: (item: T) => TimelineEntry | null,
): List<Placed> {
  const of = (item: T): Placed => {
    const [at, id] = place(item);
    return { at: at.toISOString(), id, entry: entryOf(item) };
  };
  return { items: items.map(of), nextCursor };
}

function newestFirst(a: Pick<Placed, 'at' | 'id'>, b: Pick<Placed, 'at' | 'id'>): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return a.id === b.id ? 0 : a.id < b.id ? 1 : -1;
}

function readCursor(cursor: string | undefined, streams: number): (Told | null)[] {
  if (!cursor) return Array.from({ length: streams }, () => ({ cursor: null, last: null }));
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === streams && parsed.every((one) => one === null || isTold(one)))
      return parsed as (Told | null)[];
  } catch {
    // Not JSON: the same refusal as for any other foreign cursor.
  }
  throw new AppError('invalid_input', 'This cursor is not one of ours.');
}

function isTold(one: unknown): one is Told {
  if (typeof one !== 'object' || one === null || !('cursor' in one) || !('last' in one)) return false;
  const { cursor, last } = one;
  return (
    (cursor === null || typeof cursor === 'string') &&
    (last === null || (Array.isArray(last) && last.length === 2 && last.every((part) => typeof part === 'string')))
  );
}
