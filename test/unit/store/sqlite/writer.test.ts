import { Engine } from '../../../../src/store/sqlite/engine.js';
import { SqliteCollection } from '../../../../src/store/sqlite/collection.js';
import { checkIntegrity } from '../../../../src/store/sqlite/maintenance.js';
import { Sqlite } from '../../../../src/store/sqlite/sqlite.js';
import type { Wal } from '../../../../src/store/sqlite/wal.js';
import { AGAIN, Writer } from '../../../../src/store/sqlite/writer.js';
import { memoryCollection, scratch, stepsOf } from './support.js';

describe('group commit', () => {
  const place = scratch();
  let engine: Engine;
  let things: SqliteCollection;

  beforeAll(async () => {
    engine = await Engine.open(place.file, { lockTimeoutMs: 1000, batchMs: 1000 });
    things = new SqliteCollection(engine, 'test', 'things');
    await things.createIndex({ n: 1 }, { unique: true });
  });
  afterAll(async () => {
    await engine.close();
    place.clean();
  });

  test('writes of one turn share one commit', async () => {
    const { commits, writes } = engine.writer.stats;
    await Promise.all(Array.from({ length: 50 }, (_, n) => things.insertOne({ n })));
    expect(engine.writer.stats).toMatchObject({ commits: commits + 1, writes: writes + 50 });
    expect(await things.countDocuments({ n: { $lt: 50 } })).toBe(50);
  });

  test('a refused write leaves nothing of itself and does not harm its neighbours', async () => {
    const { commits } = engine.writer.stats;
    const before = await things.countDocuments({});
    const answers = await Promise.allSettled([
      things.insertOne({ n: 100 }),
      things.insertOne({ n: 5 }),
      things.updateOne({ n: 6 }, { $set: { n: 7 } }),
      things.updateOne({ n: 8 }, { $set: { n: 101 } }),
      things.updateOne({ n: 9 }, { $inc: { 'n.x': 1 } }),
      things.insertOne({ n: 102 }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect(engine.writer.stats.commits).toBe(commits + 1);
    expect(await things.countDocuments({})).toBe(before + 2);
    expect((await checkIntegrity(engine)).problems).toEqual([]);
  });

  test('a patient write goes with the next, in its order, or by itself after a moment', async () => {
    const { commits } = engine.writer.stats;
    const settled: string[] = [];
    const write = (n: number, patient: boolean): Promise<unknown> =>
      engine
        .write(() => engine.mutations.insert('things', { _id: `p${n}`, n: 250 + n, of: 'patience' }), patient)
        .then(() => settled.push(`p${n}`));
    const first = write(1, true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(engine.writer.stats.commits).toBe(commits);
    await Promise.all([first, write(2, true), write(3, false)]);
    expect(settled).toEqual(['p1', 'p2', 'p3']);
    expect(engine.writer.stats.commits).toBe(commits + 1);
    await write(4, true);
    expect(engine.writer.stats.commits).toBe(commits + 2);
    expect(await things.countDocuments({ of: 'patience' })).toBe(4);
  });

  test('closing waits for a patient write', async () => {
    const shortly = scratch();
    const closing = await Engine.open(shortly.file);
    const written = closing.write(() => closing.mutations.insert('things', { _id: 1 }), true);
    await closing.close();
    await written;
    const again = await Engine.open(shortly.file);
    expect(await new SqliteCollection(again, 'test', 'things').countDocuments({})).toBe(1);
    await again.close();
    shortly.clean();
  });

  test('a write is seen by the reads after it, and by no read before its commit', async () => {
    const pending = things.insertOne({ n: 200 });
    expect(await things.findOne({ n: 200 })).toBeNull();
    await pending;
    expect(await things.findOne({ n: 200 })).toMatchObject({ n: 200 });
  });

  test('one process never gives one document to two callers', async () => {
    await things.insertMany(Array.from({ length: 100 }, (_, i) => ({ n: 1000 + i, free: true })));
    const claims = await Promise.all(
      Array.from({ length: 150 }, () => things.findOneAndUpdate({ free: true }, { $set: { free: false } }, { sort: { n: 1 } })),
    );
    const numbers = claims.filter((claim) => claim !== null).map((claim) => (claim as { n: number }).n);
    expect(numbers).toHaveLength(100);
    expect(new Set(numbers).size).toBe(100);
  });

  test('while another process holds the lock, writes wait; after the time limit they fail by name', async () => {
    const other = new Sqlite(place.file);
    other.exec('BEGIN IMMEDIATE');
    const waiting = things.insertOne({ n: 300 });
    setTimeout(() => other.exec('COMMIT'), 60);
    await waiting;
    expect(engine.writer.stats.waits).toBeGreaterThan(0);
    other.exec('BEGIN IMMEDIATE');
    await expect(things.insertOne({ n: 301 })).rejects.toMatchObject({ name: 'StoreFileError', code: 'locked' });
    // Reads go on meanwhile.
    expect(await things.findOne({ n: 300 })).not.toBeNull();
    other.exec('ROLLBACK');
    other.close();
    await things.insertOne({ n: 301 });
  });

  test('what waited long for a slow disk still has all its time for the lock', async () => {
    let sync = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));
    const writer = new Writer(engine.sqlite, engine.catalog, {
      lockTimeoutMs: 250,
      batchMs: 10,
      wal: { committed() {}, sync: () => sync() } as Wal,
      durable: true,
    });
    const other = new Sqlite(place.file);
    const first = writer.write(() => 'first');
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    const second = writer.write(() => 'second');
    sync = () => Promise.resolve();
    other.exec('BEGIN IMMEDIATE');
    expect(await first).toBe('first');
    setTimeout(() => other.exec('ROLLBACK'), 60);
    expect(await second).toBe('second');
    expect(writer.stats.waits).toBeGreaterThan(0);
    other.close();
    await writer.close();
  });

  test('the event loop runs while a batch waits for the lock', async () => {
    const other = new Sqlite(place.file);
    other.exec('BEGIN IMMEDIATE');
    // The lock is let go by the tenth turn: a loop that stood still would never come to it, and the write would fail.
    let turns = 0;
    const timer = setInterval(() => ++turns === 10 && other.exec('ROLLBACK'), 2);
    await things.insertOne({ n: 302 });
    clearInterval(timer);
    other.close();
    expect(turns).toBeGreaterThanOrEqual(10);
  });

  test('a full disk rejects the whole batch, for SQLite then undoes the transaction, and later writes work', async () => {
    const before = await things.countDocuments({});
    const pages = engine.sqlite.value('PRAGMA page_count');
    engine.sqlite.exec(`PRAGMA max_page_count = ${Number(pages) + 8}`);
    const answers = await Promise.allSettled([
      things.insertOne({ n: 400 }),
      things.insertOne({ n: 5 }),
      things.insertOne({ n: 401, text: 'x'.repeat(200_000) }),
      things.insertOne({ n: 402 }),
    ]);
    engine.sqlite.exec('PRAGMA max_page_count = 1073741823');
    expect(answers).toMatchObject([
      { status: 'rejected', reason: { name: 'StoreFileError', code: 'full' } },
      // The duplicate too: what it met may have been undone with the batch.
      { status: 'rejected', reason: { name: 'StoreFileError', code: 'full' } },
      { status: 'rejected', reason: { name: 'StoreFileError', code: 'full' } },
      { status: 'fulfilled' },
    ]);
    expect(await things.countDocuments({})).toBe(before + 1);
    await things.insertOne({ n: 400 });
    expect((await checkIntegrity(engine)).problems).toEqual([]);
  });

  test('when the COMMIT itself fails, every write of the batch is rejected and undone', async () => {
    // A deferred foreign key is the one thing that makes SQLite refuse at COMMIT.
    engine.sqlite.exec(
      'PRAGMA foreign_keys = ON; CREATE TABLE parent (id INTEGER PRIMARY KEY); CREATE TABLE child (p INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)',
    );
    const answers = await Promise.allSettled([
      things.insertOne({ n: 500 }),
      engine.write(() => engine.sqlite.exec('INSERT INTO child VALUES (1)')),
      things.insertOne({ n: 501 }),
    ]);
    engine.sqlite.exec('PRAGMA foreign_keys = OFF');
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await things.countDocuments({ n: { $in: [500, 501] } })).toBe(0);
    await things.insertOne({ n: 500 });
  });

  test('a large write is spread over batches and lets small ones through', async () => {
    const many = new SqliteCollection(engine, 'test', 'many');
    await many.createIndex({ g: 1 });
    await many.insertMany(Array.from({ length: 3000 }, (_, i) => ({ g: 1, i, text: 'x'.repeat(100) })));
    const { commits } = engine.writer.stats;
    const order: string[] = [];
    const steps = await stepsOf(() =>
      Promise.all([
        many.updateMany({ g: 1 }, { $set: { g: 2 }, $inc: { seen: 1 } }).then((result) => {
          order.push('large');
          expect(result).toMatchObject({ matchedCount: 3000, modifiedCount: 3000 });
        }),
        things.insertOne({ n: 600 }).then(() => order.push('small')),
      ]),
    );
    expect(order).toEqual(['small', 'large']);
    expect(engine.writer.stats.commits - commits).toBeGreaterThan(3);
    // In one piece it would be all of them.
    expect(steps.all).toBeGreaterThan(3000);
    expect(steps.longest).toBeLessThanOrEqual(15);
    expect(await many.countDocuments({ g: 2, seen: 1 })).toBe(3000);
    expect(await many.deleteMany({ g: 2 })).toMatchObject({ deletedCount: 3000 });
    expect((await checkIntegrity(engine)).problems).toEqual([]);
  });

  test('a large write tests each document again when its turn comes', async () => {
    const some = new SqliteCollection(engine, 'test', 'some');
    for (const key of ['g', 'h', 'i']) await some.createIndex({ [key]: 1 });
    // Few enough to be found in one step, too many to be changed in one.
    const docs = Array.from({ length: 600 }, (_, i) => ({ _id: i, g: 1, h: i, i }));
    await some.insertMany(docs);
    const large = some.updateMany({ g: 1 }, { $set: { g: 2 }, $inc: { h: 1, i: 1 } });
    await Promise.all([some.updateOne({ _id: 599 }, { $set: { g: 7 } }), some.deleteOne({ _id: 598 })]);
    expect(await large).toMatchObject({ matchedCount: 598 });
    expect(await some.findOne({ _id: 599 })).toEqual({ _id: 599, g: 7, h: 599, i: 599 });
  });

  test('a step that wants another turn is resolved by its last one', async () => {
    let turns = 0;
    expect(await engine.write(() => (++turns < 3 ? AGAIN : turns))).toBe(3);
  });
});

test('closing settles what is queued, then refuses by name', async () => {
  const { engine, things } = await memoryCollection();
  const last = Promise.all([things.insertOne({ a: 1 }), things.insertOne({ a: 2 })]);
  const closing = engine.close();
  await expect(last).resolves.toHaveLength(2);
  await closing;
  await expect(things.insertOne({ a: 3 })).rejects.toMatchObject({ name: 'StoreFileError', code: 'closed' });
  await expect(things.findOne({})).rejects.toMatchObject({ code: 'closed' });
});

test('closing waits for a write that takes many batches', async () => {
  const place = scratch();
  const engine = await Engine.open(place.file);
  const rows = new SqliteCollection(engine, 'test', 'rows');
  await rows.insertOne({ _id: -1 });
  const commits = engine.writer.stats.commits;
  const long = rows.insertMany(Array.from({ length: 5000 }, (_, _id) => ({ _id, text: 'x'.repeat(500) })));
  while (engine.writer.stats.commits === commits) await new Promise((resolve) => setImmediate(resolve));
  await engine.close();
  expect(await long).toMatchObject({ insertedCount: 5000 });
  const again = await Engine.open(place.file);
  expect(await new SqliteCollection(again, 'test', 'rows').countDocuments({})).toBe(5001);
  await again.close();
  place.clean();
}, 60_000);

test('a document deleted while a unique index is built takes only its own key along', async () => {
  const place = scratch();
  const engine = await Engine.open(place.file);
  const rows = new SqliteCollection(engine, 'test', 'rows');
  await rows.insertMany(Array.from({ length: 20_000 }, (_, _id) => ({ _id, u: _id === 19_999 ? 'k0' : `k${_id}` })));
  const building = rows.createIndex({ u: 1 }, { unique: true });
  const begun = (): boolean => {
    const index = engine.catalog.list()[0]?.indexes.find(({ name }) => name === 'u_1');
    return index !== undefined && (engine.catalog.builtTo(index) ?? 0) > 0;
  };
  while (!begun()) await new Promise((resolve) => setImmediate(resolve));
  await rows.deleteOne({ _id: 19_999 });
  await building;
  expect((await checkIntegrity(engine)).problems).toEqual([]);
  expect(await rows.findOne({ u: 'k0' })).toMatchObject({ _id: 0 });
  await expect(rows.insertOne({ u: 'k0' })).rejects.toMatchObject({ code: 11000 });
  await engine.close();
  place.clean();
}, 60_000);

test('of a document that holds what is rare, a projection shows no more than was asked', async () => {
  const place = scratch();
  const engine = await Engine.open(place.file);
  const rows = new SqliteCollection(engine, 'test', 'rows');
  await rows.insertOne({ _id: 1, a: 1, pattern: /x/, secret: 's' });
  expect(await rows.findOne({}, { projection: { a: 1 } })).toEqual({ _id: 1, a: 1 });
  expect(await rows.findOne({}, { projection: { secret: 0, pattern: 0 } })).toEqual({ _id: 1, a: 1 });
  await rows.createIndex({ s: 1 });
  await rows.insertOne({ _id: 2, s: 'a\0b' });
  expect(await rows.countDocuments({ s: /^a\0b/ })).toBe(1);
  await engine.close();
  place.clean();
});
