import type { Customer, Identity } from '../customers/customer.js';
import { escapeRegex, queryWords, searchWords } from '../lib/words.js';
import type { CustomerStore } from '../ports/store.js';
import { afterCursor, page } from './cursor.js';
import { createCustomerEditStore, customerOf, DERIVED_OF_CUSTOMER } from './customerEdits.js';
import type { Models } from './models.js';
import { eachPart, PART } from './parts.js';
import { countRaw, findRaw, fromStored, isDuplicate, listRaw, toStored } from './record.js';
import { noteForSearch, noteOf } from './search/todo.js';
import { type Insert, insertTogether } from './together.js';

/** A word of a name is looked up as one that few have, and then as one that some have. */
const NAMESAKES_LOOKS = [20, PART];

/** Customers, their addresses and what they claimed. An address has one holder, by a unique index. */
export function createCustomerStore(models: Models): CustomerStore {
  const { customers, identities, tickets } = models;
  const store: CustomerStore = {
    ...createCustomerEditStore(models, (customerId) => store.refreshWords(customerId)),

    async get(id) {
      const doc = await findRaw(customers, { _id: id }, DERIVED_OF_CUSTOMER);
      return doc ? customerOf(doc) : null;
    },

    async many(ids) {
      if (ids.length === 0) return new Map();
      const docs = await listRaw(customers, { _id: { $in: [...new Set(ids)] } }, { projection: DERIVED_OF_CUSTOMER });
      return new Map(docs.map((doc) => [doc._id, customerOf(doc)]));
    },

    async list({ q, limit, cursor }) {
      const conditions = queryWords(q ?? '')
        .toSorted((a, b) => b.length - a.length)
        .map((word) => ({ words: { $regex: `^${escapeRegex(word)}` } }));
      const read = async (filter: Record<string, unknown>[], wanted: number): Promise<Customer[]> =>
        (await listRaw(customers, { $and: [{}, ...filter] }, { sort: { _id: -1 }, limit: wanted, projection: DERIVED_OF_CUSTOMER })).map(
          customerOf,
        );
      const whole = async (filter: Record<string, unknown>[]) =>
        page(await read([...filter, afterCursor(cursor, null, -1)], limit + 1), limit, () => null);
      if (!q) return whole([]);
      const [longest] = conditions;
      if (!longest) return { items: [], nextCursor: null };
      // Few have the longest word: they are put in order. Many have it: then some are among the newest.
      const few = await listRaw(customers, longest, { limit: PART + 1, projection: { _id: 1 } });
      if (few.length <= PART) return whole([{ _id: { $in: few.map(({ _id }) => _id) } }, ...conditions]);
      const items: Customer[] = [];
      const end = await eachPart(customers, {}, { field: null, dir: -1 }, cursor, async (part) => {
        items.push(...(await read([...part, ...conditions], limit + 1 - items.length)));
        return items.length > limit;
      });
      return items.length > limit ? page(items, limit, () => null) : { items, nextCursor: end };
    },

    async namesakes(name, limit) {
      const words = queryWords(name);
      // The rarest word finds them: a few looks into the index, however many customers there are.
      for (const most of NAMESAKES_LOOKS) {
        for (const word of words) {
          if ((await countRaw(customers, { words: word }, most + 1)) > most) continue;
          const having = await listRaw(customers, { words: word }, { limit: most });
          const all = having.filter((doc) => words.every((one) => doc.words.includes(one)));
          return all
            .toSorted((a, b) => (a._id < b._id ? 1 : -1))
            .slice(0, limit)
            .map(customerOf);
        }
      }
      return [];
    },

    async identities(customerIds) {
      const ids = [...new Set(customerIds)];
      // Of one, as nearly always, in the order of the index.
      const docs = await listRaw(
        identities,
        { customerId: ids.length === 1 ? ids[0] : { $in: ids } },
        { sort: { customerId: 1, addedAt: 1, _id: 1 } },
      );
      const byCustomer = new Map<string, Identity[]>(customerIds.map((id) => [id, []]));
      for (const doc of docs) byCustomer.get(doc.customerId)?.push(fromStored<Identity>(doc));
      return byCustomer;
    },

    async holders(sender) {
      const found = await Promise.all(sender.map(({ kind, value }) => findRaw(identities, { kind, value })));
      return found.flatMap((doc) => (doc ? [fromStored<Identity>(doc)] : []));
    },

    async ensure(customer, addresses) {
      // Who made him may have known of fewer addresses.
      if (!(await isNew(customerInserts(customer, addresses)))) await store.refreshWords(customer.id);
    },

    begin(customer, held) {
      // An identity first: it is what two that make the same customer meet at.
      return isNew([
        ...held.map((identity) => ({ into: identities, doc: toStored(identity) })),
        ...customerInserts(
          customer,
          held.map(({ value }) => value),
        ),
      ]);
    },

    async addIdentity(identity) {
      try {
        await identities.collection.insertOne(toStored(identity) as never);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const held = await findRaw(identities, { kind: identity.kind, value: identity.value });
        if (!held) throw error;
        return fromStored<Identity>(held);
      }
      return identity;
    },

    async removeIdentity(id, customerId) {
      await identities.deleteOne({ _id: id, customerId });
    },

    async remove(id) {
      await customers.deleteOne({ _id: id });
    },

    async verifyIdentity(id) {
      await identities.updateOne({ _id: id }, { $set: { verified: true } });
    },

    async setOptOut({ kind, value }, at) {
      await identities.updateOne({ kind, value }, { $set: { optedOutAt: at } });
    },

    async setBounced({ kind, value }, bounced, at) {
      if (bounced) await identities.updateOne({ kind, value }, { $set: { bounced } });
      else {
        const older = { kind, value, 'bounced.at': { $lt: at } };
        // Every mail asks and hardly any address has a mark: a look costs less than a write that changes nothing.
        if (await findRaw(identities, older, { _id: 1 })) await identities.updateOne(older, { $set: { bounced: null } });
      }
    },

    async addClaim(customerId, claim) {
      await customers.updateOne(
        { _id: customerId, claims: { $not: { $elemMatch: { kind: claim.kind, value: claim.value } } } },
        { $push: { claims: { $each: [claim], $slice: -20 } } },
      );
    },

    async refreshWords(customerId) {
      const [customer, held] = await Promise.all([store.get(customerId), store.identities([customerId])]);
      if (!customer) return;
      const words = searchWords([customer.name, ...(held.get(customerId) ?? []).map((identity) => identity.value)].join(' '));
      await noteForSearch(models, 'customer', [customerId]);
      await customers.updateOne({ _id: customerId }, { $set: { words } });
      const renamed = await tickets
        .find({ customerId }, { customerName: 1 })
        .sort({ lastMessageAt: -1, _id: -1 })
        .limit(1000)
        .lean<{ _id: string; customerName: string }[]>();
      await noteForSearch(
        models,
        'ticket',
        renamed.flatMap((ticket) => (ticket.customerName === customer.name ? [] : [ticket._id])),
      );
      await tickets.updateMany({ customerId }, { $set: { customerName: customer.name } });
    },
  };
  return store;

  function customerInserts(customer: Customer, addresses: string[]): Insert[] {
    const words = searchWords([customer.name, ...addresses].join(' '));
    return [noteOf(models, 'customer', customer.id), { into: customers, doc: { ...toStored(customer), words } }];
  }
}

async function isNew(inserts: Insert[]): Promise<boolean> {
  try {
    await insertTogether(inserts);
    return true;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return false;
  }
}
