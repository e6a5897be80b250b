import type { InboundMessage } from '../ports/channel.js';
import { meaningOf, type DeliveryNotice } from '../screening/deliveryNotice.js';
import type { Message } from '../tickets/message.js';
import { recipientsOf } from '../tickets/recipients.js';
import type { ActionDeps } from './deps.js';
import type { Publish } from './publish.js';
import { createTellDelivery } from './tellDelivery.js';

/**
 * A mail server tells what became of a mail of ours. Only what nobody else can send says which one it is about (see
 * `ThreadHint.echo`). What could not reach the customer fails; what could not reach a copy is told and fails nothing.
 * May run again.
 */
export function createRecordBounce({ store, now }: ActionDeps, publish: Publish) {
  const tellDelivery = createTellDelivery({ store, now }, publish);
  return async function recordBounce(bounce: Message, { notice, hints }: Pick<InboundMessage, 'notice' | 'hints'>): Promise<void> {
    const messageId = hints.find((hint) => hint.echo)?.messageId;
    const message = messageId ? await store.messages.get(messageId) : null;
    if (!notice || !message || message.direction !== 'out') return;
    const reason = wordsOf(notice);
    const copies = recipientsOf(message).slice(1);
    const isCopy = notice.recipient !== null && copies.some((party) => party.value.toLowerCase() === notice.recipient?.toLowerCase());
    const state = notice.action === 'delayed' || isCopy ? null : notice.action;
    if (state && !(await store.messages.reportDelivery(message.id, state, state === 'failed' ? reason : null, now()))) return;
    await tellDelivery(message.id, `notice ${bounce.id}`, {
      state: state ?? (notice.action === 'delayed' ? 'delayed' : 'copy_failed'),
      reason,
      noticeId: bounce.id,
    });
  };
}

/** In words: what it means, whom it concerns, and what the server said. */
export function wordsOf({ action, recipient, status, diagnostic }: DeliveryNotice): string {
  const meaning =
    action === 'delayed'
      ? 'The receiving server has not taken it yet and is asked again.'
      : (meaningOf(status, diagnostic) ?? 'The mail could not be delivered.');
  const said = [status, diagnostic].filter(Boolean).join(' ').slice(0, 400);
  return [meaning, recipient ? `To: ${recipient}.` : '', said ? `The server says: ${said}` : ''].filter(Boolean).join(' ');
}
