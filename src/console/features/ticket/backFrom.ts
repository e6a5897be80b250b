import type { Ticket, TicketPatch } from '../../../contract/tickets.js';
import { tagsBack } from '../../../contract/tagsBack.js';
import { expectedOf } from './conflict.js';

/**
 * The way back from a change: as it was `before`, as far as nobody has made something else of it since `after`. Of tags only those of this change.
 * @param tags those that the ticket has now
 */
export function backFrom(before: Ticket, after: Ticket, wanted: TicketPatch, tags: string[]): TicketPatch {
  const back = { ...expectedOf(before, wanted), expected: expectedOf(after, wanted) } as TicketPatch;
  if (!wanted.tags) return back;
  return { ...back, tags: tagsBack(before.tags, after.tags, tags), expected: { ...back.expected, tags } };
}
