/** What other systems know of a customer: orders, products, subscriptions. */
import { z } from 'zod';
import { Id, Instant, ListQuery } from './common.js';

export const RecordKind = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and _ only, such as order or product');
const Amount = z.strictObject({
  value: z.number().min(-1e12).max(1e12),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency such as EUR'),
});

const recordShape = {
  kind: RecordKind,
  /** Its number over there. */
  externalId: z.string().trim().min(1).max(200),
  title: z.string().trim().min(1).max(300),
  status: z.string().trim().max(60).nullable().default(null),
  /** When it was ordered, bought or last changed over there. */
  at: Instant,
  /** Its page over there. */
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .max(2000)
    .nullable()
    .default(null),
  amount: Amount.nullable().default(null),
  lines: z
    .array(
      z.strictObject({
        title: z.string().trim().min(1).max(300),
        quantity: z.number().min(0).max(1e9).default(1),
        amount: Amount.nullable().default(null),
      }),
    )
    .max(100)
    .default([]),
};

/** The same kind and number again is the same record, with what is said now. */
export const PutRecord = z.strictObject(recordShape);
export type PutRecord = z.infer<typeof PutRecord>;

/** `createdAt` and `updatedAt` are ours; `at` is theirs. */
export const CustomerRecord = z.object({ id: Id, customerId: Id, ...recordShape, createdAt: Instant, updatedAt: Instant });
export type CustomerRecord = z.infer<typeof CustomerRecord>;

export const RecordsQuery = ListQuery.extend({ kind: RecordKind.optional() });
