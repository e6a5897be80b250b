import { editOf } from '../customers/edit.js';
import { displayNameOf } from '../customers/normalise.js';
import { newId } from '../lib/ids.js';
import type { CustomerEditing } from '../ports/customerWork.js';
import type { ActionDeps } from './deps.js';

/** Gives the customer of a visitor the name that this one said in the chat, unless somebody has named him before. */
export type NameVisitor = (visitorId: string) => Promise<void>;

/**
 * A name that is typed is a claim: it takes the place of the one that we made up ("Visitor 584a") and of no other, be it an
 * agent's, an import's or a signature's. As every change of a customer it can be undone.
 */
export function createNameVisitor({ store, bus, now }: Pick<ActionDeps, 'store' | 'bus' | 'now'>): NameVisitor {
  return async (visitorId) => {
    const visitor = await store.people.visitor(visitorId);
    if (!visitor?.name || !visitor.customerId || visitor.externalId !== null) return;
    const { customerId, name } = visitor;
    const held = (await store.customers.identities([customerId])).get(customerId) ?? [];
    const madeUp = held.filter(({ kind }) => kind === 'chat').map((identity) => displayNameOf(null, identity));
    const at = now();
    const { event } = await store.customers.edit(customerId, (current): CustomerEditing | null => {
      if (current.mergedIntoId || !madeUp.includes(current.name)) return null;
      const wanted = editOf(current, { name: displayNameOf(name, { kind: 'chat', value: visitorId }) }, undefined);
      return wanted && { id: newId(at.getTime()), actor: { kind: 'customer', id: customerId, name: null }, at, ...wanted };
    });
    if (event) bus.toAgents('customer:changed', { customerId });
  };
}
