import fc from '../../../support/random.js';
import { checkIntegrity } from '../../../../src/store/sqlite/maintenance.js';
import type { Doc } from '../../../../src/store/sqlite/values.js';
import { document, smallValue } from './arbitraries.js';
import { CASES, memoryCollection } from './support.js';

const E11000 = { code: 11000, name: 'MongoServerError' };

test('a unique index takes null and missing as one value', async () => {
  const { engine, things } = await memoryCollection();
  await things.createIndex({ a: 1 }, { unique: true });
  await things.insertOne({});
  await expect(things.insertOne({ a: null })).rejects.toMatchObject({ ...E11000, keyValue: { a: null } });
  await things.insertOne({ a: 1 });
  await expect(things.insertOne({ a: 1.0 })).rejects.toMatchObject(E11000);
  await things.insertOne({ a: '1' });
  await engine.close();
});

test('a sparse unique index leaves documents without the field alone', async () => {
  const { engine, things } = await memoryCollection();
  await things.createIndex({ a: 1 }, { unique: true, sparse: true });
  await things.insertMany([{}, {}, { a: null }]);
  await expect(things.insertOne({ a: null })).rejects.toMatchObject(E11000);
  expect(await things.countDocuments({})).toBe(3);
  await engine.close();
});

test('a partial unique index holds only for its documents, also when they come and go by updates', async () => {
  const { engine, things } = await memoryCollection();
  await things.createIndex({ key: 1 }, { unique: true, partialFilterExpression: { active: true } });
  await things.insertMany([{ _id: 1, key: 'a', active: true }, { _id: 2, key: 'a' }, { _id: 3, key: 'a', active: false }]);
  await expect(things.updateOne({ _id: 2 }, { $set: { active: true } })).rejects.toMatchObject({ ...E11000, keyValue: { key: 'a' } });
  await things.updateOne({ _id: 1 }, { $set: { active: false } });
  await things.updateOne({ _id: 2 }, { $set: { active: true } });
  expect((await checkIntegrity(engine)).problems).toEqual([]);
  await engine.close();
});

test('a unique index over an array holds between documents, not within one', async () => {
  const { engine, things } = await memoryCollection();
  await things.createIndex({ 'ids.k': 1, 'ids.v': 1 }, { unique: true });
  await things.insertOne({ _id: 1, ids: [{ k: 'e', v: 'x' }, { k: 'e', v: 'x' }, { k: 'p', v: 'x' }] });
  await expect(things.insertOne({ ids: [{ k: 'q', v: 'q' }, { k: 'p', v: 'x' }] })).rejects.toMatchObject({ ...E11000, keyPattern: { 'ids.k': 1, 'ids.v': 1 } });
  await things.updateOne({ _id: 1 }, { $pull: { ids: { k: 'p' } } });
  await things.insertOne({ ids: [{ k: 'p', v: 'x' }] });
  expect((await checkIntegrity(engine)).problems).toEqual([]);
  await engine.close();
});

test('building a unique index over duplicates fails, names the values and leaves nothing behind', async () => {
  const { engine, things } = await memoryCollection();
  await things.insertMany([{ a: 'one' }, { a: 'two' }, { a: 'two' }]);
  await expect(things.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ ...E11000, keyPattern: { a: 1 }, keyValue: { a: 'two' }, message: expect.stringContaining('dup key: { a: "two" }') });
  expect(await things.indexes()).toHaveLength(1);
  await things.deleteOne({ a: 'two' });
  await things.createIndex({ a: 1 }, { unique: true });
  await expect(things.insertOne({ a: 'one' })).rejects.toMatchObject(E11000);
  await engine.close();
});

