/** Words are found on both engines, once they are indexed. What the search does in full is proven in test/unit. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/lib/ids.js';
import type { Store } from '../../src/ports/store.js';
import { buildCustomer, buildIdentity, buildMessage, buildTicket, minute } from './support/build.js';
import { allPages, newPlace, SERVER } from './support/testStore.js';

describe(`search on ${SERVER}`, () => {
  const place = newPlace();
  let store: Store;
  const tickets = Array.from({ length: 12 }, (_, i) => buildTicket({ subject: i % 2 ? 'Refund for the grey lamp' : 'Where is my parcel?', lastMessageAt: minute(i) }));
  beforeAll(async () => {
    ({ store } = await place.open());
    for (const [i, ticket] of tickets.entries()) {
      await store.tickets.open(ticket, 'Ann Example', []);
      await store.messages.insert(buildMessage({ ticketId: ticket.id, customerId: ticket.customerId, text: `It broke on day ${i}, Zürich`, createdAt: minute(i) }));
    }
    await store.search.index();
  });
  afterAll(() => place.remove());

  test('tickets are found by their words, in the order of the list', async () => {
    const odd = tickets.filter((_, i) => i % 2).map(({ id }) => id);
    expect((await store.search.ticketIds('lamp', 50)).toSorted()).toEqual(odd.toSorted());
  });

  test('messages are found by what was said, every one once over the pages', async () => {
    const found = await allPages(5, (query) => store.search.find({ ...query, q: 'zürich', kinds: ['message'], sort: 'newest' }));
    expect(found.map((hit) => hit.ticketId)).toEqual(tickets.map(({ id }) => id).toReversed());
    expect((await store.search.find({ q: '"day 7"', limit: 5, sort: 'best' })).items.map((hit) => hit.ticketId)).toEqual([tickets[7]?.id]);
  });

  test('what changes is found by its new words, once indexed', async () => {
    const moved = buildMessage({ ticketId: tickets[0]?.id ?? '', customerId: newId(), text: 'a quokka' });
    await store.messages.insert(moved);
    await store.search.index();
    await store.messages.amend(moved.id, 0, { text: 'a wombat' }, minute(1));
    await store.messages.move([moved.id], tickets[1]?.id ?? '');
    await store.search.index();
    const find = async (q: string): Promise<(string | null)[]> => (await store.search.find({ q, limit: 5, sort: 'best' })).items.map((hit) => hit.ticketId);
    expect([await find('quokka'), await find('wombat')]).toEqual([[], [tickets[1]?.id]]);
  });

  test('customers are found by name and address', async () => {
    const customer = buildCustomer({ name: 'Quentin Blake' });
    await store.customers.ensure(customer, []);
    await store.customers.addIdentity(buildIdentity({ customerId: customer.id, value: 'q.blake@draw.test' }));
    await store.customers.refreshWords(customer.id);
    await store.search.index();
    for (const q of ['quentin', 'blake@draw', 'q.blake@draw.test']) {
      expect((await store.search.find({ q, limit: 5, sort: 'best' })).items.map((hit) => [hit.kind, hit.customerId])).toEqual([['customer', customer.id]]);
    }
  });

  test('a process that died before indexing leaves it to the next', async () => {
    const late = buildMessage({ ticketId: tickets[2]?.id ?? '', text: 'an axolotl' });
    await store.messages.insert(late);
    const next = (await place.open()).store.search;
    await next.index();
    expect((await next.find({ q: 'axolotl', limit: 5, sort: 'newest' })).items).toHaveLength(1);
  });
});
