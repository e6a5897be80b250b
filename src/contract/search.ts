/** Search over everything that was said, as the API shows it. */
import { z } from 'zod';
import { Channel, Id, Instant, ListQuery, TicketStatus } from './common.js';
import { SEARCH_KINDS } from './lists.js';

export { SEARCH_KINDS };
export const SearchKind = z.enum(SEARCH_KINDS);
export type SearchKind = z.infer<typeof SearchKind>;

export const SearchQuery = ListQuery.extend({
  q: z.string().trim().min(1).max(300).describe('all words must be there; the last one may be half typed; "quotes" for a phrase'),
  kinds: z.string().max(60).optional().describe('one kind or several with commas: ticket, message, note, customer'),
  status: z.string().max(60).optional().describe('one status of the ticket or several with commas; `live` means open, pending and hold'),
  channel: Channel.optional(),
  assigneeId: z.union([Id, z.enum(['me', 'none'])]).optional(),
  tag: z.string().max(60).optional(),
  from: Instant.optional(),
  to: Instant.optional().describe('up to and without this instant'),
  sort: z.enum(['best', 'newest']).default('best'),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** A hit. `title` is the ticket's subject, or the customer's name. */
export const SearchItem = z.object({
  kind: SearchKind,
  /** Null for a customer. */
  ticketId: Id.nullable(),
  ticketNumber: z.number().int().nullable(),
  ticketStatus: TicketStatus.nullable(),
  messageId: Id.nullable(),
  /** Whose words a message's are: the customer's or ours. Null for what is no message. */
  direction: z.enum(['in', 'out']).nullable(),
  /** The one of a message, all of a ticket, none of a note or a customer. */
  channels: z.array(Channel),
  customerId: Id,
  customerName: z.string(),
  title: z.string(),
  /** Plain text in pieces; a `hit` is what was looked for. */
  snippet: z.array(z.object({ text: z.string(), hit: z.boolean() })),
  at: Instant,
  /** Higher is better; only comparable within one search. */
  score: z.number(),
});
export type SearchItem = z.infer<typeof SearchItem>;
