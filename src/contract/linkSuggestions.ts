/** "This may be the same person": told with its evidence, decided by an agent, never by itself. */
import { z } from 'zod';
import { Id, IdentityKind, Instant } from './common.js';

/**
 * `signature_phone`, `signature_email`: it stands in the signature of one and belongs to the other, or to nobody yet.
 * `same_name`, `same_domain`: both are called so, and write from this company. `same_record`: both have this order.
 */
export const LINK_EVIDENCE = ['signature_phone', 'signature_email', 'same_name', 'same_domain', 'same_record'] as const;
export const LinkEvidence = z.object({ kind: z.enum(LINK_EVIDENCE), value: z.string() });
export type LinkEvidence = z.infer<typeof LinkEvidence>;

/** `other` is there for `merge`, `identity` for `link`. */
export const LinkSuggestion = z.object({
  id: Id,
  /** `merge`: the two are one. `link`: an address that nobody has is this customer's too. */
  action: z.enum(['merge', 'link']),
  customerId: Id,
  other: z.object({ id: Id, name: z.string() }).nullable(),
  identity: z.object({ kind: IdentityKind, value: z.string() }).nullable(),
  evidence: z.array(LinkEvidence),
  /** 0..1 */
  score: z.number(),
  state: z.enum(['open', 'accepted', 'dismissed']),
  /** Undoes what accepting it did. */
  changeId: Id.nullable(),
  createdAt: Instant,
});
export type LinkSuggestion = z.infer<typeof LinkSuggestion>;
