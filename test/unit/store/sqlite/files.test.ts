import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteCollection } from '../../../../src/store/sqlite/collection.js';
import { Engine } from '../../../../src/store/sqlite/engine.js';
import { asStoreError } from '../../../../src/store/sqlite/errors.js';
import { backup, checkIntegrity } from '../../../../src/store/sqlite/maintenance.js';
import { Sqlite } from '../../../../src/store/sqlite/sqlite.js';
import { canMount, mountDisk } from '../../../support/disk.js';
import { scratch } from './support.js';

let place: ReturnType<typeof scratch>;
beforeEach(() => {
  place = scratch();
});
afterEach(() => place.clean());

const thingsOf = (engine: Engine): SqliteCollection => new SqliteCollection(engine, 'test', 'things');

test('a store is found again as it was left', async () => {
  const first = await Engine.open(place.file);
  await thingsOf(first).createIndex({ a: -1 }, { unique: true, partialFilterExpression: { at: { $gt: new Date(0) } } });
  await thingsOf(first).insertOne({ _id: 'x', a: [1, 2], at: new Date(5) });
  const described = await thingsOf(first).indexes();
  await first.close();
  const second = await Engine.open(place.file);
  expect(await thingsOf(second).indexes()).toEqual(described);
  expect(await thingsOf(second).findOne({ a: 2, at: { $gt: new Date(0) } })).toEqual({ _id: 'x', a: [1, 2], at: new Date(5) });
  await second.close();
});

test('two connections see each other: new collections, indexes and arrays', async () => {
  const one = await Engine.open(place.file);
  const two = await Engine.open(place.file);
  await thingsOf(one).insertOne({ _id: 1, a: 1, n: 5 });
  expect(await thingsOf(two).findOne({ a: 1 })).toMatchObject({ _id: 1 });
  await thingsOf(two).createIndex({ a: 1 });
  // A writer that did not know of the new index would leave its rows out.
  await thingsOf(one).insertOne({ _id: 2, a: 1 });
  expect(await thingsOf(two).find({ a: 1 }, { hint: 'a_1' }).toArray()).toHaveLength(2);
  // A reader that did not know of the first array would intersect the bounds and miss it.
  expect(
    await thingsOf(two)
      .find({ a: { $gt: 5, $lt: 8 } })
      .toArray(),
  ).toHaveLength(0);
  await thingsOf(one).insertOne({ _id: 3, a: [3, 10] });
  expect(
    await thingsOf(two)
      .find({ a: { $gt: 5, $lt: 8 } })
      .toArray(),
  ).toHaveLength(1);
  await thingsOf(one).drop();
  expect(await thingsOf(two).findOne({ a: 1 })).toBeNull();
  await one.close();
  await two.close();
});

test.each([
  ['no folder', () => join(place.folder, 'no', 'store.db'), 'cannot_open'],
  ['a folder', () => place.folder, 'cannot_open'],
  [
    'another kind of file',
    () => {
      writeFileSync(place.file, 'hello '.repeat(2000));
      return place.file;
    },
    'corrupt',
  ],
])('opening %s fails by name', async (_, file, code) => {
  await expect(Engine.open(file())).rejects.toMatchObject({ name: 'StoreFileError', code });
});

test('a file of a newer format is refused untouched', async () => {
  await (await Engine.open(place.file)).close();
  const raw = new Sqlite(place.file);
  raw.exec('PRAGMA user_version = 999');
  raw.close();
  await expect(Engine.open(place.file)).rejects.toMatchObject({ code: 'newer_format', message: expect.stringContaining('999') });
});

test('a damaged page is reported as corrupt, by the read that meets it and by the check', async () => {
  const engine = await Engine.open(place.file);
  await thingsOf(engine).insertMany(Array.from({ length: 2000 }, (_, _id) => ({ _id, text: 'x'.repeat(200) })));
  await engine.close();
  const bytes = readFileSync(place.file);
  for (let page = 10; page * 4096 < bytes.length; page++) bytes.fill(0xee, page * 4096, page * 4096 + 2048);
  writeFileSync(place.file, bytes);
  const damaged = await Engine.open(place.file);
  await expect(thingsOf(damaged).find({}).toArray()).rejects.toMatchObject({ name: 'StoreFileError', code: 'corrupt' });
  expect((await checkIntegrity(damaged)).problems.join('\n')).toMatch(/corrupt/);
  await damaged.close();
});

/** For the superuser file modes mean nothing: only a mount refuses him. */
const isRoot = process.getuid?.() === 0;