test('an index that exists in another form is refused, in the same form it is left alone', async () => {
  const { engine, things } = await memoryCollection();
  expect(await things.createIndex({ a: 1, b: -1 }, { background: true })).toBe('a_1_b_-1');
  expect(await things.createIndex({ a: 1, b: -1 })).toBe('a_1_b_-1');
  await expect(things.createIndex({ a: 1, b: -1 }, { unique: true })).rejects.toMatchObject({ code: 86 });
  await expect(things.createIndex({ a: 1, b: -1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 });
  expect(await things.createIndex({ b: -1, a: 1 })).toBe('b_-1_a_1');
  await things.dropIndex('a_1_b_-1');
  await expect(things.dropIndex('a_1_b_-1')).rejects.toMatchObject({ code: 27 });
  expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_', 'b_-1_a_1']);
  await engine.close();
});

test.each([
  [{ a: 'text' }, {}, /text/], [{ a: '2dsphere' }, {}, /2dsphere/], [{ a: 'hashed' }, {}, /hashed/], [{ '$**': 1 }, {}, /\$\*\*/], [{ 'a.0': 1 }, {}, /a\.0/],
  [{ a: 1 }, { expireAfterSeconds: 5 }, /expireAfterSeconds/], [{ a: 1 }, { collation: { locale: 'en' } }, /collation/], [{ a: 1 }, { hidden: true }, /hidden/],
  [{ a: 1 }, { partialFilterExpression: { b: { $ne: 1 } } }, /partialFilterExpression/], [{ a: 1 }, { partialFilterExpression: { b: 1 }, sparse: true }, /sparse/], [{}, {}, /empty/],
])('the index %j with %j is refused', async (key, options, message) => {
  const { engine, things } = await memoryCollection();
  await expect(things.createIndex(key, options)).rejects.toThrow(message);
  await engine.close();
});

test('two arrays in one index are refused, as in MongoDB', async () => {
  const { engine, things } = await memoryCollection();
  await things.createIndex({ a: 1, b: 1 });
  await things.insertOne({ a: [1], b: 2 });
  await expect(things.insertOne({ a: [1], b: [2] })).rejects.toMatchObject({ code: 171 });
  await engine.close();
});

test('an index partial to $exists or $type is used by the queries it was made for', async () => {
  const { engine, things } = await memoryCollection();
  await things.createIndex({ ext: 1 }, { unique: true, partialFilterExpression: { ext: { $type: 'string' } } });
  await things.insertMany([{ ext: null }, { ext: null }, { ext: 5 }, { ext: 5 }, { ext: 'x' }]);
  await expect(things.insertOne({ ext: 'x' })).rejects.toMatchObject(E11000);
  expect(await things.find({ ext: 'x' }).explain()).toMatchObject({ indexes: ['ext_1'] });
  expect(await things.find({ ext: 5 }).toArray()).toHaveLength(2);
  await engine.close();
});

const change: fc.Arbitrary<(id: number) => [filter: Doc, update: Doc]> = fc.oneof(
  fc.tuple(fc.constantFrom('a', 'b', 'c', 'a.x'), smallValue).map(([path, value]) => (_id: number): [Doc, Doc] => [{ _id }, { $set: { [path]: value } }]),
  fc.tuple(fc.constantFrom('a', 'b'), smallValue).map(([path, value]) => (_id: number): [Doc, Doc] => [{ _id }, { $push: { [path]: value } }]),
  fc.constantFrom('a', 'b', 'c').map((path) => (_id: number): [Doc, Doc] => [{ _id }, { $unset: { [path]: 1 } }]),
);

test('after any writes, refused ones among them, every index equals the keys computed anew, and uniqueness holds', async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      // Inserts weigh most: nine ids and few values of `c` make every history of some length hold refused ones.
      fc.array(fc.oneof(
        { weight: 3, arbitrary: document.map((doc) => ({ doc: { c: 3, ...doc } })) },
        { weight: 2, arbitrary: fc.record({ id: fc.nat({ max: 8 }), change }) },
        { weight: 1, arbitrary: fc.record({ gone: fc.nat({ max: 8 }) }) },
      ), { minLength: 6, maxLength: 25, size: 'max' }),
      async (steps) => {
        const { engine, things } = await memoryCollection();
        await things.createIndex({ a: 1, c: -1 });
        await things.createIndex({ 'a.x': 1 }, { sparse: true });
        await things.createIndex({ c: 1 }, { unique: true, partialFilterExpression: { c: { $type: 'int' } } });
        let next = 0;
        const count = (error: unknown): void => {
          if (!(error instanceof Error) || !('code' in error)) throw error;
          refused++;
        };
        for (const step of steps) {
          if ('doc' in step) await things.insertOne({ _id: next++ % 9, ...step.doc }).catch(count);
          else if ('gone' in step) await things.deleteOne({ _id: step.gone });
          else await things.updateOne(...step.change(step.id)).catch(count);
        }
        expect((await checkIntegrity(engine)).problems).toEqual([]);
        const seen = (await things.find({ c: { $type: 'int' } }).toArray()).map(({ c }) => c);
        expect(new Set(seen).size).toBe(seen.length);
        await engine.close();
      },
    ),
    { numRuns: CASES },
  );
  expect(refused).toBeGreaterThan(CASES / 10);
}, 600_000);
