import type { Ticket } from '../../../contract/tickets.js';

const SOON_MS = 15 * 60_000;

/** Whether the promised first reply is late, nearly late, or neither. Only a ticket without a first reply can burn. */
export function urgencyOf(
  ticket: Pick<Ticket, 'waitingSince' | 'firstReplyDueAt' | 'firstRepliedAt'>,
  now: number,
): 'late' | 'soon' | null {
  if (!ticket.waitingSince || !ticket.firstReplyDueAt || ticket.firstRepliedAt) return null;
  const left = Date.parse(ticket.firstReplyDueAt) - now;
  if (left < 0) return 'late';
  return left < SOON_MS ? 'soon' : null;
}
