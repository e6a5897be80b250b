import { z } from 'zod';
import type { InboundRaw } from '../../ports/intake.js';
import { mailExternalKey } from './externalKey.js';

/** All mail comes to one account: dedupe and threading reach over SMTP, IMAP and the raw-mail hook. */
export const MAIL_ACCOUNT = 'mail';

/** What the door knows beside the bytes. Every door writes it, `read` reads it back. */
export const MailMeta = z.object({
  via: z.enum(['smtp', 'imap', 'hook', 'other']).default('other').catch('other'),
  /** Empty for the null sender of bounces; null when the door does not know it. */
  mailFrom: z.string().nullable().default(null).catch(null),
  rcptTo: z.array(z.string()).default([]).catch([]),
  peer: z.string().nullable().default(null).catch(null),
  helo: z.string().nullable().default(null).catch(null),
  secure: z.boolean().default(false).catch(false),
});
export type MailMeta = z.infer<typeof MailMeta>;

/** The row for one mail, whichever door it came by (SMTP, IMAP, `POST /hooks/email/raw`). */
export function mailIntake(raw: Buffer, meta: Partial<MailMeta> & { via: MailMeta['via'] }): InboundRaw {
  return {
    channel: 'email',
    channelAccount: MAIL_ACCOUNT,
    externalKey: mailExternalKey(raw, meta.rcptTo ?? []),
    raw,
    meta: MailMeta.parse(meta),
  };
}
