import { z } from 'zod';
import type { AcceptInbound, Accepted, InboundRaw } from '../../ports/intake.js';
import { mailExternalKey } from './externalKey.js';
import { mailAccount } from './mailboxes.js';

/** What the door knows beside the bytes. Every door writes it, `read` reads it back. */
export const MailMeta = z.object({
  via: z.enum(['smtp', 'lmtp', 'imap', 'hook', 'other']).default('other').catch('other'),
  /** Empty for the null sender of bounces; null when the door does not know it. */
  mailFrom: z.string().nullable().default(null).catch(null),
  rcptTo: z.array(z.string()).default([]).catch([]),
  peer: z.string().nullable().default(null).catch(null),
  helo: z.string().nullable().default(null).catch(null),
  secure: z.boolean().default(false).catch(false),
});
export type MailMeta = z.infer<typeof MailMeta>;

/** The row for one mail in one mailbox, whichever door it came by (SMTP, LMTP, IMAP, `POST /hooks/email/raw`). */
export function mailIntake(raw: Buffer, mailbox: string, meta: Partial<MailMeta> & { via: MailMeta['via'] }): InboundRaw {
  return {
    channel: 'email',
    channelAccount: mailAccount(mailbox),
    externalKey: mailExternalKey(raw),
    raw,
    meta: MailMeta.parse(meta),
  };
}

/**
 * Stores a mail once for each of our mailboxes that it came to. When one of them fails it rejects as a whole: the sender
 * tries again, and finds those that were stored.
 * @returns the first row; a duplicate only when every one of them was here before.
 */
export async function acceptMail(
  accept: AcceptInbound,
  raw: Buffer,
  mailboxes: readonly string[],
  meta: Partial<MailMeta> & { via: MailMeta['via'] },
): Promise<Accepted> {
  let first: Accepted | null = null;
  for (const mailbox of mailboxes) {
    const accepted = await accept(mailIntake(raw, mailbox, meta));
    first = first === null ? accepted : { intakeId: first.intakeId, duplicate: first.duplicate && accepted.duplicate };
  }
  if (first === null) throw new Error('a mail without a mailbox');
  return first;
}
