import mongoose from 'mongoose';
import type { SqliteCollection } from '../../../../src/store/sqlite/collection.js';
import { SqliteDb } from '../../../../src/store/sqlite/db.js';
import type { Engine } from '../../../../src/store/sqlite/engine.js';
import { memoryCollection } from './support.js';

let engine: Engine;
let things: SqliteCollection;
beforeEach(async () => {
  ({ engine, things } = await memoryCollection());
});
afterEach(() => engine.close());

test('every type comes back as it went in', async () => {
  const { Binary, Decimal128, Long, ObjectId } = mongoose.mongo;
  const doc = {
    _id: new ObjectId(),
    int: 1,
    double: 1.5,
    big: 2 ** 40,
    long: Long.fromString('9223372036854775807'),
    text: 'ü😀\0',
    yes: true,
    nothing: null,
    at: new Date(5),
    bytes: new Binary(Buffer.from([1])),
    list: [1, 'a', [2], { x: null }],
    sub: { b: 1, a: 2 },
    money: Decimal128.fromString('1.10'),
    pattern: /x/i,
  };
  await things.insertOne({ ...doc, skipped: () => 1, gone: undefined });
  expect(await things.findOne({ _id: doc._id })).toEqual({ ...doc, gone: null });
  expect(Object.keys((await things.findOne({})) as object)[0]).toBe('_id');
});

test('an inserted document gets its _id, and later changes of the caller do not reach the store', async () => {
  const doc: Record<string, unknown> = { list: [1] };
  const { insertedId } = await things.insertOne(doc);
  expect(doc['_id']).toBe(insertedId);
  const pending = things.insertOne({ _id: 2, list: doc['list'] });
  (doc['list'] as number[]).push(2);
  await pending;
  expect(await things.findOne({ _id: 2 })).toEqual({ _id: 2, list: [1] });
});

test.each<[projection: Record<string, unknown>, wanted: Record<string, unknown>]>([
  [{ a: 1 }, { _id: 1, a: 1 }],
  [{ a: 1, _id: 0 }, { a: 1 }],
  [{ a: 0 }, { _id: 1, b: { c: 1, d: 2 }, l: [{ x: 1, y: 2 }, 5] }],
  [{ _id: 0 }, { a: 1, b: { c: 1, d: 2 }, l: [{ x: 1, y: 2 }, 5] }],
  [{ _id: 1 }, { _id: 1 }],
  [{ 'b.c': 1 }, { _id: 1, b: { c: 1 } }],
  [{ b: { c: 1 } }, { _id: 1, b: { c: 1 } }],
  [
    { 'b.c': 0, a: false },
    { _id: 1, b: { d: 2 }, l: [{ x: 1, y: 2 }, 5] },
  ],
  [{ 'l.x': 1 }, { _id: 1, l: [{ x: 1 }] }],
  [{ 'l.x': 0 }, { _id: 1, a: 1, b: { c: 1, d: 2 }, l: [{ y: 2 }, 5] }],
  [{ 'a.q': 1 }, { _id: 1 }],
  [{}, { _id: 1, a: 1, b: { c: 1, d: 2 }, l: [{ x: 1, y: 2 }, 5] }],
])('the projection %j', async (projection, wanted) => {
  await things.insertOne({ _id: 1, a: 1, b: { c: 1, d: 2 }, l: [{ x: 1, y: 2 }, 5] });
  expect(await things.findOne({}, { projection })).toEqual(wanted);
  // One that is frozen is parsed once.
  Object.freeze(projection);
  for (let again = 0; again < 2; again++) expect(await things.findOne({}, { projection })).toEqual(wanted);
});

test('documents that are read together come whole and in order, whatever their lengths and bytes', async () => {
  const docs = Array.from({ length: 150 }, (_, i) => ({
    _id: `k${String(i).padStart(3, '0')}`,
    group: i % 2,
    at: i,
    bytes: new mongoose.mongo.Binary(Buffer.alloc(i % 7 === 0 ? 20_000 : i, i % 3 ? 0xff : 0)),
    text: '\0,退款'.repeat(i % 5),
  }));
  await things.createIndex({ group: 1, at: -1 });
  await things.createIndex({ at: 1 }, { unique: true });
  await things.insertMany(docs);
  // As words: jest looks at each byte of a buffer by itself.
  const told = (found: Record<string, unknown>[]): string => JSON.stringify(found);
  const expectOf = (found: Record<string, unknown>[], wanted: Record<string, unknown>[]): void => expect(told(found)).toBe(told(wanted));
  for (const many of [1, 2, 3, 5, 51, 56, 57, 150]) {
    const some = docs.slice(0, many);
    const ids = some.map(({ _id }) => _id);
    expectOf(await things.find({ _id: { $in: [...ids, 'nobody', ids[0]].reverse() } }).toArray(), some);
    expectOf(await things.find({ at: { $in: some.map(({ at }) => at) } }, { sort: { at: -1 } }).toArray(), some.toReversed());
    expectOf(
      await things.find({ group: 1 }, { sort: { at: -1 }, limit: many }).toArray(),
      docs
        .filter(({ group }) => group === 1)
        .reverse()
        .slice(0, many),
    );
  }
  expect(await things.find({ _id: { $in: ['no', 'one'] } }).toArray()).toEqual([]);
  expect(await things.find({ group: 9 }, { sort: { at: -1 }, limit: 5 }).toArray()).toEqual([]);
});

