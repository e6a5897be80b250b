/**
 * Whatever one asks of it, the engine lets others run. The bench judges the 50 ms; here its steps are counted, by a clock that runs
 * on with each of them: that tells yielding from not yielding however busy the machine is.
 */
import { SqliteCollection } from '../../../../src/store/sqlite/collection.js';
import { Engine } from '../../../../src/store/sqlite/engine.js';
import { turn } from '../../../../src/store/sqlite/turn.js';
import { scratch, stepsOf } from './support.js';

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

/** The engine goes on for 10 ms, which are as many steps here, and looks at the clock once or twice more around them. */
const SLICE = 15;

/** One after the other, on the same documents. `begun`: how much of it a turn begins, each of which looks at the clock once. */
const WORK: [name: string, work: () => Promise<unknown>, result: unknown, begun: number][] = [
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
    100,
  ],
  [
    'one long list',
    () =>
      things
        .find({ group: 1 }, { sort: { at: -1 } })
        .toArray()
        .then(({ length }) => length),
    MANY / 3,
    1,
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
    1,
  ],
  [
    'hundreds of pages at once',
    () =>
      Promise.all(Array.from({ length: 250 }, (_, i) => things.find({ group: i % 3 }, { sort: { at: -1 }, limit: 60 }).toArray())).then(
        (pages) => pages.flat().length,
      ),
    15_000,
    250,
  ],
  ['a count that looks at every document', () => things.countDocuments({ text: { $regex: 'mail' } }), MANY, 1],
  ['an update of all', () => things.updateMany({}, { $inc: { at: 1 } }).then(({ modifiedCount }) => modifiedCount), MANY, 1],
  ['dropping a large collection', () => things.drop(), true, 1],
];

test.each(WORK)('%s', async (_name, work, result, begun) => {
  let got: unknown;
  const steps = await stepsOf(async () => (got = await work()));
  expect(got).toBe(result);
  expect(steps.longest).toBeLessThanOrEqual(begun + SLICE);
  // What does not look at the clock would not be seen above.
  expect(steps.all).toBeGreaterThan(5 * steps.longest);
});

test('what was dropped is gone, and its name is free', async () => {
  expect(await things.countDocuments({})).toBe(0);
  await things.insertOne({ _id: 1 });
  expect(await things.find({}).toArray()).toEqual([{ _id: 1 }]);
});
