import type { List } from '../contract/common.js';
import type { CustomerRecord, PutRecord } from '../contract/records.js';
import { notFound } from '../lib/errors.js';
import { derivedId } from '../lib/ids.js';
import { presentRecord } from '../present/customerWork.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Page, Viewer } from './desk.js';

/** Orders, products and the like, put here by shops and other systems. */
export function createCustomerRecords({ store, bus, now }: ActionDeps, onPut: (customerId: string) => Promise<void>) {
  return { put, list, remove };

  /** The same kind and number again is the same record. A merged customer's records stay his, and are shown with whom he is now. */
  async function put(viewer: Viewer, customerId: string, { at: happenedAt, ...given }: PutRecord): Promise<CustomerRecord> {
    requireRight(viewer, 'customer.write');
    if (!(await store.customers.get(customerId))) throw notFound('customer');
    const at = now();
    const record = await store.customerRecords.put({
      id: derivedId(customerId, `record ${given.kind} ${given.externalId}`),
      customerId,
      ...given,
      at: new Date(happenedAt),
      createdAt: at,
      updatedAt: at,
    });
    bus.toAgents('customer:changed', { customerId });
    await onPut(customerId);
    return presentRecord(record);
  }

  async function list(viewer: Viewer, customerId: string, query: Page & { kind?: string | undefined }): Promise<List<CustomerRecord>> {
    requireRight(viewer, 'customer.read');
    if (!(await store.customers.get(customerId))) throw notFound('customer');
    const family = [customerId, ...(await store.customers.mergedInto(customerId)).map(({ id }) => id)];
    const { items, nextCursor } = await store.customerRecords.of(family, query);
    return { items: items.map(presentRecord), nextCursor };
  }

  async function remove(viewer: Viewer, customerId: string, recordId: string): Promise<void> {
    requireRight(viewer, 'customer.write');
    const record = await store.customerRecords.get(recordId);
    const family = [customerId, ...(await store.customers.mergedInto(customerId)).map(({ id }) => id)];
    if (!record || !family.includes(record.customerId)) throw notFound('record');
    await store.customerRecords.remove(recordId);
    bus.toAgents('customer:changed', { customerId });
  }
}
