import { SYSTEM } from '../tickets/event.js';
import type { Message } from '../tickets/message.js';
import type { ActionDeps } from './deps.js';
import type { PlanFollowups } from './planFollowups.js';

/** The customer wrote first: what was planned to be said to him is not said any more, and the ticket shows why. */
export function createCancelFollowups({ store }: Pick<ActionDeps, 'store'>, followups: PlanFollowups) {
  return async function cancelFollowups(message: Pick<Message, 'customerId' | 'createdAt'>): Promise<void> {
    for (const followup of await store.followups.plannedOfCustomer(message.customerId)) {
      if (followup.createdAt <= message.createdAt) await followups.cancelOne(followup, 'customer_wrote', SYSTEM);
    }
  };
}
