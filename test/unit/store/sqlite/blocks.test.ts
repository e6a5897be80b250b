/**
 * Whatever one asks of it, the engine lets others run. The bench judges the 50 ms; here turns are counted, and the longest is
 * compared with all of them: that tells yielding from not yielding however busy the machine is.
 */
import { SqliteCollection } from '../../../../src/store/sqlite/collection.js';
import { Engine } from '../../../../src/store/sqlite/engine.js';
import { turn } from '../../../../src/store/sqlite/turn.js';
import { scratch, turnsOf } from './support.js';

const MANY = 6000;
const TEXT = 'a text of some length, as in a mail. '.repeat(40);

const { file, clean } = scratch();
let engine: Engine;
let things: SqliteCollection;
beforeAll(async () => {
  engine = await Engine.open(file);
  things = new SqliteCollection(engine, 'test', 'things');
  await things.createIndex({ group: 1, at: -1 });
});
afterAll(async () => {
  await engine.close();
  clean();
});

/** One after the other, on the same documents. */
const WORK: [name: string, work: () => Promise<unknown>, result: unknown][] = [
  [
    'thousands of writes that wait',
    async () => {
      const written: Promise<unknown>[] = [];
      for (let i = 0; i < MANY; i++) {
        written.push(things.insertOne({ _id: i, group: i % 3, at: i, text: TEXT }));
        // Making them is not the engine's work.
        if (i % 100 === 0) await turn();
      }
      return (await Promise.all(written)).length;
    },
    MANY,
  ],
  [
    'one long list',
    () =>
      things
        .find({ group: 1 }, { sort: { at: -1 } })
        .toArray()
        .then(({ length }) => length),
    MANY / 3,
  ],
  [
    'pages that follow each other without a pause',
    async () => {
      let read = 0;
      for (let at = MANY; at > 0; at -= 200)
        read += (await things.find({ group: 1, at: { $lte: at, $gt: at - 200 } }, { sort: { at: -1 } }).toArray()).length;
      return read;
    },
    MANY / 3,
  ],
  [
    'hundreds of pages at once',
    () =>
      Promise.all(Array.from({ length: 250 }, (_, i) => things.find({ group: i % 3 }, { sort: { at: -1 }, limit: 60 }).toArray())).then(
        (pages) => pages.flat().length,
      ),
    15_000,
  ],
  ['a count that looks at every document', () => things.countDocuments({ text: { $regex: 'mail' } }), MANY],
  ['an update of all', () => things.updateMany({}, { $inc: { at: 1 } }).then(({ modifiedCount }) => modifiedCount), MANY],
  ['dropping a large collection', () => things.drop(), true],
];

test.each(WORK)('%s', async (_name, work, result) => {
  let got: unknown;
  const turns = await turnsOf(async () => (got = await work()));
  expect(got).toBe(result);
  expect(turns.longest).toBeLessThan(0.8);
});

test('what was dropped is gone, and its name is free', async () => {
  expect(await things.countDocuments({})).toBe(0);
  await things.insertOne({ _id: 1 });
  expect(await things.find({}).toArray()).toEqual([{ _id: 1 }]);
});
