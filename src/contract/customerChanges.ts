/** Customers who turn out to be one, or two. */
import { z } from 'zod';
import { Id, Instant } from './common.js';

const Reason = z.string().trim().max(500).optional();

/** Merges, links and unlinks, newest first. Each can be undone, and the undoing as well. */
export const CustomerChange = z.object({
  id: Id,
  kind: z.enum(['merge', 'link', 'unlink', 'undo']),
  /** Who gave. */
  from: z.object({ id: Id, name: z.string() }),
  /** Who took. */
  to: z.object({ id: Id, name: z.string() }),
  identities: z.number().int(),
  tickets: z.number().int(),
  by: z.string().nullable(),
  reason: z.string().nullable(),
  undone: z.boolean(),
  at: Instant,
});
export type CustomerChange = z.infer<typeof CustomerChange>;

/** All that is his goes to the other one, whose name and notes stay. */
export const MergeCustomers = z.strictObject({ intoId: Id, reason: Reason });
export type MergeCustomers = z.infer<typeof MergeCustomers>;

const Which = { kind: z.enum(['email', 'phone', 'external', 'chat']), value: z.string().trim().min(1).max(320), reason: Reason };
/** `takeFrom`: the customer who has it now; without it an identity that somebody has is refused with 409. */
export const LinkIdentity = z.strictObject({ ...Which, verified: z.boolean().default(true), takeFrom: Id.optional() });
export type LinkIdentity = z.infer<typeof LinkIdentity>;
/** The identity, and what was said from it, becomes a customer of its own. */
export const UnlinkIdentity = z.strictObject(Which);
export type UnlinkIdentity = z.infer<typeof UnlinkIdentity>;
/** For undoing any of these. */
export const UndoReason = z.strictObject({ reason: Reason });
