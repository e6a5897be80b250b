import type { List } from '../contract/common.js';
import { AppError } from '../lib/errors.js';
import type { ListedTicket, Store, TicketsFilter } from '../ports/store.js';

/** Tickets that are put in order together. */
const AT_ONCE = 500;
/** So many times for one page; filters that refuse more leave the rest to the next page. */
const MAX_TURNS = 4;

/**
 * The tickets that have the words, of those with the newest matches first: 500 of them in the order of the list, then the next
 * 500. None is left out: the cursor goes on where the page ended.
 */
export async function listFound(store: Pick<Store, 'search' | 'tickets'>, q: string, filter: TicketsFilter): Promise<List<ListedTicket>> {
  let { skip, cursor } = readCursor(filter.cursor);
  const items: ListedTicket[] = [];
  for (let turns = 0; turns < MAX_TURNS && items.length < filter.limit; turns++) {
    const ids = await store.search.ticketIds(q, AT_ONCE, skip);
    if (ids.length) {
      const page = await store.tickets.list({ ...filter, ids, limit: filter.limit - items.length, cursor });
      items.push(...page.items);
      if (page.nextCursor) return { items, nextCursor: `${skip}.${page.nextCursor}` };
    }
    if (ids.length < AT_ONCE) return { items, nextCursor: null };
    skip += AT_ONCE;
    cursor = undefined;
  }
  return { items, nextCursor: `${skip}.` };
}

function readCursor(cursor: string | undefined): { skip: number; cursor: string | undefined } {
  if (!cursor) return { skip: 0, cursor: undefined };
  const [, skip = '', inner] = /^(\d{1,7})\.(.*)$/.exec(cursor) ?? [];
  if (!skip) throw new AppError('invalid_input', 'This cursor is not one of ours.');
  return { skip: Number(skip), cursor: inner || undefined };
}
