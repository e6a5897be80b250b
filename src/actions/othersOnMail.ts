import type { IdentityKind } from '../contract/common.js';
import { normaliseIdentity } from '../customers/normalise.js';
import type { Party } from '../tickets/message.js';
import type { ListedTicket } from '../ports/store.js';
import { recipientsOf } from '../tickets/recipients.js';
import type { ActionDeps } from './deps.js';

/** No mail that one person answers by hand has more; the rest is a list. */
const MOST = 20;
const NOBODY = { named: [], count: 0 };

/**
 * Who else is on the customer's last mail: neither ours nor his own. Offered to the agent who answers and never taken
 * by itself, since whoever writes a mail says who is on it. `count`: how many they are, of whom a long list names the first.
 */
export function createOthersOnMail({ store, ownAddresses }: Pick<ActionDeps, 'store' | 'ownAddresses'>) {
  return async function othersOnMail(
    ticket: Pick<ListedTicket, 'id' | 'customerId' | 'lastChannel'>,
  ): Promise<{ named: Party[]; count: number }> {
    if (ticket.lastChannel !== 'email') return NOBODY;
    const last = await store.messages.lastOf(ticket.id, 'in');
    if (last?.channel !== 'email') return NOBODY;
    const named = recipientsOf(last).filter(
      ({ kind, value }) =>
        kind === 'email' &&
        normaliseIdentity(kind, value) !== null &&
        !ownAddresses.isOurs(value) &&
        last.channelAccount !== `mail:${value.toLowerCase()}`,
    );
    if (named.length === 0) return NOBODY;
    const his = (await store.customers.identities([ticket.customerId])).get(ticket.customerId) ?? [];
    const known = new Set([keyOf(last.from), ...his.map(keyOf)]);
    const others = new Map<string, Party>();
    for (const party of named) others.set(keyOf(party), { ...party, name: party.name ?? others.get(keyOf(party))?.name ?? null });
    const all = [...others].filter(([key]) => !known.has(key)).map(([, party]) => party);
    return { named: all.slice(0, MOST), count: all.length + (last.unnamed?.to ?? 0) + (last.unnamed?.cc ?? 0) };
  };
}

/** By what two addresses are one, however their domain is written. */
const keyOf = ({ kind, value }: { kind: string; value: string }): string =>
  normaliseIdentity(kind as IdentityKind, value) ?? value.toLowerCase();
