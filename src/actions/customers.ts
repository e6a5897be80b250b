import type { List } from '../contract/common.js';
import type { Customer, CustomerDetail, NewCustomer } from '../contract/customers.js';
import { usualHours } from '../customers/usualHours.js';
import { notFound } from '../lib/errors.js';
import { presentCustomer } from '../present/customer.js';
import { presentRecord } from '../present/customerWork.js';
import { presentTicket } from '../present/ticket.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import { createMakeCustomer } from './makeCustomer.js';
import { createTimeline } from './customerTimeline.js';
import type { Page, Viewer } from './desk.js';

const TICKETS_SHOWN = 50;
const RECORDS_SHOWN = 20;
/** His last messages tell his usual hours: habits change. */
const HOURS_FROM = 300;

/** Customers as agents see and change them. */
export function createCustomers(deps: ActionDeps, agentNames: () => Promise<ReadonlyMap<string, string>>) {
  const { store } = deps;
  const makeCustomer = createMakeCustomer(deps);
  return { list, get, create, timeline: createTimeline(store, agentNames) };

  async function list(viewer: Viewer, query: Page & { q?: string | undefined }): Promise<List<Customer>> {
    requireRight(viewer, 'customer.read');
    const found = await store.customers.list(query);
    // Who turned out to be somebody else is found as that one.
    found.items = found.items.filter((customer) => !customer.mergedIntoId);
    const identities = await store.customers.identities(found.items.map((customer) => customer.id));
    return {
      items: found.items.map((customer) => presentCustomer(customer, identities.get(customer.id) ?? [])),
      nextCursor: found.nextCursor,
    };
  }

  async function get(viewer: Viewer, customerId: string): Promise<CustomerDetail> {
    requireRight(viewer, 'customer.read');
    const customer = await store.customers.get(customerId);
    if (!customer) throw notFound('customer');
    const [identities, tickets, names, wroteAt, merged] = await Promise.all([
      store.customers.identities([customerId]),
      store.tickets.ofCustomer(customerId, TICKETS_SHOWN),
      agentNames(),
      customer.timeZone ? store.messages.wroteAt(customerId, HOURS_FROM) : [],
      store.customers.mergedInto(customerId),
    ]);
    const records = await store.customerRecords.of([customerId, ...merged.map(({ id }) => id)], { limit: RECORDS_SHOWN });
    return {
      ...presentCustomer(customer, identities.get(customerId) ?? []),
      tickets: tickets.filter((ticket) => !ticket.mergedIntoId).map((ticket) => presentTicket(ticket, names)),
      records: records.items.map(presentRecord),
      usualHours: usualHours(wroteAt, customer.timeZone),
      noted: merged
        .map(({ id, name, likes = '', dislikes = '', notes = '' }) => ({ customerId: id, name, likes, dislikes, notes }))
        .filter(({ likes, dislikes, notes }) => likes || dislikes || notes),
    };
  }

  /** @throws AppError `identity_taken`, naming the holder, and then nothing was made. */
  async function create(viewer: Viewer, body: NewCustomer): Promise<Customer> {
    requireRight(viewer, 'customer.write');
    const customer = await makeCustomer(body, 'api');
    return presentCustomer(customer, (await store.customers.identities([customer.id])).get(customer.id) ?? []);
  }
}
