import type { TicketSort } from '../contract/common.js';
import type { Ticket } from '../tickets/ticket.js';

/** Above every moment until the year 5138, in milliseconds. */
export const NOT_WAITING = 1e14;
/** Above every rank. */
const NEXT_PRIORITY = 1e15;
const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;

type Told = Pick<Ticket, 'waitingSince' | 'lastMessageAt' | 'firstReplyDueAt' | 'firstRepliedAt' | 'lastInboundAt' | 'priority'>;

/** Where a ticket stands in each order, as one number to sort by, ascending: no order has a gap where a ticket lacks a date. */
export function placesOf(ticket: Told): { rank: number; dueRank: number; urgency: number; heardRank: number } {
  const newestFirst = 2 * NOT_WAITING - ticket.lastMessageAt.getTime();
  const rank = ticket.waitingSince ? ticket.waitingSince.getTime() : newestFirst;
  return {
    /** Who waits comes first, by the millisecond since when; then the others, the newest first. */
    rank,
    /** What is owed a first reply comes first, the next one due at the head; then the others, the newest first. */
    dueRank: ticket.firstReplyDueAt && !ticket.firstRepliedAt ? ticket.firstReplyDueAt.getTime() : newestFirst,
    /** By priority, and within one by who waits longest. */
    urgency: Math.max(0, PRIORITIES.indexOf(ticket.priority)) * NEXT_PRIORITY + rank,
    /** The customer's last words, the newest first; who has not said a word comes last. */
    heardRank: ticket.lastInboundAt ? NOT_WAITING - ticket.lastInboundAt.getTime() : newestFirst,
  };
}

interface Order {
  field: 'lastMessageAt' | keyof ReturnType<typeof placesOf>;
  dir: 1 | -1;
  /** What is solved has no place in it. */
  liveOnly: boolean;
}

/** Each order ends in the id, in the same direction. */
export const ORDERS: Readonly<Record<TicketSort, Order>> = {
  newest: { field: 'lastMessageAt', dir: -1, liveOnly: false },
  oldest: { field: 'lastMessageAt', dir: 1, liveOnly: false },
  waiting: { field: 'rank', dir: 1, liveOnly: true },
  due: { field: 'dueRank', dir: 1, liveOnly: true },
  priority: { field: 'urgency', dir: 1, liveOnly: true },
  heard: { field: 'heardRank', dir: 1, liveOnly: true },
};
