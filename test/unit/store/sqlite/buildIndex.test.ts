import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Engine } from '../../../../src/store/sqlite/engine.js';
import { SqliteCollection } from '../../../../src/store/sqlite/collection.js';
import { checkIntegrity } from '../../../../src/store/sqlite/maintenance.js';
import { Sqlite } from '../../../../src/store/sqlite/sqlite.js';
import { scratch } from './support.js';

const COUNT = 6000;

describe('building an index', () => {
  const place = scratch();
  let engine: Engine;
  let things: SqliteCollection;

  beforeAll(async () => {
    engine = await Engine.open(place.file, { synchronous: 'NORMAL' });
    things = new SqliteCollection(engine, 'test', 'things');
    await things.insertMany(
      Array.from({ length: COUNT }, (_, n) => ({
        _id: n,
        n,
        group: n % 7,
        tags: n % 3 === 0 ? ['a', `t${n % 5}`] : [],
        text: 'x'.repeat(n % 300),
      })),
    );
  }, 60_000);
  afterAll(async () => {
    await engine.close();
    place.clean();
  });

  const indexOf = async (key: string): Promise<unknown> => (await things.indexes()).find(({ name }) => name === key);

  test('goes on in steps, while documents are written, and ends up complete', async () => {
    const building = things.createIndex({ group: 1, tags: 1 });
    const commits = engine.writer.stats.commits;
    // Before, behind and at where it is: each change must find its way into the index.
    for (let n = 0; n < 60; n++) {
      await Promise.all([
        things.insertOne({ _id: COUNT + n, n: COUNT + n, group: 3, tags: ['late'] }),
        things.updateOne({ _id: n * 90 }, { $set: { group: 9 } }),
        things.deleteOne({ _id: n * 90 + 1 }),
      ]);
    }
    await building;
    expect(engine.writer.stats.commits).toBeGreaterThan(commits + 3);
    expect((await checkIntegrity(engine)).problems).toEqual([]);
    expect(await things.countDocuments({ group: 9 })).toBe(60);
    expect(await things.countDocuments({ group: 3, tags: 'late' })).toBe(60);
  }, 60_000);

  test('no query reads it before it is complete', async () => {
    const building = things.createIndex({ n: -1 }, { name: 'half' });
    let seen = 0;
    while ((await indexOf('half')) === undefined) {
      expect(await things.countDocuments({ n: { $gte: COUNT } })).toBe(60);
      seen++;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await building;
    expect(seen).toBeGreaterThan(0);
    expect(await things.countDocuments({ n: { $gte: COUNT } })).toBe(60);
  }, 60_000);

  test('a unique one that meets duplicates is refused by name and leaves nothing behind', async () => {
    await expect(things.createIndex({ group: 1 }, { unique: true, name: 'no' })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { group: 1 },
    });
    expect(await indexOf('no')).toBeUndefined();
    const sqlite = new Sqlite(place.file);
    expect(sqlite.value("SELECT count(*) FROM so_indexes WHERE name = 'no'")).toBe(0);
    sqlite.close();
  });

  test('what a dead process left half built is completed by whoever asks next', async () => {
    const other = scratch();
    const first = await Engine.open(other.file, { synchronous: 'NORMAL' });
    const mine = new SqliteCollection(first, 'test', 'things');
    await mine.insertMany(Array.from({ length: 3000 }, (_, n) => ({ _id: n, n: n % 10 })));
    const building = mine.createIndex({ n: 1 });
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    const copy = new Sqlite(other.file);
    copy.exec(`VACUUM INTO '${other.file}.dead'`);
    copy.close();
    await building;
    await first.close();
    const second = await Engine.open(`${other.file}.dead`);
    const theirs = new SqliteCollection(second, 'test', 'things');
    expect(await theirs.countDocuments({ n: 3 })).toBe(300);
    await theirs.createIndex({ n: 1 });
    expect((await checkIntegrity(second)).problems).toEqual([]);
    expect(await theirs.countDocuments({ n: 3 })).toBe(300);
    expect(second.catalog.find('things')?.ready.map(({ name }) => name)).toContain('n_1');
    await second.close();
    other.clean();
  }, 60_000);

  test('a read that was planned by an index which another process drops that moment is planned anew', async () => {
    await things.createIndex({ text: 1 }, { name: 'gone' });
    const other = new Sqlite(place.file);
    expect(await things.countDocuments({ text: 'x' })).toBeGreaterThan(0);
    const index = engine.catalog.find('things')?.indexes.find(({ name }) => name === 'gone');
    // All in one turn of the event loop: the catalog was looked at, and is not looked at again.
    other.exec(`DELETE FROM so_indexes WHERE id = ${index?.id ?? 0}; DROP TABLE ix_${index?.id ?? 0}`);
    const reading = things.find({ text: 'x' }).toArray();
    expect(await reading).toHaveLength(await things.countDocuments({ text: 'x' }));
    expect(await indexOf('gone')).toBeUndefined();
    other.close();
  });

  test('a file of the format before, with documents and indexes, is brought forward', async () => {
    const other = scratch();
    // Written by the code of that time: 60 documents, one of them deleted, and three indexes.
    writeFileSync(other.file, gunzipSync(readFileSync(fileURLToPath(new URL('fixtures/format-1.db.gz', import.meta.url)))));
    const opened = await Engine.open(other.file);
    expect(opened.sqlite.value('PRAGMA user_version')).toBe(2);
    const mine = new SqliteCollection(opened, 'test', 'things');
    const left = Array.from({ length: 60 }, (_, i) => i).filter((i) => i !== 7);
    const ids = (numbers: number[]): string[] => numbers.map((i) => `t${i}`);
    expect((await mine.find({}).toArray()).map((doc) => doc['_id']).toSorted()).toEqual(ids(left).toSorted());
    const open = mine.find({ state: 'open' }, { sort: { at: -1, _id: -1 } });
    expect((await open.toArray()).map((doc) => doc['_id'])).toEqual(ids(left.filter((i) => i % 3)).toReversed());
    expect(await mine.find({ state: 'open' }, { sort: { at: -1, _id: -1 } }).explain()).toMatchObject({
      indexes: ['state_1_at_-1__id_-1'],
      sortedByIndex: true,
    });
    expect((await mine.find({ 'list.k': 'late' }).toArray()).map((doc) => doc['_id']).toSorted()).toEqual(
      ids(left.filter((i) => i % 3 === 0)).toSorted(),
    );
    expect(await mine.find({ 'list.k': 'late' }).explain()).toMatchObject({ indexes: ['list.k_1'] });
    await expect(mine.insertOne({ _id: 'x', key: 'k9' })).rejects.toMatchObject({ code: 11000, keyPattern: { key: 1 } });
    await mine.insertOne({ _id: 'x', key: 'k7', list: [{ k: 3 }] });
    await mine.createIndex({ text: 1 });
    expect((await checkIntegrity(opened)).problems).toEqual([]);
    expect(await new SqliteCollection(opened, 'test', 'others').findOne({ _id: 1 })).toEqual({ _id: 1, n: 5 });
    await opened.close();
    other.clean();
  });
});
