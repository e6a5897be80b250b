import type { List } from '../contract/common.js';
import { SEARCH_KINDS, type SearchItem, type SearchKind, type SearchQuery } from '../contract/search.js';
import { may } from '../agents/policy.js';
import { AppError } from '../lib/errors.js';
import { LIVE_STATUSES } from '../tickets/ticket.js';
import type { SearchHit } from '../ports/search.js';
import type { ListedTicket } from '../ports/store.js';
import { presentHit } from '../present/search.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import { readStatus } from './ticketQueries.js';

/** Finds words in tickets, messages, notes and customers. Who may read tickets may search them; customers likewise. */
export function createSearch({ store }: ActionDeps) {
  return async function search(viewer: Viewer, { kinds, status, assigneeId, from, to, ...query }: SearchQuery): Promise<List<SearchItem>> {
    requireRight(viewer, 'ticket.read');
    const { live, statuses = live ? LIVE_STATUSES : undefined } = readStatus(status);
    const found = await store.search.find({
      ...query,
      kinds: readKinds(kinds).filter((kind) => kind !== 'customer' || may(viewer, 'customer.read')),
      statuses,
      assigneeId: assigneeId === 'none' ? null : assigneeId === 'me' ? viewer.id : assigneeId,
      from: from ? new Date(from) : undefined,
      to: to ? new Date(to) : undefined,
    });
    const tickets = await ticketsOf(found.items);
    return {
      items: found.items.map((hit) => presentHit(hit, hit.ticketId === null ? undefined : tickets.get(hit.ticketId))),
      nextCursor: found.nextCursor,
    };
  };

  /** The tickets of a page in one read: the index knows neither how they stand now nor their customers' names. */
  async function ticketsOf(hits: readonly SearchHit[]): Promise<Map<string, ListedTicket>> {
    const ids = new Set(hits.flatMap(({ ticketId }) => ticketId ?? []));
    const tickets = ids.size ? await store.tickets.many([...ids]) : [];
    return new Map(tickets.map((ticket) => [ticket.id, ticket]));
  }
}

function readKinds(kinds: string | undefined): SearchKind[] {
  if (!kinds) return [...SEARCH_KINDS];
  const asked = kinds.split(',').map((word) => word.trim());
  const unknown = asked.find((word) => !SEARCH_KINDS.includes(word as SearchKind));
  if (unknown !== undefined) throw new AppError('invalid_input', `There is no kind "${unknown}".`, { possible: SEARCH_KINDS });
  return asked as SearchKind[];
}
