/** A store whose indexes are not as declared would take one message for two: it does not open. */
import { describe, expect, test } from '@jest/globals';
import type { Model } from 'mongoose';
import { verifyIndexes } from '../../src/store/verifyIndexes.js';
import { newPlace, SERVER, type Collections } from './support/testStore.js';

describe(`opening a store on ${SERVER}`, () => {
  test.each<[string, (db: Collections) => Promise<unknown>, string[]]>([
    [
      'an index that must be unique and is not',
      (db) => db.collection('tickets').createIndex({ number: 1 }),
      ['tickets {"number":1} must be unique'],
    ],
    [
      'one of another name',
      (db) => db.collection('identities').createIndex({ kind: 1, value: 1 }, { name: 'by_hand' }),
      ['identities {"kind":1,"value":1} must be unique'],
    ],
    [
      'one that is unique and must not be',
      (db) => db.collection('customers').createIndex({ words: 1 }, { unique: true }),
      ['customers {"words":1} must not be unique'],
    ],
    [
      'one over all where it is to be over some',
      (db) => db.collection('messages').createIndex({ amendKey: 1 }, { unique: true }),
      ['messages {"amendKey":1} has another partial filter'],
    ],
    [
      'one over others',
      (db) =>
        db.collection('messages').createIndex({ clientKey: 1 }, { unique: true, partialFilterExpression: { amendKey: { $exists: true } } }),
      ['messages {"clientKey":1} has another partial filter'],
    ],
    [
      'rows that are two where one may be',
      (db) =>
        db.collection('intake').insertMany([
          { _id: 'a', channelAccount: 'mail', externalKey: 'k' },
          { _id: 'b', channelAccount: 'mail', externalKey: 'k' },
        ]),
      ['intake: ', 'E11000', 'externalKey'],
    ],
    [
      'a unique index that leaves documents out',
      (db) => db.collection('agents').createIndex({ email: 1 }, { unique: true, sparse: true }),
      ['agents {"email":1} must not be sparse'],
    ],
    [
      'faults in two places',
      async (db) => {
        await db.collection('agents').createIndex({ email: 1 });
        await db.collection('followups').createIndex({ planKey: 1 });
      },
      ['agents {"email":1} must be unique', 'followups {"planKey":1} must be unique'],
    ],
  ])('%s stops it, and the reason names it', async (_, spoil, told) => {
    const place = newPlace();
    try {
      await place.raw(spoil);
      const refused = await place.open().then(
        () => null,
        (error: unknown) => error,
      );
      expect(refused).toBeInstanceOf(Error);
      for (const words of ["The store's indexes are not as declared", ...told]) expect((refused as Error).message).toContain(words);
      // It was not repaired in passing, either: it stays refused.
      await expect(place.open()).rejects.toThrow(told[0]);
    } finally {
      await place.remove();
    }
  });

  test('opening again changes nothing', async () => {
    const place = newPlace();
    try {
      const { store } = await place.open();
      const number = await store.tickets.nextNumber();
      const again = await place.open();
      expect(await again.store.tickets.nextNumber()).toBe(number + 1);
    } finally {
      await place.remove();
    }
  });

  test('an index for speed alone that was over all documents is made anew over some', async () => {
    const place = newPlace();
    try {
      await place.raw((db) => db.collection('tickets').createIndex({ live: 1, rank: 1, _id: 1 }));
      await place.open();
      await place.raw(async (db) => {
        const tickets = db.collection('tickets') as unknown as { indexes(): Promise<{ name: string }[]> };
        const [index] = (await tickets.indexes()).filter(({ name }) => name === 'live_1_rank_1__id_1');
        expect(index).toMatchObject({ partialFilterExpression: { live: true } });
      });
    } finally {
      await place.remove();
    }
  });

  test('an index that silently was not made is missing', async () => {
    const model = {
      collection: { name: 'things', indexes: async () => [{ key: { _id: 1 } }, { key: { a: 1, b: -1 } }] },
      schema: {
        indexes: () => [
          [{ a: 1, b: -1 }, {}],
          [{ b: -1, a: 1 }, {}],
          [{ c: 1 }, { unique: true }],
        ],
      },
      createCollection: async () => undefined,
      createIndexes: async () => undefined,
    } as unknown as Model<never>;
    await expect(verifyIndexes([model])).rejects.toThrow(/things \{"b":-1,"a":1\} is missing\n {2}things \{"c":1\} is missing$/);
  });

  test.each([
    [{ unique: true, sparse: true }, { unique: true }, 'must not be sparse'],
    [{ unique: true }, { unique: true, sparse: true }, 'must be sparse'],
    [{ unique: true, collation: { locale: 'en', strength: 2 } }, { unique: true }, 'has another collation ({"locale":"en","strength":2})'],
    [{ expireAfterSeconds: 0 }, {}, 'has another expiry (expireAfterSeconds 0)'],
    [
      { unique: true, partialFilterExpression: { a: 1 } },
      { unique: true, partialFilterExpression: { a: 2 } },
      'has another partial filter',
    ],
  ])('an index of %j where %j is declared', async (found, declared, told) => {
    const model = (...indexes: object[]) =>
      ({
        collection: { name: 'things', indexes: async () => indexes, dropIndex: async () => undefined },
        schema: { indexes: () => [[{ a: 1 }, declared]] },
        createCollection: async () => undefined,
        createIndexes: async () => undefined,
      }) as unknown as Model<never>;
    await expect(verifyIndexes([model({ key: { a: 1 }, name: 'a_1', ...found })])).rejects.toThrow(`things {"a":1} ${told}`);
    // One that takes documents away does so beside one that is as declared, too.
    if ('expireAfterSeconds' in found)
      await expect(verifyIndexes([model({ key: { a: 1 }, name: 'a_1' }, { key: { a: 1 }, name: 'other', ...found })])).rejects.toThrow(
        told,
      );
  });

  test('a lost connection is not taken for a wrong index', async () => {
    const model = {
      collection: { name: 'things', indexes: async () => [] },
      schema: { indexes: () => [] },
      createCollection: async () => undefined,
      createIndexes: async () => Promise.reject(new Error('connection closed')),
    };
    await expect(verifyIndexes([model as unknown as Model<never>])).rejects.toThrow('connection closed');
  });
});
