import { normaliseIdentity } from '../customers/normalise.js';
import type { InboundMessage } from '../ports/channel.js';
import { bounceStrength, type DeliveryNotice } from '../screening/deliveryNotice.js';
import type { Message } from '../tickets/message.js';
import { recipientsOf } from '../tickets/recipients.js';
import type { ActionDeps } from './deps.js';

/**
 * What a mail tells about whether a customer's address works: a bounce marks it as one from which mail comes back, a mail
 * from there takes the mark away, unless the address's own domain says that it is not from there. Only the signed envelope sender says that a bounce is about a mail of ours: our other
 * ids are in many hands, so without it nothing is marked. A delay marks nothing either.
 */
export function createMarkAddress({ store, log }: Pick<ActionDeps, 'store' | 'log'>) {
  return async function markAddress(message: Message, inbound: InboundMessage): Promise<void> {
    if (inbound.notice) return bounced(inbound.notice, inbound, message.createdAt);
    if (message.channel !== 'email' || message.wroteBy !== 'person') return;
    for (const { kind, value, proof } of inbound.sender) {
      if (kind === 'email' && proof !== 'refuted')
        await store.customers.setBounced({ kind, value: normaliseIdentity(kind, value) ?? value }, null, message.createdAt);
    }
  };

  async function bounced(notice: DeliveryNotice, { hints }: InboundMessage, at: Date): Promise<void> {
    const sentId = hints.find((hint) => hint.kind === 'envelope_token')?.messageId;
    const sent = sentId && notice.action !== 'delayed' ? await store.messages.get(sentId) : null;
    const address = sent?.direction === 'out' ? addressOf(notice, sent) : null;
    if (address === null) return;
    const mark =
      notice.action === 'failed' ? { at, hard: bounceStrength(notice) === 'hard', status: notice.status, reason: notice.diagnostic } : null;
    await store.customers.setBounced({ kind: 'email', value: address }, mark, at);
    log.info({ messageId: sentId, hard: mark?.hard ?? null }, 'address marked');
  }
}

/** The address that we wrote to. A forwarding server names another one; with a single recipient it was that one. */
function addressOf({ recipient }: DeliveryNotice, message: Message): string | null {
  const written = recipientsOf(message).flatMap((party) =>
    party.kind === 'email' ? [normaliseIdentity('email', party.value) ?? party.value.toLowerCase()] : [],
  );
  const named = recipient === null ? null : normaliseIdentity('email', recipient);
  if (named !== null && written.includes(named)) return named;
  return written.length === 1 ? (written[0] ?? null) : null;
}
