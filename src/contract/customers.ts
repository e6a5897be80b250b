/** Customers as the API shows them. */
import { z } from 'zod';
import { Id, IdentityKind, Instant, ListQuery, TimeZone } from './common.js';
import { Tag, nameOf } from './names.js';
import { CustomerRecord } from './records.js';
import { Message, Ticket, TicketEvent } from './tickets.js';
import { FieldValues } from './workspace.js';

/** What somebody is known by. (kind, value) belongs to one customer at a time. */
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

/** A person who writes to us, on whatever channel. Of a merged one what he was is still here. */
export const Customer = z.object({
  id: Id,
  name: z.string(),
  identities: z.array(Identity),
  /** What a visitor typed about himself and nobody has proven: shown as "says he is ...". */
  claims: z.array(z.object({ kind: IdentityKind, value: z.string(), at: Instant })),
  tags: z.array(z.string()),
  language: z.string().nullable(),
  timeZone: z.string().nullable(),
  /** What to do, and what better not, when writing to them. */
  likes: z.string(),
  dislikes: z.string(),
  /** What the next colleague should know. Never shown to the customer. */
  notes: z.string(),
  /** Values of the desk's own fields, by key. */
  fields: FieldValues,
  /** Raised by every change of the fields above. */
  version: z.number().int(),
  /** He turned out to be that customer, and all that is his is there. */
  mergedIntoId: Id.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Customer = z.infer<typeof Customer>;

/** With what is shown beside him: his latest tickets, latest first, without those that were merged away. */
export const CustomerDetail = Customer.extend({
  tickets: z.array(Ticket),
  /** Orders, products and the like from outside, newest first; the first few of them. */
  records: z.array(CustomerRecord),
  /** The hours in which they mostly write, on their own clock: from (0-23) up to, not with, `to` (1-24). Null while too little is known. */
  usualHours: z.object({ from: z.number().int(), to: z.number().int(), messages: z.number().int() }).nullable(),
  /** What was noted of customers who turned out to be this one. */
  noted: z.array(z.object({ customerId: Id, name: z.string(), likes: z.string(), dislikes: z.string(), notes: z.string() })),
});
export type CustomerDetail = z.infer<typeof CustomerDetail>;

/** 409 `identity_taken`, naming the holder, when somebody has one of the identities; then nothing is made. */
export const NewCustomer = z.strictObject({
  name: nameOf(200),
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
  tags: z.array(Tag).max(50).optional(),
  language: z.string().max(35).optional(),
  timeZone: z.string().max(60).optional(),
});
export type NewCustomer = z.infer<typeof NewCustomer>;

const Words = z.string().trim().max(2000);
const CustomerTags = z.array(Tag).max(50);
const LanguageTag = z
  .string()
  .trim()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language such as en or zh-TW')
  .max(35);
const edited = {
  name: nameOf(200),
  tags: CustomerTags,
  language: LanguageTag.nullable(),
  timeZone: TimeZone.nullable(),
  likes: Words,
  dislikes: Words,
  notes: z.string().trim().max(10_000),
  fields: FieldValues.describe('only those that change; null clears one'),
};
/** What is left out stays; what is given replaces. */
export const CustomerPatch = z.strictObject({
  ...z.strictObject(edited).partial().shape,
  /** The `version` that the client saw: with another one nothing is done. */
  version: z.number().int().min(0).optional(),
  /** What the client saw in the fields it changes. If somebody else changed one meanwhile, nothing is done and 409 shows what it is now. */
  expected: z
    .strictObject({
      ...edited,
      name: z.string().max(200),
      tags: z.array(z.string()).max(200),
      language: z.string().max(35).nullable(),
      timeZone: z.string().max(60).nullable(),
    })
    .partial()
    .optional(),
});
export type CustomerPatch = z.infer<typeof CustomerPatch>;

/** A customer after a change. `editId` takes it back; null: nothing was to be changed. */
export const CustomerEdit = z.object({ customer: Customer, editId: Id.nullable() });
export type CustomerEdit = z.infer<typeof CustomerEdit>;

/** `q`: all of its words have to be found with him. */
export const CustomersQuery = ListQuery.extend({ q: z.string().max(200).optional() });

/** Everything of one customer on all channels, newest first. */
export const TimelineEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), at: Instant, message: Message }),
  z.object({ kind: z.literal('event'), at: Instant, event: TicketEvent }),
  z.object({ kind: z.literal('record'), at: Instant, record: CustomerRecord }),
]);
/** Its cursors are longer than others: they tell where each of its sources stands. */
export const TimelineQuery = ListQuery.extend({ cursor: z.string().max(1000).optional() });
export type TimelineEntry = z.infer<typeof TimelineEntry>;
