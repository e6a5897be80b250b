import { derivedId } from '../lib/ids.js';
import { SYSTEM } from '../tickets/event.js';
import type { ActionDeps } from './deps.js';
import type { Publish } from './publish.js';

/** How a delivery stands: a delivery state, or what a mail server's notice adds to those (`delayed`, `copy_failed`). */
export interface DeliveryNews {
  state: string;
  reason?: string | null | undefined;
  /** Of the bounce that says so. */
  noticeId?: string;
}

/** Writes into a message's ticket, once, how its delivery stands, and shows both. @param key what makes the same news twice one event */
export function createTellDelivery({ store, now }: Pick<ActionDeps, 'store' | 'now'>, publish: Publish) {
  return async function tellDelivery(messageId: string, key: string, news: DeliveryNews): Promise<void> {
    const message = await store.messages.get(messageId);
    if (!message) return;
    const change = await store.tickets.mutate(message.ticketId, async (_ticket, has) => {
      const id = derivedId(messageId, key);
      if (await has(id)) return null;
      return {
        set: { updatedAt: now() },
        events: [{ id, type: 'message.delivery_changed', actor: SYSTEM, at: now(), data: { messageId, ...news }, undo: null }],
      };
    });
    await publish.ticket({ ...change, message });
  };
}