test.each([1, -1] as const)(
  'of a document looked up by a unique key (%i), the `_id` alone is read from the index, whatever it is',
  async (direction) => {
    const ids = ['plain', 'zero\0byte', 'é😀', '', 7, new mongoose.mongo.ObjectId(), { a: 1 }];
    await things.createIndex({ g: 1, n: direction }, { unique: true });
    for (const [n, _id] of ids.entries()) await things.insertOne({ _id, g: 1, n, text: 'x' } as never);
    for (const [n, _id] of ids.entries()) {
      expect(await things.findOne({ g: 1, n }, { projection: { _id: 1 } })).toEqual({ _id });
      // What the index cannot decide is read all the same.
      expect(await things.findOne({ g: 1, n, text: 'x' }, { projection: { _id: 1 } })).toEqual({ _id });
      expect(await things.findOne({ g: 1, n, text: 'y' }, { projection: { _id: 1 } })).toBeNull();
    }
    expect(await things.findOne({ g: 1, n: 99 }, { projection: { _id: 1 } })).toBeNull();
  },
);

test.each<[projection: Record<string, unknown>, message: RegExp]>([
  [{ a: 1, b: 0 }, /mix/],
  [{ l: { $slice: 1 } }, /\$slice/],
  [{ l: { $elemMatch: { x: 1 } } }, /\$elemMatch/],
  [{ s: { $meta: 'textScore' } }, /\$meta/],
  [{ 'l.$': 1 }, /l\.\$/],
  [{ a: '$b' }, /computed/],
  [{ b: 1, 'b.c': 1 }, /collision/],
])('the projection %j is refused', async (projection, message) => {
  await expect(things.findOne({}, { projection })).rejects.toThrow(message);
});

test.each([
  ['find', { collation: { locale: 'en' } }],
  ['find', { session: {} }],
  ['find', { tailable: true }],
  ['find', { let: {} }],
  ['find', { min: {} }],
  ['find', { raw: true }],
  ['find', { promoteValues: false }],
  ['findOne', { returnKey: true }],
  ['updateOne', { collation: {} }],
  ['findOneAndUpdate', { session: {} }],
  ['insertOne', { session: {} }],
  ['countDocuments', { collation: {} }],
  ['deleteMany', { let: { a: 1 } }],
  ['distinct', { session: {} }],
] as const)('%s with %j is refused, naming the option', async (method, options) => {
  const call = async (): Promise<unknown> => {
    if (method === 'updateOne' || method === 'findOneAndUpdate') return things[method]({}, { $set: { a: 1 } }, options);
    if (method === 'find') return things.find({}, options).toArray();
    if (method === 'distinct') return things.distinct('a', {}, options);
    return things[method]({}, options);
  };
  await expect(call()).rejects.toThrow(Object.keys(options)[0]);
});

test('options that only tune a server are let through', async () => {
  await things.insertOne({ a: 1 }, { writeConcern: { w: 'majority' }, session: null, comment: 'x' });
  expect(
    await things.find({}, { maxTimeMS: 5, batchSize: 1, readPreference: 'primary', session: undefined, lean: true }).toArray(),
  ).toHaveLength(1);
});

test('updates count what matched and what changed', async () => {
  await things.insertMany([
    { _id: 1, a: 1 },
    { _id: 2, a: 2 },
  ]);
  expect(await things.updateMany({}, { $set: { a: 2 } })).toEqual({
    acknowledged: true,
    matchedCount: 2,
    modifiedCount: 1,
    upsertedCount: 0,
    upsertedId: null,
  });
  expect(await things.updateOne({ _id: 9 }, { $set: { a: 1 } })).toMatchObject({ matchedCount: 0 });
  expect(await things.updateOne({ _id: 9 }, { $set: { a: 1 }, $setOnInsert: { b: 1 } }, { upsert: true })).toMatchObject({
    upsertedCount: 1,
    upsertedId: 9,
  });
  expect(await things.replaceOne({ _id: 9 }, { c: 1 })).toMatchObject({ modifiedCount: 1 });
  expect(await things.findOne({ _id: 9 })).toEqual({ _id: 9, c: 1 });
  expect(await things.replaceOne({ k: 5 }, { c: 2 }, { upsert: true })).toMatchObject({ upsertedCount: 1 });
  expect(await things.findOne({ c: 2 }, { projection: { _id: 0 } })).toEqual({ c: 2 });
  await expect(things.replaceOne({ _id: 9 }, { $set: { a: 1 } })).rejects.toThrow(/atomic/);
});

