import type { SenderIdentity } from '../../customers/customer.js';
import { normaliseIdentity } from '../../customers/normalise.js';
import { UNKNOWN_SENDER } from '../../customers/sharedAddress.js';
import type { ThreadHint } from '../../ports/channel.js';
import type { Evidence, Party } from '../../tickets/message.js';
import { checkSender } from './authResults.js';
import type { FindSent } from './hints.js';
import type { ParsedMail } from './parse.js';

/** Who is taken for the writer of a mail, and how sure that is. */
export interface ProvenSender {
  identity: SenderIdentity;
  /** See `InboundMessage.senderDoubt`. */
  doubt: string | null;
  /** See `InboundMessage.senderUnproven`. */
  unproven?: boolean;
  /** What the trusted server and our own marks say, for agents. */
  evidence: Evidence[];
  /** Messages of ours whose reply token this mail shows in more hands than their recipient's. */
  exposed: string[];
}

/**
 * How sure a mail's From is. It is a claim until something proves it: the word of our own mail server (DMARC, or DKIM or
 * SPF of the From's own domain), or an answer with our reply token, which only the one whom we wrote to has. A domain that
 * disowns the mail outweighs the token: tokens get forwarded.
 * @param others whether the mail shows its own recipients, among them our reply address, to others than us
 */
export async function proveSender(
  mail: Pick<ParsedMail, 'headers' | 'senderDoubt'>,
  from: Party,
  others: boolean,
  hints: readonly ThreadHint[],
  deps: { trustedAuthservId?: string | null; findSent: FindSent },
): Promise<ProvenSender> {
  const value = normaliseIdentity('email', from.value);
  const identity: SenderIdentity = { kind: 'email', value: value ?? UNKNOWN_SENDER, proof: 'claimed', source: 'email_from' };
  // What reads like an address and can be none, such as `ann@[1.2.3.4]`, is shown, and nobody is known by it.
  if (value === null) return { identity, doubt: mail.senderDoubt ?? 'malformed_from', evidence: [], exposed: [] };
  // Where parsers differ about who it is, the server may have checked another address.
  if (mail.senderDoubt !== null) return { identity, doubt: mail.senderDoubt, evidence: [], exposed: [] };
  const check = checkSender(mail.headers, deps.trustedAuthservId ?? null, value.slice(value.lastIndexOf('@') + 1));
  const evidence: Evidence[] = check.shown ? [{ kind: 'sender_check', value: check.shown }] : [];
  const { answers, exposed } = await readTokens(value, others, hints, deps.findSent);
  if (check.verdict === 'fail')
    return { identity: { ...identity, proof: answers ? 'claimed' : 'refuted' }, doubt: 'authentication_failed', evidence, exposed };
  if (check.verdict === 'pass')
    return { identity: { ...identity, proof: 'authenticated', source: 'email_authenticated' }, doubt: null, evidence, exposed };
  if (answers) return { identity: { ...identity, proof: 'authenticated', source: 'reply_token' }, doubt: null, evidence, exposed };
  return { identity, doubt: null, unproven: Boolean(deps.trustedAuthservId), evidence, exposed };
}

/**
 * `answers`: it carries the reply token of a mail that went to this address and to nobody else: who got a copy, seen or
 * unseen, or stands beside him on a forward, holds the same token. So does whoever was in copy of an answer to it, and
 * whoever it was passed on to: once that is seen the token proves nobody any more.
 */
async function readTokens(
  address: string,
  others: boolean,
  hints: readonly ThreadHint[],
  findSent: FindSent,
): Promise<{ answers: boolean; exposed: string[] }> {
  let answers = false;
  const exposed: string[] = [];
  for (const { kind, messageId } of hints) {
    if (kind !== 'reply_token' || messageId === undefined) continue;
    const sent = await findSent(messageId);
    const [bearer, ...copied] = sent?.recipients ?? [];
    if (!sent || sent.exposed || bearer === undefined || copied.length > 0) continue;
    const isBearer = normaliseIdentity('email', bearer) === address;
    if (isBearer) answers = true;
    if (!isBearer || others) exposed.push(messageId);
  }
  return { answers, exposed };
}
