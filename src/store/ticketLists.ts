import { TICKET_STATUSES, type TicketSort } from '../contract/common.js';
import type { FilterNode } from '../contract/filters.js';
import type { ListedTicket, TicketsFilter, TicketStore } from '../ports/store.js';
import { assigneesOf, namesStatus, teamsOf } from '../tickets/filter.js';
import { LIVE_STATUSES, type Ticket } from '../tickets/ticket.js';
import { afterCursor, page } from './cursor.js';
import type { Models, TicketDoc } from './models.js';
import { eachPart } from './parts.js';
import { fromStored, listRaw } from './record.js';
import { queryOf } from './ticketFilter.js';
import { ORDERS, placesOf } from './ticketOrder.js';

type Query = Record<string, unknown>;
/** Events that ride in a ticket are no part of it. */
export const PROJECTION = Object.freeze({ pendingEvents: 0 } as const);
/** Fields that only the store knows. */
const OURS: ReadonlySet<string> = new Set(['live', 'rank', 'dueRank', 'urgency', 'heardRank', 'pendingEvents']);

/**
 * Lists and counts of tickets by any filter. Each order has indexes for some conditions (`BASES`); with those alone a
 * page is one query. Any other filter, such as a saved view's, is tried on the tickets that such an index gives, in their order
 * and in parts, so that no query looks at many, whatever is asked; after some of them a page ends short, with a cursor.
 */
export function createTicketLists({ tickets }: Models): Pick<TicketStore, 'list' | 'countAsked'> {
  return { list, countAsked };

  async function list(filter: TicketsFilter): ReturnType<TicketStore['list']> {
    const { limit } = filter;
    const order = ORDERS[filter.sort];
    const { base, rest } = split(filter);
    const read = async (conditions: Query[], wanted: number): Promise<ListedTicket[]> =>
      (
        await listRaw(
          tickets,
          { $and: [base, ...rest, ...conditions] },
          { sort: { [order.field]: order.dir, _id: order.dir }, limit: wanted, projection: PROJECTION },
        )
      ).map(toListed);
    const sortValue = (last: Ticket): Date | number => (order.field === 'lastMessageAt' ? last.lastMessageAt : placesOf(last)[order.field]);

    if (!rest.length || filter.ids)
      return page(await read([afterCursor(filter.cursor, order.field, order.dir)], limit + 1), limit, sortValue);
    const items: ListedTicket[] = [];
    const end = await eachPart(tickets, base, order, filter.cursor, async (part) => {
      items.push(...(await read(part, limit + 1 - items.length)));
      return items.length > limit;
    });
    return items.length > limit ? page(items, limit, sortValue) : { items, nextCursor: end };
  }

  async function countAsked(asked: Parameters<TicketStore['countAsked']>[0], atMost: number): ReturnType<TicketStore['countAsked']> {
    const { base, rest } = split({ asked, sort: 'newest', limit: 0 });
    let count = 0;
    const end = await eachPart(tickets, base, { field: 'lastMessageAt', dir: -1 }, undefined, async (part) => {
      count += await tickets.collection.countDocuments({ $and: [base, ...rest, ...part] }, { limit: atMost - count });
      return count >= atMost;
    });
    return { count, complete: end === null && count < atMost };
  }
}

type Name = '_id' | 'customerId' | 'assigneeId' | 'tags' | 'teamId' | 'status' | 'live';
/** Conditions that an index has before the order: the first that a filter names is its base. See `schemas/ticket.ts`. */
const BY_MESSAGE: Name[][] = [
  ['_id'],
  ['customerId'],
  ['assigneeId', 'live'],
  ['assigneeId', 'status'],
  ['tags', 'live'],
  ['teamId', 'live'],
  ['status'],
  ['live'],
  [],
];
const LIVE: Name[][] = [['_id'], ['assigneeId', 'live'], ['live']];
const BASES: Record<TicketSort, Name[][]> = {
  newest: BY_MESSAGE,
  oldest: BY_MESSAGE,
  waiting: [['_id'], ['teamId', 'live'], ...LIVE],
  due: LIVE,
  priority: LIVE,
  heard: LIVE,
};
/** What every ticket fulfils: fills an index where the filter does not say. */
const ANY: Query = { status: { $in: TICKET_STATUSES }, live: { $in: [true, false] } };