test('findOneAnd... give the document before or after, sorted and projected', async () => {
  await things.insertMany([
    { _id: 1, n: 1 },
    { _id: 2, n: 2 },
  ]);
  expect(await things.findOneAndUpdate({}, { $inc: { n: 10 } }, { sort: { n: -1 } })).toEqual({ _id: 2, n: 2 });
  expect(
    await things.findOneAndUpdate({}, { $inc: { n: 10 } }, { sort: { n: 1 }, returnDocument: 'after', projection: { _id: 0 } }),
  ).toEqual({ n: 11 });
  expect(await things.findOneAndUpdate({ _id: 5 }, { $set: { n: 1 } })).toBeNull();
  expect(await things.findOneAndUpdate({ _id: 5 }, { $set: { n: 1 } }, { upsert: true })).toBeNull();
  expect(
    await things.findOneAndUpdate({ _id: 6 }, { $set: { n: 1 } }, { upsert: true, returnDocument: 'after', includeResultMetadata: true }),
  ).toEqual({ ok: 1, value: { _id: 6, n: 1 }, lastErrorObject: { n: 1, updatedExisting: false, upserted: 6 } });
  expect(await things.findOneAndReplace({ _id: 6 }, { z: 1 }, { returnDocument: 'after' })).toEqual({ _id: 6, z: 1 });
  expect(await things.findOneAndDelete({ n: { $exists: true } }, { sort: { _id: -1 } })).toEqual({ _id: 5, n: 1 });
  expect(await things.findOneAndDelete({ _id: 5 })).toBeNull();
});

test('a positional update through the collection changes the element that matched', async () => {
  await things.insertOne({
    _id: 1,
    items: [
      { k: 'a', n: 1 },
      { k: 'b', n: 1 },
    ],
  });
  await things.updateOne({ _id: 1, 'items.k': 'b' }, { $inc: { 'items.$.n': 5 } });
  expect(await things.findOne({})).toMatchObject({ items: [{ n: 1 }, { n: 6 }] });
});

test('bulkWrite runs all kinds in order and reports by index', async () => {
  const result = await things.bulkWrite([
    { insertOne: { document: { _id: 1, a: 1 } } },
    { updateOne: { filter: { _id: 1 }, update: { $inc: { a: 1 } } } },
    { updateMany: { filter: {}, update: { $set: { b: 1 } } } },
    { replaceOne: { filter: { _id: 2 }, replacement: { c: 1 }, upsert: true } },
    { deleteOne: { filter: { _id: 1 } } },
    { deleteMany: { filter: { q: 1 } } },
  ]);
  expect(result).toMatchObject({
    insertedCount: 1,
    matchedCount: 2,
    modifiedCount: 2,
    deletedCount: 1,
    upsertedCount: 1,
    upsertedIds: { 3: 2 },
  });
  const ops = [{ insertOne: { document: { _id: 5 } } }, { insertOne: { document: { _id: 5 } } }, { insertOne: { document: { _id: 6 } } }];
  await expect(things.bulkWrite(ops)).rejects.toMatchObject({ code: 11000, writeErrors: [{ index: 1 }], result: { insertedCount: 1 } });
  await things.deleteMany({});
  await expect(things.bulkWrite(ops, { ordered: false })).rejects.toMatchObject({ code: 11000, result: { insertedCount: 2 } });
  expect(await things.countDocuments({})).toBe(2);
  await expect(things.bulkWrite([{ frobnicate: { a: 1 } }])).rejects.toThrow(/frobnicate/);
});

test('distinct gives elements rather than arrays, in order', async () => {
  await things.insertMany([{ a: [2, 1], s: { x: 1 } }, { a: 1 }, { a: [[3]] }, { a: null }, {}]);
  expect(await things.distinct('a')).toEqual([null, 1, 2, [3]]);
  expect(await things.distinct('s.x', { a: 2 })).toEqual([1]);
});

