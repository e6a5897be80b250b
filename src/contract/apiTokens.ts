/** Keys with which other systems of ours call the API: made and revoked by an admin, good until then. */
import { z } from 'zod';
import { Id, Instant } from './common.js';
import { ROLES } from './desk.js';
import { nameOf } from './names.js';

/** 409 when another good token has the name. */
export const NewApiToken = z.strictObject({
  name: nameOf(120).regex(/^[^\p{Cc}]*$/u, 'must be one line'),
  role: z.enum(ROLES),
});
export type NewApiToken = z.infer<typeof NewApiToken>;

/** Of one that is still good; the token itself is told only when it is made. */
export const ApiToken = z.object({
  id: Id,
  /** What it does shows under this name. */
  name: z.string(),
  /** It may do what this role may, but makes no agents and no tokens. */
  role: z.enum(ROLES),
  createdBy: z.string(),
  createdAt: Instant,
  /** To the minute. */
  lastUsedAt: Instant.nullable(),
});
export type ApiToken = z.infer<typeof ApiToken>;

/** `token` is shown this once and nowhere else. */
export const CreatedApiToken = ApiToken.extend({ token: z.string() });
export type CreatedApiToken = z.infer<typeof CreatedApiToken>;