/** A filter as what an index gives, in the order wanted, and what is to be tested of it. */
function split(filter: TicketsFilter): { base: Query; rest: Query[] } {
  const { asked, channel, snoozed, sort } = filter;
  const named = conditionsOf(filter);
  const hinted = asked
    ? {
        ...conditionsOf({ sort, limit: 0, ...plainOf(asked.node, asked.context) }),
        ...(namesStatus(asked.node) ? {} : { live: true }),
        ...named,
      }
    : named;
  // The index by assignee and `live` holds live tickets only; the others hold all.
  const has = (name: Name, base: Name[]): boolean =>
    hinted[name] !== undefined || (name in ANY && base.length > 1 && !(base[0] === 'assigneeId' && name === 'live'));
  const base = BASES[sort].find((names) => names.every((name) => has(name, names))) ?? [];
  const rest: Query[] = Object.entries(named).flatMap(([name, value]) => (base.includes(name as Name) ? [] : [{ [name]: value }]));
  if (channel) rest.push({ channels: channel });
  if (snoozed !== undefined) rest.push(snoozed ? { 'snooze.at': { $exists: true } } : { snooze: null });
  if (asked) rest.push(queryOf(asked));
  return { base: Object.fromEntries(base.map((name) => [name, hinted[name] ?? ANY[name]])), rest };
}

function conditionsOf({
  live,
  customerId,
  assigneeId,
  ids,
  teamIds,
  tag,
  statuses = [],
  sort,
}: TicketsFilter): Partial<Record<Name, unknown>> {
  const isLiveOnly = live || ORDERS[sort].liveOnly;
  const isDoneOnly = statuses.length > 0 && !statuses.some((status) => LIVE_STATUSES.includes(status));
  return {
    ...(ids ? { _id: { $in: [...ids] } } : {}),
    ...(customerId ? { customerId } : {}),
    ...(assigneeId === undefined ? {} : { assigneeId }),
    ...(tag ? { tags: tag } : {}),
    ...(teamIds ? { teamId: oneOf(teamIds) } : {}),
    ...(statuses.length ? { status: oneOf(statuses) } : {}),
    // No solved or closed ticket is live.
    ...(isLiveOnly ? { live: true } : isDoneOnly && (teamIds || tag) ? { live: false } : {}),
  };
}

function oneOf<T>(values: readonly T[]): unknown {
  return values.length === 1 ? values[0] : { $in: [...values] };
}

type Asker = Parameters<typeof assigneesOf>[1];

/** What a view asks for plainly, in the form of a list's own filter: a narrower base than all live tickets. */
function plainOf(node: FilterNode, asker: Asker): Partial<TicketsFilter> {
  if ('all' in node) return Object.assign({}, ...node.all.map((part) => plainOf(part, asker))) as Partial<TicketsFilter>;
  if ('any' in node || 'not' in node) return {};
  switch (node.field) {
    case 'status':
      return { statuses: node.in };
    case 'tag':
      return node.in.length === 1 ? { tag: node.in[0] } : {};
    case 'customer':
      return node.in.length === 1 ? { customerId: node.in[0] } : {};
    case 'team':
      return { teamIds: teamsOf(node.in, asker) };
    case 'assignee': {
      const [assigneeId, ...others] = assigneesOf(node.in, asker);
      return others.length ? {} : { assigneeId };
    }
    default:
      return {};
  }
}

/** A ticket as lists and rules know it: without the fields that only the store reads. */
export function toListed(doc: TicketDoc): ListedTicket {
  return fromStored<ListedTicket>(doc, OURS);
}
