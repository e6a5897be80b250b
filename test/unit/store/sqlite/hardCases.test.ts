import { parseSort, sortValues } from '../../../../src/store/sqlite/sorting.js';
import type { Doc } from '../../../../src/store/sqlite/values.js';
import type { PlanReport } from '../../../../src/store/sqlite/watch.js';
import { memoryCollection } from './support.js';

type Declared = [key: Record<string, 1 | -1>, options?: Record<string, unknown>];

/** Cases that random documents seldom hit: the answer is given by hand, and the index must be used for it. */
const CASES: [name: string, index: Declared, docs: Doc[], filter: Doc, options: Doc, wanted: unknown[], usesIndex: boolean][] = [
  [
    'an empty array has no null below it',
    [{ 'a.x': 1 }],
    [
      { _id: 1, a: [] },
      { _id: 2, a: [{ x: null }] },
      { _id: 3, a: [{ x: 1 }] },
    ],
    { 'a.x': { $ne: null } },
    { sort: { _id: 1 } },
    [1, 3],
    false,
  ],
  [
    'a list in a list is not looked into',
    [{ 'a.x': 1 }],
    [
      { _id: 1, a: [[{ x: 1 }]] },
      { _id: 2, a: [{ x: 1 }] },
    ],
    { 'a.x': 1 },
    {},
    [2],
    true,
  ],
  [
    'a sparse index keeps an array of which some elements have the field',
    [{ 'a.x': 1 }, { sparse: true }],
    [{ _id: 1, a: [{ x: 1 }, {}] }, { _id: 2 }],
    { 'a.x': 1 },
    {},
    [1],
    true,
  ],
  [
    'two lists of values, ordered by the second',
    [{ a: 1, b: 1 }],
    [
      { _id: 1, a: 1, b: 2 },
      { _id: 2, a: 2, b: 1 },
      { _id: 3, a: 1, b: 1 },
      { _id: 4, a: 2, b: 2 },
    ],
    { a: { $in: [1, 2] }, b: { $in: [1, 2] } },
    { sort: { b: 1, _id: 1 } },
    [2, 3, 1, 4],
    true,
  ],
  [
    'ties between merged ranges go by _id',
    [{ s: 1, t: 1 }],
    [
      { _id: 1, s: 'b', t: 5 },
      { _id: 2, s: 'a', t: 5 },
      { _id: 3, s: 'b', t: 5 },
      { _id: 4, s: 'a', t: 5 },
    ],
    { s: { $in: ['a', 'b'] } },
    { sort: { t: 1, _id: 1 } },
    [1, 2, 3, 4],
    true,
  ],
  [
    'the same backward',
    [{ s: 1, t: 1 }],
    [
      { _id: 1, s: 'b', t: 5 },
      { _id: 2, s: 'a', t: 5 },
      { _id: 3, s: 'b', t: 5 },
      { _id: 4, s: 'a', t: 5 },
    ],
    { s: { $in: ['a', 'b'] } },
    { sort: { t: -1, _id: -1 } },
    [4, 3, 2, 1],
    true,
  ],
  [
    'more equal keys than a page, forward',
    [{ c: 1 }],
    Array.from({ length: 100 }, (_, _id) => ({ _id, c: 1 })),
    { c: 1 },
    { sort: { _id: 1 } },
    Array.from({ length: 100 }, (_, i) => i),
    true,
  ],
  [
    'more equal keys than a page, backward',
    [{ c: 1 }],
    Array.from({ length: 100 }, (_, _id) => ({ _id, c: 1 })),
    { c: 1 },
    { sort: { _id: -1 } },
    Array.from({ length: 100 }, (_, i) => 99 - i),
    true,
  ],
  [
    'more equal keys than a page, of a descending index',
    [{ c: -1 }],
    Array.from({ length: 100 }, (_, _id) => ({ _id, c: 1 })),
    { c: 1 },
    { sort: { _id: 1 } },
    Array.from({ length: 100 }, (_, i) => i),
    true,
  ],
  [
    'an array meets both bounds by different elements',
    [{ a: 1 }],
    [
      { _id: 1, a: [3, 10] },
      { _id: 2, a: 6 },
      { _id: 3, a: [1, 2] },
    ],
    { a: { $gt: 5, $lt: 8 } },
    { sort: { _id: 1 } },
    [1, 2],
    true,
  ],
  [
    'missing, null and empty are three things',
    [{ a: 1 }],
    [{ _id: 1 }, { _id: 2, a: null }, { _id: 3, a: [] }, { _id: 4, a: [null] }],
    { a: null },
    { sort: { _id: 1 } },
    [1, 2, 4],
    true,
  ],
  [
    '... and $exists tells them apart',
    [{ a: 1 }],
    [{ _id: 1 }, { _id: 2, a: null }, { _id: 3, a: [] }],
    { a: { $exists: false } },
    {},
    [1],
    true,
  ],
  [
    'a partial index is not used by a filter that is wider',
    [{ a: 1 }, { partialFilterExpression: { a: { $gt: 5 } } }],
    [
      { _id: 1, a: 4 },
      { _id: 2, a: 9 },
    ],
    { a: { $gt: 3 } },
    { sort: { _id: 1 } },
    [1, 2],
    false,
  ],
  [
    '... but by one that is narrower',
    [{ a: 1 }, { partialFilterExpression: { a: { $gt: 5 } } }],
    [
      { _id: 1, a: 4 },
      { _id: 2, a: 9 },
      { _id: 3, a: 6 },
    ],
    { a: { $gt: 7 } },
    {},
    [2],
    true,
  ],
  [
    'a partial index on null is no help for $exists: false',
    [{ 'a.x': 1 }, { partialFilterExpression: { 'a.x': null } }],
    [
      { _id: 1, a: [] },
      { _id: 2, a: [{}] },
    ],
    { 'a.x': { $exists: false } },
    { sort: { _id: 1 } },
    [1, 2],
    false,
  ],
  [
    'characters beyond U+FFFF come after those below',
    [{ a: 1 }],
    [
      { _id: 1, a: '\uffee' },
      { _id: 2, a: '😀' },
      { _id: 3, a: 'a' },
    ],
    { a: { $gt: 'b' } },
    { sort: { a: 1 } },
    [1, 2],
    true,
  ],
  [
    'a zero byte in a text',
    [{ a: 1, b: 1 }],
    [
      { _id: 1, a: 'x', b: 9 },
      { _id: 2, a: 'x\0', b: 1 },
      { _id: 3, a: 'x\0y', b: 1 },
    ],
    { a: /^x/ },
    { sort: { a: 1, b: 1 } },
    [1, 2, 3],
    true,
  ],
];

