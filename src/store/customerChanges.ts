import type { CustomerChange } from '../customers/change.js';
import type { CustomerChangeStore } from '../ports/customerChanges.js';
import type { Models } from './models.js';
import { fromStored, toStored, type Stored } from './record.js';
import { noteForSearch } from './search/todo.js';

/** So many ids go into one update. */
const BATCH = 500;
const HELD = ['identityIds', 'ticketIds', 'messageIds', 'visitorIds', 'followupIds'] as const;

/** Merges, moves of addresses and their undoing, each in steps that may run again: the row remembers how far it got. */
export function createCustomerChangeStore(models: Models): CustomerChangeStore {
  const { customerChanges, customers, followups, identities, messages, tickets, visitors } = models;
  return {
    async add(change) {
      await customerChanges.collection.insertOne(toStored(change) as never);
    },

    async get(id) {
      const doc = await customerChanges.findById(id).lean<Stored<CustomerChange>>();
      return doc ? fromDoc(doc) : null;
    },

    async ofCustomer(customerId, limit) {
      const found = await Promise.all(
        (['fromId', 'toId'] as const).map((side) =>
          customerChanges
            .find({ [side]: customerId })
            .sort({ _id: -1 })
            .limit(limit)
            .lean<Stored<CustomerChange>[]>(),
        ),
      );
      return found
        .flat()
        .map(fromDoc)
        .sort((a, b) => (a.id < b.id ? 1 : -1));
    },

    async drop(id) {
      await customerChanges.deleteOne({ _id: id, state: 'doing' });
    },

    async unfinished(before) {
      const found = await customerChanges
        .find({ state: 'doing', at: { $lte: before }, givenAt: null }, { _id: 1 })
        .limit(100)
        .lean<{ _id: string }[]>();
      return found.map((doc) => doc._id);
    },

    async given(id, at) {
      await customerChanges.updateOne({ _id: id }, { $set: { givenAt: at } });
    },

    async lookedAfter() {
      const found = await customerChanges
        .find({ state: 'doing', givenAt: { $gt: new Date(0) } }, { _id: 1 })
        .sort({ at: 1 })
        .limit(100)
        .lean<{ _id: string }[]>();
      return found.map((doc) => doc._id);
    },

    async noteMore(id, held) {
      await customerChanges.updateOne({ _id: id }, { $addToSet: Object.fromEntries(HELD.map((list) => [list, { $each: held[list] }])) });
    },

    async finish(id) {
      await customerChanges.updateOne({ _id: id }, { $set: { state: 'done' } });
    },

    async markUndone(id, byId) {
      const { modifiedCount } = await customerChanges.updateOne({ _id: id, undoneBy: null }, { $set: { undoneBy: byId, state: 'done' } });
      return modifiedCount === 1;
    },

    async unmarkUndone(id) {
      await customerChanges.updateOne({ _id: id }, { $set: { undoneBy: null } });
    },

    async carry({ fromId, toId, identityIds, messageIds, visitorIds, followupIds }, toName) {
      for (const ids of batches(identityIds))
        await identities.updateMany({ _id: { $in: ids }, customerId: fromId }, { $set: { customerId: toId } });
      for (const ids of batches(visitorIds))
        await visitors.updateMany({ _id: { $in: ids }, customerId: fromId }, { $set: { customerId: toId } });
      for (const ids of batches(followupIds))
        await followups.updateMany({ _id: { $in: ids }, customerId: fromId }, { $set: { customerId: toId, customerName: toName } });
      for (const ids of batches(messageIds)) {
        await noteForSearch(models, 'message', ids);
        await messages.updateMany({ _id: { $in: ids }, customerId: fromId }, { $set: { customerId: toId } });
        await noteForSearch(models, 'message', ids);
      }
    },

    async messageIds(customerId, ticketIds) {
      if (ticketIds?.length === 0) return [];
      const found = await messages
        .find({ ...(ticketIds ? { ticketId: { $in: ticketIds } } : {}), customerId }, { _id: 1 })
        .lean<{ _id: string }[]>();
      return found.map((doc) => doc._id);
    },

    async ticketIds(customerId, since) {
      const found = await tickets
        .find({ customerId, ...(since ? { lastMessageAt: { $gt: since } } : {}) }, { _id: 1 })
        .lean<{ _id: string }[]>();
      return found.map((doc) => doc._id);
    },

    async visitorIds(customerId) {
      const found = await visitors.find({ customerId }, { _id: 1 }).lean<{ _id: string }[]>();
      return found.map((doc) => doc._id);
    },

    async followupIds(customerId, ticketIds) {
      if (ticketIds?.length === 0) return [];
      const found = await followups
        .find({ customerId, ...(ticketIds ? { ticketId: { $in: ticketIds } } : {}) }, { _id: 1 })
        .lean<{ _id: string }[]>();
      return found.map((doc) => doc._id);
    },

    async setStanding(customerId, { addTags, dropTags, addClaims, dropClaims, mergedIntoId }, at) {
      const standing = mergedIntoId === undefined ? {} : { mergedIntoId };
      await customers.updateOne({ _id: customerId }, { $set: { ...standing, updatedAt: at }, $addToSet: { tags: { $each: addTags } } });
      if (dropTags.length) await customers.updateOne({ _id: customerId }, { $pull: { tags: { $in: dropTags } } });
      for (const claim of addClaims)
        await customers.updateOne(
          { _id: customerId, claims: { $not: { $elemMatch: { kind: claim.kind, value: claim.value } } } },
          { $push: { claims: claim } },
        );
      for (const { kind, value } of dropClaims) await customers.updateOne({ _id: customerId }, { $pull: { claims: { kind, value } } });
    },
  };
}

/** Changes of older versions gave neither follow-ups nor claims. */
function fromDoc(doc: Stored<CustomerChange>): CustomerChange {
  return {
    ...fromStored<CustomerChange>(doc),
    followupIds: doc.followupIds ?? [],
    claims: doc.claims ?? [],
    adds: doc.adds ?? null,
    removes: doc.removes ?? null,
    move: doc.move ?? null,
  };
}

function batches(ids: string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, i) => ids.slice(i * BATCH, (i + 1) * BATCH));
}
