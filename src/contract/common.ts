/** Words and shapes that every part of the contract shares. The contract imports nothing of ours but itself. */
import { z } from 'zod';
import { CHANNELS, PRIORITIES, TICKET_SORTS, TICKET_STATUSES } from './lists.js';

export { CHANNELS, PRIORITIES, TICKET_SORTS, TICKET_STATUSES };

/** `api` is the generic channel: whatever other systems hand in. */
export const Channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof Channel>;

/** `open` waits on us, `pending` on the customer, `hold` on somebody else; `solved` may reopen, `closed` stays closed. */
export const TicketStatus = z.enum(TICKET_STATUSES);
export type TicketStatus = z.infer<typeof TicketStatus>;

export const TicketSort = z.enum(TICKET_SORTS);
export type TicketSort = z.infer<typeof TicketSort>;

export const Priority = z.enum(PRIORITIES);
export type Priority = z.infer<typeof Priority>;

export const IDENTITY_KINDS = ['email', 'phone', 'external', 'chat'] as const;
/** `external` is the customer's id in the company's own systems, `chat` a browser that has chatted with us. */
export const IdentityKind = z.enum(IDENTITY_KINDS);
export type IdentityKind = z.infer<typeof IdentityKind>;

/** Our ids: 24 hex digits, the first 12 of them the millisecond of their making, so that they sort by age. */
export const Id = z.string().regex(/^[0-9a-f]{24}$/, 'must be an id of 24 hex digits');

export const PartsLeft = z.array(z.string()).describe('of what is taken back: the parts that stay, as somebody has changed them since');

/** Of a setting that is read and set as a whole: how often it was set. */
export const Version = z.number().int().min(0);

/** An instant as ISO 8601 in UTC. */
export const Instant = z.iso.datetime();

/** A place's clock by its name in the IANA list. */
export const TimeZone = z.string().max(60).refine(isTimeZone, 'must be a time zone such as Europe/Berlin');

/** `cursor` is the `nextCursor` of the page before; without it the list begins. */
export const ListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

/** Every list of the API: `nextCursor` is null on the last page. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export interface List<T> {
  items: T[];
  nextCursor: string | null;
}

/** Every error of the API. `code` is one of `errorCodes.ts`, `message` is safe to show. */
export const ErrorBody = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // RangeError is how Intl says that it knows no such zone
  }
}
