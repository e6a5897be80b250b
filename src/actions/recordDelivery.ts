import type { DeliveryReport } from '../ports/channel.js';
import type { Message } from '../tickets/message.js';
import type { ActionDeps } from './deps.js';
import type { Publish } from './publish.js';
import { createTellDelivery } from './tellDelivery.js';

/**
 * What a provider says became of an outgoing message. Reports come late, twice and in any order: a state never goes back.
 * @returns the message; null when we never sent such a one.
 */
export function createRecordDelivery({ store, now }: ActionDeps, publish: Publish) {
  const tellDelivery = createTellDelivery({ store, now }, publish);
  return async function recordDelivery(report: DeliveryReport): Promise<Message | null> {
    const message = await store.messages.byProviderId(report.providerId);
    if (!message) return null;
    if (await store.messages.reportDelivery(message.id, report.state, report.reason, now())) {
      await tellDelivery(message.id, `delivery ${report.state}`, { state: report.state, reason: report.reason });
    }
    return message;
  };
}
