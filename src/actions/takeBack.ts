import { derivedId } from '../lib/ids.js';
import type { Actor } from '../tickets/event.js';
import { firstUnanswered, summarise } from '../tickets/summary.js';
import { allMessages } from './allMessages.js';
import type { ActionDeps } from './deps.js';
import type { PlanFollowups } from './planFollowups.js';
import type { Publish } from './publish.js';

/** A ticket solved this soon after a reply was solved by it ("send and resolve"). */
const TOGETHER_MS = 60_000;

/**
 * A reply was taken back before it went out: nobody was answered, so the ticket is counted anew. Whoever waited waits
 * again, and what was solved together with the reply is open again.
 */
export function createTakeBack({ store, now }: ActionDeps, publish: Publish, followups: PlanFollowups) {
  return async function takeBack(messageId: string, actor: Actor): Promise<void> {
    const message = await store.messages.get(messageId);
    if (!message) return;
    const messages = await allMessages(store, message.ticketId);
    let reopened = false;
    const change = await store.tickets.mutate(message.ticketId, async (ticket, has) => {
      const id = derivedId(messageId, 'taken back');
      if (ticket.mergedIntoId || (await has(id))) return null;
      const solvedWithIt =
        ticket.status === 'solved' &&
        ticket.solvedAt !== null &&
        Math.abs(ticket.solvedAt.getTime() - message.createdAt.getTime()) < TOGETHER_MS;
      reopened = solvedWithIt && firstUnanswered(messages) !== null;
      const before = reopened ? { ...ticket, status: 'open' as const } : ticket;
      return {
        set: { ...summarise(before, messages), ...(reopened ? { solvedAt: null } : {}), updatedAt: now() },
        events: [{ id, type: 'message.delivery_changed', actor, at: now(), data: { messageId, state: 'cancelled' }, undo: null }],
      };
    });
    await publish.ticket(change);
    if (reopened) await followups.cancel(message.ticketId, 'ticket_reopened', now());
  };
}
