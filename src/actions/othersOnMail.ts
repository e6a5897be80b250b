import { normaliseIdentity } from '../customers/normalise.js';
import type { Party } from '../tickets/message.js';
import type { ListedTicket } from '../ports/store.js';
import { recipientsOf } from '../tickets/recipients.js';
import type { ActionDeps } from './deps.js';

/** No mail that one person answers by hand has more; the rest is a list. */
const MOST = 20;

/**
 * Who else is on the customer's last mail: neither ours nor his own. Offered to the agent who answers and never taken
 * by itself, since whoever writes a mail says who is on it.
 */
export function createOthersOnMail({ store, ownAddresses }: Pick<ActionDeps, 'store' | 'ownAddresses'>) {
  return async function othersOnMail(ticket: Pick<ListedTicket, 'id' | 'customerId' | 'lastChannel'>): Promise<Party[]> {
    if (ticket.lastChannel !== 'email') return [];
    const last = await store.messages.lastOf(ticket.id, 'in');
    if (last?.channel !== 'email') return [];
    const named = recipientsOf(last).filter(
      ({ kind, value }) =>
        kind === 'email' &&
        normaliseIdentity(kind, value) !== null &&
        !ownAddresses.isOurs(value) &&
        last.channelAccount !== `mail:${value.toLowerCase()}`,
    );
    if (named.length === 0) return [];
    const his = (await store.customers.identities([ticket.customerId])).get(ticket.customerId) ?? [];
    const known = new Set([last.from.value, ...his.map(({ value }) => value)].map((value) => value.toLowerCase()));
    const others = new Map<string, Party>();
    for (const party of named)
      others.set(party.value.toLowerCase(), { ...party, name: party.name ?? others.get(party.value.toLowerCase())?.name ?? null });
    return [...others]
      .filter(([address]) => !known.has(address))
      .map(([, party]) => party)
      .slice(0, MOST);
  };
}
