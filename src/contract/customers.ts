/** Customers as the API shows them. */
import { z } from 'zod';
import { Id, IdentityKind, Instant, ListQuery } from './common.js';
import { Message, Ticket, TicketEvent } from './tickets.js';

export const Identity = z.object({
  kind: IdentityKind,
  value: z.string(),
  /** Proven to be this customer's; otherwise it is what somebody claimed. */
  verified: z.boolean(),
  /** How we know it, e.g. `api`, `email_from`, `carrier`, `signed_visitor`. */
  source: z.string(),
  addedAt: Instant,
  /** He asked (STOP) for no unrequested messages to it. */
  optedOut: z.boolean(),
  /** Mail to it came back: since when, for good (`hard`) or maybe not, and the words of the server that refused. */
  bounced: z.object({ at: Instant, hard: z.boolean(), status: z.string().nullable(), reason: z.string().nullable() }).nullable(),
});
export type Identity = z.infer<typeof Identity>;

export const Customer = z.object({
  id: Id,
  name: z.string(),
  identities: z.array(Identity),
  /** What a visitor typed about himself and nobody has proven: shown as "says he is ...". */
  claims: z.array(z.object({ kind: IdentityKind, value: z.string(), at: Instant })),
  tags: z.array(z.string()),
  language: z.string().nullable(),
  timeZone: z.string().nullable(),
  /** He turned out to be that customer, and all that is his is there. */
  mergedIntoId: Id.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Customer = z.infer<typeof Customer>;

export const CustomerDetail = Customer.extend({
  tickets: z.array(Ticket),
});
export type CustomerDetail = z.infer<typeof CustomerDetail>;

export const NewCustomer = z.strictObject({
  name: z.string().trim().min(1).max(200),
  identities: z
    .array(
      z.strictObject({
        kind: z.enum(['email', 'phone', 'external']),
        value: z.string().trim().min(1).max(320),
        verified: z.boolean().default(true),
      }),
    )
    .min(1)
    .max(50),
  tags: z.array(z.string().trim().min(1).max(60)).max(50).optional(),
  language: z.string().max(35).optional(),
  timeZone: z.string().max(60).optional(),
});
export type NewCustomer = z.infer<typeof NewCustomer>;

export const CustomersQuery = ListQuery.extend({ q: z.string().max(200).optional() });

/** Everything of one customer on all channels, newest first. */
export const TimelineEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), at: Instant, message: Message }),
  z.object({ kind: z.literal('event'), at: Instant, event: TicketEvent }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;
