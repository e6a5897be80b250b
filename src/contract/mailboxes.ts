/** Addresses of ours from which mail goes out: the name and signature of each, its language, and its own relay. */
import { z } from 'zod';
import { Id, Instant, Version } from './common.js';
import { nameOf } from './names.js';

const shape = {
  address: z.email().max(320).toLowerCase(),
  /** What customers see beside the address. */
  name: nameOf(120).regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must be one line'),
  /** Below every mail from it; '' for none. */
  signature: z.string().max(4000),
  /** Of the line above quoted words, such as `de`; null: the customer's own. */
  language: z.string().max(35).nullable(),
  /**
   * Whether mail leaves with an envelope sender that is signed for each mail, `support+sb-...@`, so that bounces prove which
   * mail they are about. Switch it off where the relay lets out the plain address only.
   */
  signedEnvelope: z.boolean(),
};
/** `smtp://` or `smtps://` with user and password. Kept encrypted and never shown again. */
const RelayUrl = z.url({ protocol: /^smtps?$/ }).max(2000);

export const NewMailbox = z.strictObject({
  ...shape,
  signature: shape.signature.default(''),
  language: shape.language.default(null),
  signedEnvelope: shape.signedEnvelope.default(true),
  relayUrl: RelayUrl.nullable().default(null),
});
export type NewMailbox = z.infer<typeof NewMailbox>;
/** `relayUrl` null: by the environment's again; left out: as it was. With `version`, the one that was read, it is a 409 when somebody has changed it meanwhile. */
export const MailboxPatch = z.strictObject({ ...shape, relayUrl: RelayUrl.nullable(), version: Version }).partial();
export type MailboxPatch = z.infer<typeof MailboxPatch>;
/** `ownRelay`: mail from it goes by a relay of its own, whose URL is not told. */
export const Mailbox = z.object({ id: Id, ...shape, ownRelay: z.boolean(), createdAt: Instant, version: Version });
export type Mailbox = z.infer<typeof Mailbox>;
/** Whether the relay lets us in, in words. Nothing is sent. */
export const RelayTest = z.object({ ok: z.boolean(), message: z.string() });
export type RelayTest = z.infer<typeof RelayTest>;
