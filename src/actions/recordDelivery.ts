import { derivedId } from '../lib/ids.js';
import type { DeliveryReport } from '../ports/channel.js';
import { SYSTEM } from '../tickets/event.js';
import type { Message } from '../tickets/message.js';
import type { ActionDeps } from './deps.js';
import type { Publish } from './publish.js';

/**
 * What a provider says became of an outgoing message. Reports come late, twice and in any order: a state never goes back.
 * @returns the message; null when we never sent such a one.
 */
export function createRecordDelivery({ store, now }: ActionDeps, publish: Publish) {
  return async function recordDelivery(report: DeliveryReport): Promise<Message | null> {
    const message = await store.messages.byProviderId(report.providerId);
    if (!message) return null;
    if (await store.messages.reportDelivery(message.id, report.state, report.reason, now())) {
      await tellDelivery(message.id, report.state, report.reason);
    }
    return message;
  };

  async function tellDelivery(messageId: string, state: string, reason: string | null): Promise<void> {
    const message = await store.messages.get(messageId);
    if (!message) return;
    const change = await store.tickets.mutate(message.ticketId, async (_ticket, has) => {
      const id = derivedId(messageId, `delivery ${state}`);
      if (await has(id)) return null;
      return { set: { updatedAt: now() }, events: [{ id, type: 'message.delivery_changed', actor: SYSTEM, at: now(), data: { messageId, state, reason }, undo: null }] };
    });
    await publish.ticket({ ...change, message });
  }
}
