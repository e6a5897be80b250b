import type { CustomerRecord } from '../customers/record.js';
import type { CustomerRecordStore } from '../ports/customerWork.js';
import { afterCursor, page } from './cursor.js';
import type { Models } from './models.js';
import { findRaw, fromStored, isDuplicate, listRaw } from './record.js';

/** Orders, products and the like from outside, each one once for its customer, source and key. */
export function createCustomerRecordStore({ customerRecords }: Models): CustomerRecordStore {
  const found = (docs: Parameters<typeof fromStored<CustomerRecord>>[0][]): CustomerRecord[] =>
    docs.map((doc) => fromStored<CustomerRecord>(doc));
  const store: CustomerRecordStore = {
    async put({ id, createdAt, ...record }) {
      const { customerId, kind, externalId } = record;
      const key = { kind, externalId, customerId };
      const write = (): Promise<unknown> =>
        customerRecords.updateOne(key, { $set: record, $setOnInsert: { _id: id, createdAt } }, { upsert: true });
      // Two at once: the second finds what the first has made.
      await write().catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
        return write();
      });
      const doc = await findRaw(customerRecords, key);
      if (!doc) throw new Error(`record ${kind} ${externalId} was removed in the moment of its writing`);
      return fromStored<CustomerRecord>(doc);
    },

    async of(customerIds, { limit, cursor, kind }) {
      const filter = { customerId: { $in: customerIds }, ...(kind ? { kind } : {}) };
      const docs = await listRaw(
        customerRecords,
        { $and: [filter, afterCursor(cursor, 'at', -1)] },
        { sort: { at: -1, _id: -1 }, limit: limit + 1 },
      );
      return page(found(docs), limit, (last) => last.at);
    },

    async same(records, limit) {
      const lists = await Promise.all(records.map(({ kind, externalId }) => listRaw(customerRecords, { kind, externalId }, { limit })));
      return found(lists.flat());
    },

    async get(id) {
      const doc = await findRaw(customerRecords, { _id: id });
      return doc ? fromStored<CustomerRecord>(doc) : null;
    },

    async remove(id) {
      await customerRecords.deleteOne({ _id: id });
    },
  };
  return store;
}
