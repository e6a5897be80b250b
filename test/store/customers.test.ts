/** Customers and their identities: one holder for each address. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/lib/ids.js';
import type { Store } from '../../src/ports/store.js';
import type { AttachedBulkLoad } from '../../src/store/bulkLoad.js';
import { buildCustomer, buildIdentity, buildTicket, minute, T0 } from './support/build.js';
import { allPages, newPlace, SERVER } from './support/testStore.js';

/** More than one query may look at, several times over; few where a server is slow. */
const MANY = SERVER === 'embedded' ? 3000 : 800;

describe(`customers on ${SERVER}`, () => {
  const place = newPlace();
  let store: Store;
  let bulk: AttachedBulkLoad;
  beforeAll(async () => {
    ({ store, bulk } = await place.open());
  });
  afterAll(() => place.remove());
  beforeEach(() =>
    place.raw(async (db) => {
      for (const name of ['customers', 'identities', 'tickets']) await db.collection(name).deleteMany({});
    }),
  );

  test('a customer is made once and comes back as he was', async () => {
    const customer = buildCustomer({ claims: [{ kind: 'email', value: 'a@x', at: T0 }], tags: ['vip'], language: 'de', timeZone: 'Europe/Berlin' });
    await Promise.all([store.customers.ensure(customer, []), store.customers.ensure(customer, []), store.customers.ensure(customer, [])]);
    await store.customers.ensure({ ...customer, name: 'Another' }, []);
    expect(await store.customers.get(customer.id)).toEqual(customer);
    expect(await store.customers.many([customer.id, customer.id, 'none'])).toEqual(new Map([[customer.id, customer]]));
    await store.customers.remove(customer.id);
    expect(await store.customers.get(customer.id)).toBeNull();
  });

  test('an address has one holder, whoever comes first', async () => {
    const first = buildIdentity({ value: 'ann@example.org' });
    expect(await store.customers.addIdentity(first)).toEqual(first);
    expect(await store.customers.addIdentity(first)).toEqual(first);
    expect(await store.customers.addIdentity(buildIdentity({ value: 'ann@example.org' }))).toEqual(first);
    const otherKind = buildIdentity({ kind: 'external', value: 'ann@example.org' });
    expect(await store.customers.addIdentity(otherKind)).toEqual(otherKind);
    expect(await store.customers.holders([{ kind: 'email', value: 'ann@example.org' }, { kind: 'phone', value: '+1' }])).toEqual([first]);
    expect(await store.customers.holders([])).toEqual([]);
  });

  test('twenty claims to one address at once end with one holder, and all are told the same', async () => {
    const holders = await Promise.all(Array.from({ length: 20 }, () => store.customers.addIdentity(buildIdentity({ kind: 'phone', value: '+15550100' }))));
    expect(new Set(holders.map((holder) => holder.id)).size).toBe(1);
    expect(await place.raw((db) => db.collection('identities').countDocuments({}))).toBe(1);
  });

  test('identities are listed by customer, oldest first', async () => {
    const [ann, bob, eve] = [newId(), newId(), newId()];
    const late = buildIdentity({ customerId: ann, addedAt: minute(2) });
    const early = buildIdentity({ customerId: ann, addedAt: minute(1) });
    const his = buildIdentity({ customerId: bob });
    for (const identity of [late, early, his]) await store.customers.addIdentity(identity);
    expect(await store.customers.identities([ann, bob, eve, ann])).toEqual(new Map([[ann, [early, late]], [bob, [his]], [eve, []]]));
    await store.customers.verifyIdentity(his.id);
    expect((await store.customers.holders([his]))[0]?.verified).toBe(true);
    await store.customers.setOptOut(his, minute(5));
    expect((await store.customers.holders([his]))[0]?.optedOutAt).toEqual(minute(5));
    await store.customers.setOptOut(his, null);
    expect((await store.customers.holders([his]))[0]?.optedOutAt).toBeNull();
    await store.customers.setBounced(his, { at: minute(6), hard: true, status: '5.1.1', reason: 'no such user' }, minute(6));
    await store.customers.setBounced(his, null, minute(5));
    expect((await store.customers.holders([his]))[0]?.bounced).toEqual({ at: minute(6), hard: true, status: '5.1.1', reason: 'no such user' });
    await store.customers.setBounced(his, null, minute(7));
    expect((await store.customers.holders([his]))[0]?.bounced).toBeNull();
    await store.customers.removeIdentity(his.id, 'somebody else');
    expect(await store.customers.holders([his])).toHaveLength(1);
    await store.customers.removeIdentity(his.id, his.customerId);
    expect(await store.customers.holders([his])).toEqual([]);
  });

  test('a claim is noted once, and only the last twenty are kept', async () => {
    const customer = buildCustomer();
    await store.customers.ensure(customer, []);
    for (let i = 0; i < 25; i++) await store.customers.addClaim(customer.id, { kind: 'email', value: `c${i}@x`, at: minute(i) });
    await store.customers.addClaim(customer.id, { kind: 'email', value: 'c24@x', at: minute(99) });
    await store.customers.addClaim(customer.id, { kind: 'external', value: 'c24@x', at: minute(100) });
    const claims = (await store.customers.get(customer.id))?.claims ?? [];
    expect(claims).toHaveLength(20);
    expect(claims.at(-1)).toEqual({ kind: 'external', value: 'c24@x', at: minute(100) });
    expect(claims.filter((claim) => claim.value === 'c24@x')).toHaveLength(2);
    expect(claims[0]?.value).toBe('c6@x');
  });

  describe('search', () => {
    test('finds by beginnings of words of the name and the addresses', async () => {
      const ann = buildCustomer({ name: 'Ann-Marie Exämple' });
      const bob = buildCustomer({ name: 'Bob Example' });
      const mio = buildCustomer({ name: '山田太郎' });
      await store.customers.ensure(ann, ['ann@acme.test', '+15550100']);
      await store.customers.ensure(bob, ['bob@acme.test']);
      await store.customers.ensure(mio, []);
      const found = async (q: string): Promise<string[]> => (await store.customers.list({ q, limit: 10 })).items.map((customer) => customer.name);
      expect(await found('exa')).toEqual(['Bob Example']);
      expect(await found('EXÄ')).toEqual(['Ann-Marie Exämple']);
      expect((await found('ex')).toSorted()).toEqual(['Ann-Marie Exämple', 'Bob Example']);
      expect(await found('bob ex')).toEqual(['Bob Example']);
      expect(await found('bob ann')).toEqual([]);
      expect(await found('山田')).toEqual(['山田太郎']);
      expect(await found('ann@acme')).toEqual(['Ann-Marie Exämple']);
      expect(await found('.*')).toEqual([]);
      expect(await found('(((')).toEqual([]);
      expect(await found('xam')).toEqual([]);
    });

    test('pages go through all once', async () => {
      const made: string[] = [];
      for (let i = 0; i < 17; i++) {
        const customer = buildCustomer({ name: i % 2 ? 'Odd One' : 'Even One' });
        await store.customers.ensure(customer, []);
        made.push(customer.id);
      }
      const newestFirst = made.toSorted().toReversed();
      expect((await allPages(4, (query) => store.customers.list(query))).map(({ id }) => id)).toEqual(newestFirst);
      const odd = await allPages(3, (query) => store.customers.list({ ...query, q: 'odd' }));
      expect(odd.map(({ id }) => id)).toEqual(newestFirst.filter((id) => made.indexOf(id) % 2 === 1));
    });

    test('words that very many have, and that few have among them, are found by the pages all the same', async () => {
      const many = Array.from({ length: MANY }, (_, i) => buildCustomer({ name: i % 300 === 7 ? 'Frequent Seldom' : 'Frequent Name' }));
      await bulk.add({ customers: many.map((customer) => ({ customer, addresses: [] })) });
      const newestFirst = many.map(({ id }) => id).toSorted().toReversed();
      const seldom = new Set(many.filter(({ name }) => name.endsWith('Seldom')).map(({ id }) => id));
      const found = async (q: string): Promise<string[]> => (await allPages(200, (query) => store.customers.list({ ...query, q }))).map(({ id }) => id);
      expect(await found('freq')).toEqual(newestFirst);
      expect(await found('fr se')).toEqual(newestFirst.filter((id) => seldom.has(id)));
      expect(await found('freque na')).toHaveLength(MANY - seldom.size);
    });

    test('new identities refresh the words of the customer and of his tickets', async () => {
      const customer = buildCustomer({ name: 'Ann Example' });
      await store.customers.ensure(customer, []);
      const ticket = buildTicket({ customerId: customer.id });
      await store.tickets.open(ticket, 'visitor 7', []);
      await store.customers.addIdentity(buildIdentity({ customerId: customer.id, value: 'ann@new.test' }));
      expect((await store.customers.list({ q: 'ann@new', limit: 5 })).items).toEqual([]);
      await store.customers.refreshWords(customer.id);
      expect((await store.customers.list({ q: 'ann@new', limit: 5 })).items).toHaveLength(1);
      expect((await store.tickets.get(ticket.id))?.customerName).toBe('Ann Example');
      await store.customers.refreshWords('none');
    });
  });
});
