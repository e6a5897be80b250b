/** Customers and their identities: one holder for each address. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/lib/ids.js';
import type { Store } from '../../src/ports/store.js';
import type { AttachedBulkLoad } from '../../src/store/bulkLoad.js';
import { buildCustomer, buildIdentity, buildRecord, buildSuggestion, buildTicket, minute, T0 } from './support/build.js';
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
      for (const name of [
        'customers',
        'identities',
        'tickets',
        'events',
        'customer_records',
        'link_suggestions',
        'sightings',
        'customer_changes',
      ])
        await db.collection(name).deleteMany({});
    }),
  );

  test('a customer is made once and comes back as he was', async () => {
    const customer = buildCustomer({
      claims: [{ kind: 'email', value: 'a@x', at: T0 }],
      tags: ['vip'],
      language: 'de',
      timeZone: 'Europe/Berlin',
    });
    await Promise.all([store.customers.ensure(customer, []), store.customers.ensure(customer, []), store.customers.ensure(customer, [])]);
    await store.customers.ensure({ ...customer, name: 'Another' }, []);
    expect(await store.customers.get(customer.id)).toEqual(customer);
    expect(await store.customers.many([customer.id, customer.id, 'none'])).toEqual(new Map([[customer.id, customer]]));
    await store.customers.remove(customer.id);
    expect(await store.customers.get(customer.id)).toBeNull();
  });

  test('one who begins is there with his addresses; where one is taken he is not, and it stays whose it is', async () => {
    const customer = buildCustomer({ name: 'Ann Example' });
    const held = ['ann@example.org', 'ann@work.example'].map((value) => buildIdentity({ customerId: customer.id, value }));
    expect(await store.customers.begin(customer, held)).toBe(true);
    expect(await store.customers.get(customer.id)).toEqual(customer);
    expect(await store.customers.holders(held)).toEqual(held);
    expect((await store.customers.list({ q: 'work.example ann', limit: 5 })).items).toEqual([]);
    expect((await store.customers.list({ q: 'ann@work.example', limit: 5 })).items).toEqual([customer]);
    const rival = buildCustomer();
    expect(await store.customers.begin(rival, [buildIdentity({ customerId: rival.id, value: 'ann@example.org' })])).toBe(false);
    expect(await store.customers.begin(customer, held)).toBe(false);
    expect(await store.customers.get(rival.id)).toBeNull();
    expect(await store.customers.holders(held)).toEqual(held);
  });

  test('an address has one holder, whoever comes first', async () => {
    const first = buildIdentity({ value: 'ann@example.org' });
    expect(await store.customers.addIdentity(first)).toEqual(first);
    expect(await store.customers.addIdentity(first)).toEqual(first);
    expect(await store.customers.addIdentity(buildIdentity({ value: 'ann@example.org' }))).toEqual(first);
    const otherKind = buildIdentity({ kind: 'external', value: 'ann@example.org' });
    expect(await store.customers.addIdentity(otherKind)).toEqual(otherKind);
    expect(
      await store.customers.holders([
        { kind: 'email', value: 'ann@example.org' },
        { kind: 'phone', value: '+1' },
      ]),
    ).toEqual([first]);
    expect(await store.customers.holders([])).toEqual([]);
  });

  test('twenty claims to one address at once end with one holder, and all are told the same', async () => {
    const holders = await Promise.all(
      Array.from({ length: 20 }, () => store.customers.addIdentity(buildIdentity({ kind: 'phone', value: '+15550100' }))),
    );
    expect(new Set(holders.map((holder) => holder.id)).size).toBe(1);
    expect(await place.raw((db) => db.collection('identities').countDocuments({}))).toBe(1);
  });

  test('identities are listed by customer, oldest first', async () => {
    const [ann, bob, eve] = [newId(), newId(), newId()];
    const late = buildIdentity({ customerId: ann, addedAt: minute(2) });
    const early = buildIdentity({ customerId: ann, addedAt: minute(1) });
    const his = buildIdentity({ customerId: bob });
    for (const identity of [late, early, his]) await store.customers.addIdentity(identity);
    expect(await store.customers.identities([ann, bob, eve, ann])).toEqual(
      new Map([
        [ann, [early, late]],
        [bob, [his]],
        [eve, []],
      ]),
    );
    await store.customers.verifyIdentity(his.id);
    expect((await store.customers.holders([his]))[0]?.verified).toBe(true);
    await store.customers.setOptOut(his, minute(5));
    expect((await store.customers.holders([his]))[0]?.optedOutAt).toEqual(minute(5));
    await store.customers.setOptOut(his, null);
    expect((await store.customers.holders([his]))[0]?.optedOutAt).toBeNull();
    await store.customers.setBounced(his, { at: minute(6), hard: true, status: '5.1.1', reason: 'no such user' }, minute(6));
    await store.customers.setBounced(his, null, minute(5));
    expect((await store.customers.holders([his]))[0]?.bounced).toEqual({
      at: minute(6),
      hard: true,
      status: '5.1.1',
      reason: 'no such user',
    });
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

  test('an edit and its event are one write, of twenty at once each counts, and what rides is settled', async () => {
    const customer = buildCustomer();
    await store.customers.ensure(customer, []);
    const actor = { kind: 'agent' as const, id: 'a', name: 'Bo' };
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        store.customers.edit(customer.id, (now) => ({
          id: newId(),
          actor,
          at: minute(i),
          set: { notes: `${now.notes ?? ''}${i} ` },
          change: { notes: { from: now.notes ?? '', to: 'x' } },
        })),
      ),
    );
    const edited = await store.customers.get(customer.id);
    expect(edited?.version).toBe(20);
    expect(
      edited?.notes
        ?.trim()
        .split(' ')
        .map(Number)
        .toSorted((a, b) => a - b),
    ).toEqual(Array.from({ length: 20 }, (_, i) => i));
    const seqs = async (): Promise<number[]> =>
      (await allPages(7, (query) => store.tickets.eventsOfCustomer(customer.id, query))).map(({ seq }) => seq).toSorted((a, b) => a - b);
    expect(await seqs()).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(await store.customers.edit(customer.id, () => null)).toMatchObject({ event: null, customer: { version: 20 } });
    await expect(store.customers.edit('none', () => null)).rejects.toMatchObject({ code: 'not_found' });

    // A process died after the write: its event still rides in the customer.
    await place.raw((db) => db.collection('events').deleteMany({ customerId: customer.id, seq: 20 }));
    await place.raw(async (db) => {
      const event = {
        _id: newId(),
        ticketId: null,
        customerId: customer.id,
        seq: 20,
        type: 'customer.changed',
        actor,
        at: minute(30),
        data: {},
        undo: null,
        undoneBy: null,
      };
      await db.collection('customers').updateOne({ _id: customer.id }, { $set: { pendingEvents: [event] } });
    });
    expect(await seqs()).toHaveLength(19);
    await store.customers.settle(customer.id);
    expect(await seqs()).toHaveLength(20);
  });

  test('those who ended in a customer are found through all merges, and gone when he stands alone again', async () => {
    const [ann, bea, cleo] = [buildCustomer(), buildCustomer(), buildCustomer()];
    for (const one of [ann, bea, cleo]) await store.customers.ensure(one, []);
    const end = (id: string, mergedIntoId: string | null) =>
      store.customerChanges.setStanding(id, { addTags: [], dropTags: [], addClaims: [], dropClaims: [], mergedIntoId }, T0);
    await end(ann.id, bea.id);
    await end(bea.id, cleo.id);
    const into = async (id: string) => (await store.customers.mergedInto(id)).map((one) => one.id).toSorted();
    expect([await into(cleo.id), await into(bea.id), await into(ann.id)]).toEqual([[ann.id, bea.id].toSorted(), [ann.id], []]);
    await end(bea.id, null);
    expect([await into(cleo.id), await into(bea.id)]).toEqual([[], [ann.id]]);
  });

  test('a change that ends somebody is looked after from when it has given all until it is finished or undone', async () => {
    const changes = store.customerChanges;
    const begin = async (minutes: number): Promise<string> => {
      const id = newId();
      await changes.add({
        id,
        kind: 'merge',
        fromId: 'ann',
        toId: 'bea',
        identityIds: [],
        ticketIds: ['t1'],
        messageIds: ['m1'],
        visitorIds: [],
        followupIds: [],
        tags: [],
        claims: [],
        adds: null,
        removes: null,
        move: null,
        ends: true,
        revives: false,
        undoes: null,
        undoneBy: null,
        actor: { kind: 'system', id: null, name: null },
        reason: null,
        state: 'doing',
        at: minute(minutes),
      });
      return id;
    };
    const [late, early, third] = [await begin(3), await begin(1), await begin(2)];
    expect([(await changes.unfinished(minute(9))).toSorted(), await changes.lookedAfter()]).toEqual([[late, early, third].toSorted(), []]);
    for (const id of [late, early, third]) await changes.given(id, minute(10));
    expect([await changes.unfinished(minute(9)), await changes.lookedAfter()]).toEqual([[], [early, third, late]]);

    const more = { identityIds: ['i1'], ticketIds: ['t1', 't2'], messageIds: ['m2'], visitorIds: [], followupIds: [] };
    await changes.noteMore(early, more);
    await changes.noteMore(early, more);
    expect(await changes.get(early)).toMatchObject({ ...more, messageIds: ['m1', 'm2'], givenAt: minute(10), state: 'doing' });
    await changes.finish(early);
    expect(await changes.markUndone(third, 'x')).toBe(true);
    expect(await changes.lookedAfter()).toEqual([late]);
    expect(await changes.get(third)).toMatchObject({ undoneBy: 'x', state: 'done' });
  });

  test('a record is one for its customer, kind and number, however many put it at once', async () => {
    const record = buildRecord();
    const put = await Promise.all(
      Array.from({ length: 10 }, (_, i) => store.customerRecords.put({ ...record, id: newId(), title: `Title ${i}` })),
    );
    expect(new Set(put.map(({ id }) => id)).size).toBe(1);
    const others = [
      buildRecord({ customerId: record.customerId, at: minute(5) }),
      buildRecord({ customerId: record.customerId, kind: 'product', at: minute(-5) }),
    ];
    for (const one of others) await store.customerRecords.put(one);
    expect((await allPages(2, (query) => store.customerRecords.of([record.customerId], query))).map(({ id }) => id)).toEqual([
      others[0]?.id,
      put[0]?.id,
      others[1]?.id,
    ]);
    expect((await store.customerRecords.of([record.customerId], { kind: 'product', limit: 5 })).items).toEqual([others[1]]);
    const twin = await store.customerRecords.put(buildRecord({ externalId: record.externalId }));
    expect((await store.customerRecords.same([record], 10)).map(({ id }) => id).toSorted()).toEqual([put[0]?.id, twin.id].toSorted());
    await store.customerRecords.remove(twin.id);
    expect(await store.customerRecords.get(twin.id)).toBeNull();
  });

  test('a suggestion stands as it was decided, whoever suggests it again', async () => {
    const suggestion = buildSuggestion();
    await store.linkSuggestions.add([suggestion, { ...suggestion, score: 0.9 }]);
    expect(await store.linkSuggestions.open([suggestion.otherId ?? ''], 5)).toEqual([{ ...suggestion, score: 0.9 }]);
    const end = { state: 'dismissed' as const, changeId: null, actor: { kind: 'agent' as const, id: 'a', name: 'Bo' }, decidedAt: T0 };
    expect(await Promise.all([1, 2, 3].map(() => store.linkSuggestions.decide(suggestion.id, 'open', end)))).toHaveLength(3);
    await store.linkSuggestions.add([suggestion]);
    expect(await store.linkSuggestions.open([suggestion.customerId], 5)).toEqual([]);
    expect(await store.linkSuggestions.decide(suggestion.id, 'open', end)).toBe(false);
    await store.linkSuggestions.sight('a', ['phone +1'], T0);
    await store.linkSuggestions.sight('a', ['phone +1'], minute(1));
    await store.linkSuggestions.sight('b', ['phone +1'], T0);
    const signers = await store.linkSuggestions.signers(['phone +1', 'phone +2']);
    expect([signers.get('phone +1')?.toSorted(), signers.get('phone +2')]).toEqual([['a', 'b'], []]);
  });

  describe('search', () => {
    test('finds by beginnings of words of the name and the addresses', async () => {
      const ann = buildCustomer({ name: 'Ann-Marie Exämple' });
      const bob = buildCustomer({ name: 'Bob Example' });
      const mio = buildCustomer({ name: '山田太郎' });
      await store.customers.ensure(ann, ['ann@acme.test', '+15550100']);
      await store.customers.ensure(bob, ['bob@acme.test']);
      await store.customers.ensure(mio, []);
      const found = async (q: string): Promise<string[]> =>
        (await store.customers.list({ q, limit: 10 })).items.map((customer) => customer.name);
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
      const newestFirst = many
        .map(({ id }) => id)
        .toSorted()
        .toReversed();
      const seldom = new Set(many.filter(({ name }) => name.endsWith('Seldom')).map(({ id }) => id));
      const found = async (q: string): Promise<string[]> =>
        (await allPages(200, (query) => store.customers.list({ ...query, q }))).map(({ id }) => id);
      expect(await found('freq')).toEqual(newestFirst);
      expect(await found('fr se')).toEqual(newestFirst.filter((id) => seldom.has(id)));
      expect(await found('freque na')).toHaveLength(MANY - seldom.size);
      const namesakes = await store.customers.namesakes('Seldom, Frequent', 3);
      expect(namesakes.map(({ id }) => id)).toEqual(newestFirst.filter((id) => seldom.has(id)).slice(0, 3));
      expect(await store.customers.namesakes('Frequent Nobody', 3)).toEqual([]);
      expect(await store.customers.namesakes('Frequent Name', 3)).toEqual([]);
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
