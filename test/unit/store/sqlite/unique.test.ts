import fc from '../../../support/random.js';
import mongoose from 'mongoose';
import type { SqliteCollection } from '../../../../src/store/sqlite/collection.js';
import { checkIntegrity } from '../../../../src/store/sqlite/maintenance.js';
import type { Doc } from '../../../../src/store/sqlite/values.js';
import { document, smallValue } from './arbitraries.js';
import { CASES, memoryCollection, runs, SEEDS } from './support.js';

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
  await things.insertMany([
    { _id: 1, key: 'a', active: true },
    { _id: 2, key: 'a' },
    { _id: 3, key: 'a', active: false },
  ]);
  await expect(things.updateOne({ _id: 2 }, { $set: { active: true } })).rejects.toMatchObject({ ...E11000, keyValue: { key: 'a' } });
  await things.updateOne({ _id: 1 }, { $set: { active: false } });
  await things.updateOne({ _id: 2 }, { $set: { active: true } });
  expect((await checkIntegrity(engine)).problems).toEqual([]);
  await engine.close();
});

test('a unique index over an array holds between documents, not within one', async () => {
  const { engine, things } = await memoryCollection();
  await things.createIndex({ 'ids.k': 1, 'ids.v': 1 }, { unique: true });
  await things.insertOne({
    _id: 1,
    ids: [
      { k: 'e', v: 'x' },
      { k: 'e', v: 'x' },
      { k: 'p', v: 'x' },
    ],
  });
  await expect(
    things.insertOne({
      ids: [
        { k: 'q', v: 'q' },
        { k: 'p', v: 'x' },
      ],
    }),
  ).rejects.toMatchObject({ ...E11000, keyPattern: { 'ids.k': 1, 'ids.v': 1 } });
  await things.updateOne({ _id: 1 }, { $pull: { ids: { k: 'p' } } });
  await things.insertOne({ ids: [{ k: 'p', v: 'x' }] });
  expect((await checkIntegrity(engine)).problems).toEqual([]);
  await engine.close();
});

test('building a unique index over duplicates fails, names the values and leaves nothing behind', async () => {
  const { engine, things } = await memoryCollection();
  await things.insertMany([{ a: 'one' }, { a: 'two' }, { a: 'two' }]);
  await expect(things.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({
    ...E11000,
    keyPattern: { a: 1 },
    keyValue: { a: 'two' },
    message: expect.stringContaining('dup key: { a: "two" }'),
  });
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
  [{ a: 'text' }, {}, /text/],
  [{ a: '2dsphere' }, {}, /2dsphere/],
  [{ a: 'hashed' }, {}, /hashed/],
  [{ '$**': 1 }, {}, /\$\*\*/],
  [{ 'a.0': 1 }, {}, /a\.0/],
  [{ a: 1 }, { expireAfterSeconds: 5 }, /expireAfterSeconds/],
  [{ a: 1 }, { collation: { locale: 'en' } }, /collation/],
  [{ a: 1 }, { hidden: true }, /hidden/],
  [{ a: 1 }, { partialFilterExpression: { b: { $ne: 1 } } }, /partialFilterExpression/],
  [{ a: 1 }, { partialFilterExpression: { b: 1 }, sparse: true }, /sparse/],
  [{}, {}, /empty/],
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

const path = fc.constantFrom('a', 'b', 'c', 'a.x');
const change: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(path, smallValue).map(([at, value]) => ({ $set: { [at]: value } })) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('a', 'b'), smallValue).map(([at, value]) => ({ $push: { [at]: value } })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom('a', 'b'),
        fc.oneof(
          smallValue,
          smallValue.map((x) => ({ x })),
          fc.integer({ min: 0, max: 4 }).map((low) => ({ $gte: low })),
        ),
      )
      .map(([at, value]) => ({ $pull: { [at]: value } })),
  },
  { weight: 1, arbitrary: path.map((at) => ({ $unset: { [at]: 1 } })) },
  { weight: 1, arbitrary: fc.constantFrom(1, -1).map((by) => ({ $inc: { c: by } })) },
  { weight: 1, arbitrary: fc.constant({ $rename: { b: 'a' } }) },
);
const _id = fc.nat({ max: 8 });
const some = fc.oneof(
  fc.constant<Doc>({}),
  smallValue.map((c) => ({ c })),
  smallValue.map((low) => ({ c: { $gte: low } })),
  smallValue.map((a) => ({ a })),
);

type Step = (things: SqliteCollection) => Promise<unknown>;
// Inserts weigh most: nine ids and few values of `c` make every history of some length hold refused ones.
const writes: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(_id, document).map(
      ([id, doc]): Step =>
        (things) =>
          things.insertOne({ _id: id, c: 3, ...doc }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(_id, change).map(
      ([id, update]): Step =>
        (things) =>
          things.updateOne({ _id: id }, update),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(some, change).map(
      ([filter, update]): Step =>
        (things) =>
          things.updateMany(filter, update),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(_id, document).map(
      ([id, doc]): Step =>
        (things) =>
          things.replaceOne({ _id: id }, { c: 2, ...doc }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(_id, change).map(
      ([id, update]): Step =>
        (things) =>
          things.updateOne({ _id: id }, update, { upsert: true }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(_id, document).map(
      ([id, doc]): Step =>
        (things) =>
          things.replaceOne({ _id: id }, doc, { upsert: true }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(some, change).map(
      ([filter, update]): Step =>
        (things) =>
          things.findOneAndUpdate(filter, update, { sort: { c: -1, _id: 1 }, upsert: false }),
    ),
  },
  {
    weight: 2,
    arbitrary: _id.map(
      (id): Step =>
        (things) =>
          things.deleteOne({ _id: id }),
    ),
  },
  {
    weight: 1,
    arbitrary: smallValue.map(
      (c): Step =>
        (things) =>
          things.deleteMany({ c }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.array(fc.tuple(_id, document), { minLength: 1, maxLength: 3 }), fc.boolean()).map(
      ([docs, ordered]): Step =>
        (things) =>
          things.bulkWrite(
            docs.map(([id, doc]) => ({ insertOne: { document: { _id: id, ...doc } } })),
            { ordered },
          ),
    ),
  },
);

test.each(SEEDS)(
  'after any writes, refused ones among them, every index equals the keys computed anew, and uniqueness holds (seed %i)',
  async (seed) => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(writes, { minLength: 6, maxLength: 25, size: 'max' }), async (steps) => {
        const { engine, things } = await memoryCollection();
        await things.createIndex({ a: 1, c: -1 });
        await things.createIndex({ 'a.x': 1 }, { sparse: true });
        await things.createIndex({ c: 1 }, { unique: true, partialFilterExpression: { c: { $type: 'int' } } });
        for (const step of steps) {
          await step(things).catch((error: unknown) => {
            if (!(error instanceof mongoose.mongo.MongoServerError)) throw error;
            refused++;
          });
        }
        expect((await checkIntegrity(engine)).problems).toEqual([]);
        const seen = (await things.find({ c: { $type: 'int' } }).toArray()).map(({ c }) => c);
        expect(new Set(seen).size).toBe(seen.length);
        await engine.close();
      }),
      runs(CASES, seed),
    );
    expect(refused).toBeGreaterThan(CASES / 10);
  },
  600_000,
);