(isRoot && !canMount() ? test.skip : test)('a file that may not be written fails by name', async () => {
  const engine = await Engine.open(place.file);
  await thingsOf(engine).insertOne({ a: 1 });
  await engine.close();
  const disk = isRoot ? mountDisk(4) : null;
  const folder = disk?.folder ?? join(place.folder, 'ro');
  if (!disk) mkdirSync(folder);
  const file = join(folder, 'store.db');
  writeFileSync(file, readFileSync(place.file));
  try {
    if (disk) disk.protect();
    else {
      chmodSync(file, 0o444);
      chmodSync(folder, 0o555);
    }
    const attempt = (async () => {
      const readOnly = await Engine.open(file);
      await thingsOf(readOnly)
        .insertOne({ a: 2 })
        .finally(() => readOnly.close());
    })();
    await expect(attempt).rejects.toMatchObject({ name: 'StoreFileError', code: expect.stringMatching(/read_only|cannot_open/) });
  } finally {
    if (!disk) chmodSync(folder, 0o755);
    disk?.remove();
  }
});

test.each([
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_BUSY_SNAPSHOT', 'locked'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY_DIRECTORY', 'read_only'],
  ['SQLITE_CORRUPT_INDEX', 'corrupt'],
  ['SQLITE_NOTADB', 'corrupt'],
  ['SQLITE_CANTOPEN', 'cannot_open'],
  ['SQLITE_IOERR_FSYNC', 'io'],
])('%s is told as %s', (code, wanted) => {
  expect(asStoreError(Object.assign(new Error('x'), { code }), 'f.db')).toMatchObject({
    name: 'StoreFileError',
    code: wanted,
    message: expect.stringContaining('f.db'),
  });
});

test('an error that is not about the file stays as it is', () => {
  const error = new Error('mine');
  expect(asStoreError(error, 'f.db')).toBe(error);
});

test('a backup made under writes is complete, consistent and opens as a store', async () => {
  const engine = await Engine.open(place.file);
  const things = thingsOf(engine);
  await things.createIndex({ pair: 1 });
  await things.insertMany(Array.from({ length: 3000 }, (_, i) => ({ pair: i, text: 'x'.repeat(300) })));
  let running = true;
  let written = 0;
  // Both halves of a pair go into one batch, so a consistent copy holds both or none.
  const load = (async () => {
    while (running) {
      await Promise.all([things.insertOne({ half: written }), things.insertOne({ half: written })]);
      written++;
    }
  })();
  const target = join(place.folder, 'copy.db');
  await backup(engine, target);
  running = false;
  await load;
  expect(existsSync(`${target}.partial`)).toBe(false);
  await expect(backup(engine, target)).rejects.toMatchObject({ code: 'cannot_open' });
  await engine.close();
  const copy = await Engine.open(target);
  expect(await thingsOf(copy).countDocuments({ pair: { $gte: 0 } })).toBe(3000);
  const halves = await thingsOf(copy)
    .find({ half: { $exists: true } })
    .toArray();
  expect(halves.length % 2).toBe(0);
  expect((await checkIntegrity(copy)).problems).toEqual([]);
  await copy.close();
  expect(written).toBeGreaterThan(0);
});

test('the integrity check finds a lost, a foreign and a stray index row and an unmarked array', async () => {
  const engine = await Engine.open(place.file);
  const things = thingsOf(engine);
  await things.createIndex({ a: 1 });
  await things.createIndex({ b: 1 }, { unique: true, sparse: true });
  await things.insertMany([{ a: 1, b: 1 }, { a: 2, b: 2 }, { a: [3, 4] }]);
  expect(await checkIntegrity(engine)).toMatchObject({ problems: [], collections: 1, documents: 3, indexRows: 6 });
  const [a, b] =
    engine.catalog
      .list()[0]
      ?.indexes.filter(({ id }) => id !== 0)
      .map(({ id }) => id) ?? [];
  const problemsAfter = async (sql: string): Promise<string> => {
    engine.sqlite.exec(`SAVEPOINT test; ${sql}; RELEASE test`);
    return (await checkIntegrity(engine)).problems.join('\n');
  };
  expect(await problemsAfter(`DELETE FROM ix_${a} WHERE r = 1`)).toMatch(
    /a_1 lacks a key of row 1[^]*a_1 has 3 rows, the documents ask for 4/,
  );
  expect(await problemsAfter(`UPDATE ix_${b} SET r = 9 WHERE r = 2`)).toMatch(/b_1 lacks a key of row 2/);
  expect(await problemsAfter(`INSERT INTO ix_${b} VALUES (x'3233', x'00', 77)`)).toMatch(/b_1 has 3 rows, the documents ask for 2/);
  expect(await problemsAfter(`UPDATE so_indexes SET multikey = '[]'`)).toMatch(/does not know of the array at a in row 3/);
  await engine.close();
});