test.each(CASES)('%s', async (...row) => {
  const [, [key, options], docs, filter, find, wanted, usesIndex] = row;
  let last: PlanReport | null = null;
  const { engine, things } = await memoryCollection({
    onPlan: (report) => {
      last = report;
    },
  });
  await things.createIndex(key, options);
  // In another order than by _id, so that no order comes about by luck.
  await things.insertMany(docs.toSorted((a, b) => ((Number(a['_id']) * 7) % 5) - ((Number(b['_id']) * 7) % 5)));
  expect((await things.find(filter, find).toArray()).map(({ _id }) => _id)).toEqual(wanted);
  const name = Object.entries(key)
    .map(([path, dir]) => `${path}_${dir}`)
    .join('_');
  expect((last as PlanReport | null)?.indexes.includes(name)).toBe(usesIndex);
  expect(await things.countDocuments(filter)).toBe(wanted.length);
  await engine.close();
});

test.each<[doc: Doc, sort: Doc, wanted: unknown[]]>([
  [{ a: [3, 1, 2] }, { a: 1 }, [1]],
  [{ a: [3, 1, 2] }, { a: -1 }, [3]],
  [{ a: [{ x: 5 }, { x: 2 }, {}] }, { 'a.x': 1 }, [null]],
  [{ a: [{ x: 5 }, { x: 2 }, {}] }, { 'a.x': -1 }, [5]],
  [{}, { a: 1 }, [null]],
  [{ a: 5 }, { 'a.x': 1 }, [null]],
])('%j sorts by %j as %j', (doc, sort, wanted) => {
  expect(sortValues(doc, parseSort(sort))).toEqual(wanted);
});

test('sorting in memory and by an index put arrays, gaps and empty lists in the same order', async () => {
  const docs = [{ _id: 1, a: 5 }, { _id: 2 }, { _id: 3, a: [] }, { _id: 4, a: [9, 1] }, { _id: 5, a: 'x' }, { _id: 6, a: null }];
  const { engine, things } = await memoryCollection();
  await things.insertMany(docs);
  const order = async (sort: Doc): Promise<unknown[]> => (await things.find({}, { sort }).toArray()).map(({ _id }) => _id);
  expect(await order({ a: 1, _id: 1 })).toEqual([3, 2, 6, 4, 1, 5]);
  expect(await order({ a: -1, _id: 1 })).toEqual([5, 4, 1, 2, 6, 3]);
  await engine.close();
});
