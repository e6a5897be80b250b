import type { CustomerChange } from '../customers/change.js';
import type { ActionDeps } from './deps.js';

/** What changes hands, as ids. */
export type Held = Pick<CustomerChange, 'identityIds' | 'ticketIds' | 'messageIds' | 'visitorIds' | 'followupIds'>;

/** All that is this customer's at this moment. */
export async function heldBy(
  { customers, customerChanges }: Pick<ActionDeps['store'], 'customers' | 'customerChanges'>,
  customerId: string,
): Promise<Held> {
  const [identities, ticketIds, messageIds, visitorIds, followupIds] = await Promise.all([
    customers.identities([customerId]),
    customerChanges.ticketIds(customerId),
    customerChanges.messageIds(customerId),
    customerChanges.visitorIds(customerId),
    customerChanges.followupIds(customerId),
  ]);
  return { identityIds: (identities.get(customerId) ?? []).map(({ id }) => id), ticketIds, messageIds, visitorIds, followupIds };
}
