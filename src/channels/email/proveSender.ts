import type { SenderIdentity } from '../../customers/customer.js';
import { normaliseIdentity } from '../../customers/normalise.js';
import type { ThreadHint } from '../../ports/channel.js';
import type { Evidence, Party } from '../../tickets/message.js';
import { checkSender } from './authResults.js';
import type { FindSent } from './hints.js';
import type { ParsedMail } from './parse.js';

export interface ProvenSender {
  identity: SenderIdentity;
  /** See `InboundMessage.senderDoubt`. */
  doubt: string | null;
  /** What the trusted server and our own marks say, for agents. */
  evidence: Evidence[];
}

/**
 * How sure a mail's From is. It is a claim until something proves it: the word of our own mail server (DMARC, or DKIM or
 * SPF of the From's own domain), or an answer with our reply token, which only the one whom we wrote to has. A domain that
 * disowns the mail outweighs the token: tokens get forwarded.
 */
export async function proveSender(
  mail: Pick<ParsedMail, 'headers' | 'senderDoubt'>,
  from: Party,
  hints: readonly ThreadHint[],
  deps: { trustedAuthservId?: string | null; findSent: FindSent },
): Promise<ProvenSender> {
  const value = normaliseIdentity('email', from.value);
  const identity: SenderIdentity = { kind: 'email', value: value ?? from.value.toLowerCase(), proof: 'claimed', source: 'email_from' };
  // Where parsers differ about who it is, the server may have checked another address.
  if (value === null || mail.senderDoubt !== null) return { identity, doubt: mail.senderDoubt, evidence: [] };
  const check = checkSender(mail.headers, deps.trustedAuthservId ?? null, value.slice(value.lastIndexOf('@') + 1));
  const evidence: Evidence[] = check.shown ? [{ kind: 'sender_check', value: check.shown }] : [];
  const answers = await answersAsRecipient(value, hints, deps.findSent);
  if (check.verdict === 'fail') return { identity: { ...identity, proof: answers ? 'claimed' : 'refuted' }, doubt: 'authentication_failed', evidence };
  if (check.verdict === 'pass') return { identity: { ...identity, proof: 'authenticated', source: 'email_authenticated' }, doubt: null, evidence };
  return { identity: answers ? { ...identity, proof: 'authenticated', source: 'reply_token' } : identity, doubt: null, evidence };
}

/**
 * Whether it carries the reply token of a mail that went to this address and to nobody else: who got a copy, seen or
 * unseen, or stands beside him on a forward, holds the same token.
 */
async function answersAsRecipient(address: string, hints: readonly ThreadHint[], findSent: FindSent): Promise<boolean> {
  for (const { kind, messageId } of hints) {
    if (kind !== 'reply_token' || messageId === undefined) continue;
    const [bearer, ...others] = (await findSent(messageId))?.recipients ?? [];
    if (bearer !== undefined && others.length === 0 && normaliseIdentity('email', bearer) === address) return true;
  }
  return false;
}
