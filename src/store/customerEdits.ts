import type { Customer } from '../customers/customer.js';
import { notFound } from '../lib/errors.js';
import type { CustomerEditStore } from '../ports/customerWork.js';
import type { TicketEvent } from '../tickets/event.js';
import { createEventStore } from './events.js';
import type { CustomerDoc, EventDoc, Models } from './models.js';
import { findRaw, fromStored, listRaw } from './record.js';
import { noteForSearch } from './search/todo.js';

const MAX_TRIES = 50;
/** A chain of merges that is longer has a circle in it. */
const MAX_DEPTH = 20;

/** Fields of a customer that only the store knows. */
export const DERIVED_OF_CUSTOMER = { words: 0, pendingEvents: 0 } as const;

/** A customer as the domain knows him: without his words for lists and the events that ride in his row. */
export function customerOf({ words: _words, pendingEvents: _riding, ...rest }: CustomerDoc): Customer {
  return fromStored<Customer>(rest);
}

/** Changes of a customer with their events, each written only if nobody else changed him meanwhile. */
export function createCustomerEditStore(models: Models, refreshWords: (customerId: string) => Promise<void>): CustomerEditStore {
  const { customers } = models;
  const events = createEventStore(models);
  return {
    async edit(customerId, edit) {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const doc = await findRaw(customers, { _id: customerId }, { words: 0 });
        if (!doc) throw notFound('customer');
        const before = customerOf(doc);
        const wanted = edit(before);
        if (!wanted) return { customer: before, event: null };
        // What rode here before stands in its collection by now, or is put there first: nothing is overwritten unseen.
        await events.insert(doc.pendingEvents ?? []);
        const { id, actor, at, set, change, undoes } = wanted;
        const version = (before.version ?? 0) + 1;
        const event: EventDoc = {
          _id: id,
          ticketId: null,
          customerId,
          seq: version,
          type: 'customer.changed',
          actor,
          at,
          data: { ...change, ...(undoes ? { undoes } : {}) },
          undo: { customer: change },
          undoneBy: null,
        };
        const { matchedCount } = await customers.updateOne(
          { _id: customerId, version: before.version ?? null },
          { $set: { ...set, version, updatedAt: at, pendingEvents: [event] } },
        );
        if (matchedCount === 0) continue;
        await events.insert([event]);
        if (set.name !== undefined) await refreshWords(customerId);
        else await noteForSearch(models, 'customer', [customerId]);
        return { customer: { ...before, ...set, version, updatedAt: at }, event: fromStored<TicketEvent>(event) };
      }
      throw new Error(`customer ${customerId} was changed by others ${MAX_TRIES} times in a row`);
    },

    async settle(customerId) {
      const doc = await findRaw(customers, { _id: customerId }, { pendingEvents: 1 });
      await events.insert(doc?.pendingEvents ?? []);
    },

    async mergedInto(customerId) {
      const found = new Map<string, Customer>();
      let ids = [customerId];
      for (let depth = 0; ids.length > 0 && depth < MAX_DEPTH; depth++) {
        const docs = await listRaw(customers, { mergedIntoId: { $in: ids, $exists: true } }, { projection: DERIVED_OF_CUSTOMER });
        ids = docs.map((doc) => doc._id).filter((id) => id !== customerId && !found.has(id));
        for (const doc of docs) if (ids.includes(doc._id)) found.set(doc._id, customerOf(doc));
      }
      return [...found.values()];
    },
  };
}