test('a cursor can be completed, counted, walked and closed', async () => {
  await things.insertMany(Array.from({ length: 10 }, (_, i) => ({ i })));
  const cursor = things
    .find({})
    .filter({ i: { $gt: 2 } })
    .sort({ i: -1 })
    .skip(1)
    .limit(3)
    .project({ _id: 0 });
  expect(await cursor.count()).toBe(3);
  expect(await cursor.hasNext()).toBe(true);
  expect(await cursor.next()).toEqual({ i: 8 });
  expect(await cursor.toArray()).toEqual([{ i: 7 }, { i: 6 }]);
  expect(await cursor.next()).toBeNull();
  cursor.rewind();
  expect(await cursor.map((doc) => ({ got: doc['i'] })).next()).toEqual({ got: 8 });
  await cursor.close();
  expect(cursor.closed).toBe(true);
  const seen: unknown[] = [];
  await things.find({}, { sort: { i: 1 } }).forEach(({ i }) => {
    seen.push(i);
    return seen.length < 2;
  });
  expect(seen).toEqual([0, 1]);
  expect(() => things.find().addCursorFlag('tailable', true)).toThrow(/tailable/);
});

test('reading what is not there gives nothing, listing its indexes is an error as in MongoDB', async () => {
  expect(await things.find({}).toArray()).toEqual([]);
  expect(await things.countDocuments({})).toBe(0);
  expect(await things.estimatedDocumentCount()).toBe(0);
  expect(await things.deleteMany({})).toMatchObject({ deletedCount: 0 });
  expect(await things.drop()).toBe(false);
  await expect(things.indexes()).rejects.toMatchObject({ code: 26 });
});

test('the database lists, makes and drops collections and refuses what it does not do', async () => {
  const db = new SqliteDb(engine, 'main');
  await db.createCollection('one', { autoIndexId: undefined, capped: false });
  await db.collection('two').insertOne({});
  expect((await db.listCollections({ name: 'one' }).toArray()).map(({ name }) => name)).toEqual(['one']);
  expect((await db.collections()).map(({ collectionName }) => collectionName)).toEqual(['one', 'two']);
  await expect(db.createCollection('x', { capped: true })).rejects.toThrow(/capped/);
  await expect(db.createCollection('x', { validator: {} })).rejects.toThrow(/validator/);
  await expect(db.command({ collStats: 'one' })).rejects.toThrow(/collStats/);
  expect(() => db.collection('a$b')).toThrow(/Invalid/);
  expect(await db.dropDatabase()).toBe(true);
  expect(await db.listCollections().toArray()).toEqual([]);
});

test('documents MongoDB would refuse are refused', async () => {
  await expect(things.insertOne({ _id: [1] })).rejects.toMatchObject({ code: 53 });
  await expect(things.insertOne({ text: 'x'.repeat(17 * 1024 * 1024) })).rejects.toMatchObject({ code: 10334 });
  await expect(things.insertOne(5)).rejects.toThrow(/object/);
});

test('a count stops at its limit, and a document with several values is counted once for each that is asked for', async () => {
  const { engine, things } = await memoryCollection();
  await things.createIndex({ tags: 1 });
  await things.insertMany(Array.from({ length: 30 }, (_, i) => ({ _id: i, tags: i % 3 === 0 ? ['a', 'b', 'a'] : ['b'] })));
  expect(await things.countDocuments({ tags: 'a' })).toBe(10);
  expect(await things.countDocuments({ tags: 'a' }, { limit: 4 })).toBe(4);
  expect(await things.countDocuments({ tags: 'a' }, { limit: 4, skip: 8 })).toBe(2);
  expect(await things.countDocuments({ tags: { $in: ['a', 'b'] } })).toBe(30);
  expect(await things.countDocuments({}, { limit: 7 })).toBe(7);
  expect(await things.find({ tags: 'a' }, { limit: 20 }).toArray()).toHaveLength(10);
  expect(await things.find({ tags: { $in: ['a', 'b'] } }, { limit: 40 }).toArray()).toHaveLength(30);
  await engine.close();
});

test('a document is found by its _id with other conditions only if it fulfils them', async () => {
  const { engine, things } = await memoryCollection();
  await things.insertOne({ _id: 'a', seq: 1, tags: ['x'] });
  expect(await things.findOne({ _id: 'a', seq: 1, tags: 'x' }, { projection: { seq: 1 } })).toEqual({ _id: 'a', seq: 1 });
  expect(await things.findOne({ _id: 'a', seq: 2 })).toBeNull();
  expect(await things.findOne({ $and: [{ _id: 'a' }, { _id: 'b' }] })).toBeNull();
  expect(await things.find({ _id: 'a' }, { skip: 1 }).toArray()).toEqual([]);
  expect(await things.find({ _id: 'a' }).sort({ seq: -1 }).toArray()).toHaveLength(1);
  expect((await things.updateOne({ _id: 'a', seq: 2 }, { $set: { seq: 9 } })).matchedCount).toBe(0);
  await engine.close();
});
