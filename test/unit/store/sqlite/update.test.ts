import fc from '../../../support/random.js';
import mongoose from 'mongoose';
import { parseFilter } from '../../../../src/store/sqlite/filter.js';
import { applyUpdate, upsertSeed } from '../../../../src/store/sqlite/update.js';
import { parseReplacement, parseUpdate } from '../../../../src/store/sqlite/updateParse.js';
import { compareValues, type Doc, plain } from '../../../../src/store/sqlite/values.js';
import { document, smallValue } from './arbitraries.js';
import { CASES, runs, SEEDS } from './support.js';
import { applyReference, type Circumstances, order, Refused, Untold } from './updateReference.js';

const { Long } = mongoose.mongo.BSON;

function update(doc: Doc, change: unknown, filter: unknown = {}, arrayFilters?: unknown, inserting = false): Doc {
  return applyUpdate(doc, parseUpdate(change, arrayFilters), { filter: parseFilter(filter), inserting });
}

const TABLE: [name: string, doc: Doc, change: unknown, wanted: Doc, filter?: unknown, arrayFilters?: unknown][] = [
  ['$set makes what is missing', { _id: 1 }, { $set: { 'a.b': 2 } }, { _id: 1, a: { b: 2 } }],
  ['$set at an array position fills up with nulls', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
  ['$set of an array element field', { a: [{ b: 1 }, { b: 2 }] }, { $set: { 'a.1.b': 9 } }, { a: [{ b: 1 }, { b: 9 }] }],
  ['$unset', { a: { b: 1, c: 2 }, d: 1 }, { $unset: { 'a.b': '', d: 1, nope: 1, 'x.y': 1 } }, { a: { c: 2 } }],
  ['$unset of an element leaves null', { a: [1, 2] }, { $unset: { 'a.0': 1 } }, { a: [null, 2] }],
  ['$inc and $mul', { a: 1, b: 4 }, { $inc: { a: 2, c: 5 }, $mul: { b: 0.5, d: 3 } }, { a: 3, b: 2, c: 5, d: 0 }],
  ['$inc beyond 2^53 stays exact', { a: 9007199254740991 }, { $inc: { a: 2 } }, { a: Long.fromString('9007199254740993') }],
  ['$min and $max', { a: 5, b: 5 }, { $min: { a: 3, c: 1 }, $max: { b: 3, d: 1 } }, { a: 3, b: 5, c: 1, d: 1 }],
  ['$max compares across types', { a: 5 }, { $max: { a: 'x' } }, { a: 'x' }],
  ['$push', { a: [1] }, { $push: { a: [2], b: 1 } }, { a: [1, [2]], b: [1] }],
  ['$push with all clauses', { a: [5, 1] }, { $push: { a: { $each: [3, 9], $sort: -1, $slice: 3 } } }, { a: [9, 5, 3] }],
  ['$push at a position', { a: [1, 2, 3] }, { $push: { a: { $each: [8, 9], $position: 1 } } }, { a: [1, 8, 9, 2, 3] }],
  ['$push at a position from the end', { a: [1, 2, 3] }, { $push: { a: { $each: [9], $position: -1 } } }, { a: [1, 2, 9, 3] }],
  ['$push keeps the last', { a: [1, 2] }, { $push: { a: { $each: [3, 4], $slice: -3 } } }, { a: [2, 3, 4] }],
  [
    '$push sorts by fields',
    { a: [{ x: 2, y: 1 }] },
    { $push: { a: { $each: [{ x: 1 }, { x: 2, y: 0 }], $sort: { x: 1, y: 1 } } } },
    { a: [{ x: 1 }, { x: 2, y: 0 }, { x: 2, y: 1 }] },
  ],
  ['$slice 0 empties', { a: [1] }, { $push: { a: { $each: [], $slice: 0 } } }, { a: [] }],
  ['$addToSet', { a: [1, { b: 1 }] }, { $addToSet: { a: { b: 1 }, c: 1 } }, { a: [1, { b: 1 }], c: [1] }],
  ['$addToSet with $each', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }],
  ['$pull a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  ['$pull by $in', { a: ['x', 'y', 'z'] }, { $pull: { a: { $in: ['x', 'z'] } } }, { a: ['y'] }],
  [
    '$pull sub-documents by filter',
    { a: [{ x: 1, y: 1 }, { x: 1, y: 2 }, { x: 2 }] },
    { $pull: { a: { x: 1, y: { $gt: 1 } } } },
    { a: [{ x: 1, y: 1 }, { x: 2 }] },
  ],
  ['$pull sub-documents by $or', { a: [{ x: 1 }, { x: 2 }, { x: 3 }] }, { $pull: { a: { $or: [{ x: 1 }, { x: 3 }] } } }, { a: [{ x: 2 }] }],
  ['$pull with a regex', { a: ['ab', 'b'] }, { $pull: { a: /^a/ } }, { a: ['b'] }],
  ['$pull in arrays of arrays', { r: [{ a: [{ q: 1 }, { q: 2 }] }] }, { $pull: { r: { a: { $elemMatch: { q: 2 } } } } }, { r: [] }],
  ['$pullAll', { a: [1, 2, { b: 1 }] }, { $pullAll: { a: [1, { b: 1 }] } }, { a: [2] }],
  ['$pop both ends', { a: [1, 2, 3], b: [1, 2] }, { $pop: { a: -1, b: 1, c: 1 } }, { a: [2, 3], b: [1] }],
  ['$rename', { a: { b: 1 }, c: 2 }, { $rename: { 'a.b': 'd.e', c: 'f', nope: 'g' } }, { a: {}, d: { e: 1 }, f: 2 }],
  ['$setOnInsert does nothing to what is there', { a: 1 }, { $setOnInsert: { a: 2 } }, { a: 1 }],
  [
    'positional $',
    {
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 1 },
      ],
    },
    { $set: { 'a.$.v': 9 } },
    {
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 9 },
      ],
    },
    { 'a.k': 2 },
  ],
  [
    'positional $ by $elemMatch',
    {
      a: [
        { k: 1, v: 1 },
        { k: 1, v: 2 },
      ],
    },
    { $inc: { 'a.$.v': 10 } },
    {
      a: [
        { k: 1, v: 1 },
        { k: 1, v: 12 },
      ],
    },
    { a: { $elemMatch: { k: 1, v: 2 } } },
  ],
  [
    'positional $ prefers $elemMatch to other predicates',
    { a: [{ k: 1 }, { k: 2 }] },
    { $set: { 'a.$.z': 1 } },
    { a: [{ k: 1 }, { k: 2, z: 1 }] },
    { 'a.k': 1, a: { $elemMatch: { k: 2 } } },
  ],
  ['positional $ on plain values', { a: [1, 5, 9] }, { $set: { 'a.$': 0 } }, { a: [1, 0, 9] }, { a: { $gt: 3 } }],
  ['positional $ below a field', { o: { a: ['x', 'y'] } }, { $set: { 'o.a.$': 'z' } }, { o: { a: ['x', 'z'] } }, { 'o.a': 'y' }],
  ['positional $ with $push', { a: [{ k: 1, l: [] }] }, { $push: { 'a.$.l': 3 } }, { a: [{ k: 1, l: [3] }] }, { 'a.k': 1 }],
  ['$[] means all', { a: [{ v: 1 }, { v: 2 }] }, { $inc: { 'a.$[].v': 1 } }, { a: [{ v: 2 }, { v: 3 }] }],
  [
    '$[name] means those the array filter fits',
    { a: [{ v: 1 }, { v: 5 }] },
    { $set: { 'a.$[big].ok': true } },
    { a: [{ v: 1 }, { v: 5, ok: true }] },
    {},
    [{ 'big.v': { $gt: 3 } }],
  ],
  [
    'a field may be called like a prototype member',
    { _id: 1 },
    { $set: { constructor: 1, toString: 2 } },
    { _id: 1, constructor: 1, toString: 2 },
  ],
];

test.each(TABLE)('%s', (...row) => {
  const [, doc, change, wanted, filter, arrayFilters] = row;
  const before = structuredClone(JSON.stringify(doc));
  const after = update(doc, change, filter, arrayFilters);
  expect(after).toEqual(wanted);
  expect(compareValues(after, wanted)).toBe(0);
  expect(JSON.stringify(doc)).toBe(before);
});

test('$setOnInsert applies to a new document, $currentDate gives the time', () => {
  expect(update({ a: 1 }, { $setOnInsert: { b: 2 } }, {}, undefined, true)).toEqual({ a: 1, b: 2 });
  const { at } = update({}, { $currentDate: { at: true } }) as { at: Date };
  expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(5000);
});

test('an update that changes nothing gives back the very same document', () => {
  const doc = { _id: 1, a: { b: [1, 2] }, n: 5, s: 'x' };
  for (const change of [
    { $set: { 'a.b': [1, 2], s: 'x' } },
    { $inc: { n: 0 } },
    { $min: { n: 9 } },
    { $addToSet: { 'a.b': 2 } },
    { $pull: { 'a.b': 7 } },
    { $unset: { q: 1 } },
    { $pop: { zz: 1 } },
    {},
  ]) {
    expect(update(doc, change)).toBe(doc);
  }
  expect(applyUpdate(doc, parseReplacement({ a: { b: [1, 2] }, n: 5, s: 'x' }), { filter: parseFilter({}), inserting: false })).toBe(doc);
});

test.each<[unknown, RegExp, unknown?, unknown?]>([
  [[{ $set: { a: 1 } }], /pipeline/],
  [{ $bit: { a: { and: 1 } } }, /\$bit/],
  [{ a: 1 }, /atomic operators/],
  [{ $set: { a: 1 }, $inc: { 'a.b': 1 } }, /conflict/],
  [{ $set: { a: 1 }, $rename: { b: 'a' } }, /conflict/],
  [{ $set: { '': 1 } }, /empty/i],
  [{ $set: { 'a..b': 1 } }, /empty/i],
  [{ $set: { '__proto__.x': 1 } }, /not allowed/],
  [{ $set: { 's.b': 1 } }, /Cannot create field/],
  [{ $set: { 'l.b': 1 } }, /Cannot create field/],
  [{ $set: { 'n.b': 1 } }, /Cannot create field/],
  [{ $rename: { 's.b': 'c' } }, /cannot use the part \(b of s\.b\) to traverse the element \(\{s: string\}\)/],
  [{ $inc: { s: 1 } }, /non-numeric/],
  [{ $inc: { n: 1 } }, /non-numeric/],
  [{ $inc: { x: 'a' } }, /non-numeric/],
  [{ $push: { s: 1 } }, /must be an array/],
  [{ $push: { l: { $each: 1 } } }, /\$each/],
  [{ $push: { l: { $each: [], $foo: 1 } } }, /\$foo/],
  [{ $pull: { s: 1 } }, /must be an array/],
  [{ $pop: { l: 2 } }, /\$pop/],
  [{ $set: { 'l.$': 1 } }, /positional/],
  [{ $set: { 'l.$': 1 } }, /positional/, { s: 'x' }],
  [{ $set: { 'l.$[x]': 1 } }, /array filter/],
  [{ $set: { s: 1 } }, /not used/, {}, [{ x: 1 }]],
  [{ $set: { _id: 2 } }, /immutable/],
  [{ $unset: { _id: 1 } }, /immutable/],
  [{ $currentDate: { a: { $type: 'timestamp' } } }, /timestamp/],
  [{ $inc: { big: 1 } }, /64 bits/],
])('%j is refused: %s', (...row) => {
  const [change, message, filter, arrayFilters] = row;
  const doc = { _id: 1, s: 'x', n: null, l: [1], big: Long.fromString('9223372036854775807') };
  expect(() => update(doc, change, filter, arrayFilters)).toThrow(message);
});

test('an upsert starts from what the filter asks to be equal', () => {
  expect(
    upsertSeed(parseFilter({ a: 1, 'b.c': { $eq: 'x' }, d: { $gt: 5 }, $and: [{ e: null }], $or: [{ f: 1 }, { f: 2 }], g: { $in: [1] } })),
  ).toEqual({ a: 1, b: { c: 'x' }, e: null });
});

const entry = fc.record({ k: fc.integer({ min: 0, max: 2 }), v: smallValue });
const before = fc
  .tuple(
    document,
    fc.record(
      { l: fc.array(entry, { maxLength: 4 }), o: fc.record({ x: smallValue, y: smallValue }, { requiredKeys: [] }) },
      { requiredKeys: [] },
    ),
  )
  .map(([one, other]) => ({ ...one, ...other }) as Doc);

const where = fc.constantFrom(
  'a',
  'a',
  'b',
  'b',
  'c',
  'd',
  'a.x',
  'a.0',
  'a.1.x',
  'b.y',
  'b.3',
  'c.q',
  'o.x',
  'o.z',
  'new.deep',
  'l.0.v',
  'l.2',
);
const lists = fc.constantFrom('a', 'a', 'b', 'b', 'd', 'a.0', 'a.x', 'new.deep', 'o.x');
const at = (paths: fc.Arbitrary<string>, operators: string[], operand: fc.Arbitrary<unknown>): fc.Arbitrary<[string, Doc]> =>
  fc.tuple(fc.constantFrom(...operators), paths, operand).map(([operator, path, value]) => [operator, { [path]: value }]);
const several = fc.array(smallValue, { minLength: 1, maxLength: 3 });
const position = fc.integer({ min: -3, max: 3 });
const range = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom('x', 'xy'));

const step: fc.Arbitrary<[string, Doc]> = fc.oneof(
  {
    weight: 4,
    arbitrary: at(
      where,
      ['$set', '$min', '$max', '$setOnInsert'],
      fc.oneof({ weight: 4, arbitrary: smallValue }, { weight: 1, arbitrary: several }),
    ),
  },
  { weight: 2, arbitrary: at(where, ['$inc', '$mul'], fc.constantFrom(-3, -1, 0, 2, 0.5)) },
  { weight: 2, arbitrary: at(where, ['$unset'], fc.constant(1)) },
  { weight: 2, arbitrary: at(lists, ['$push', '$addToSet'], fc.oneof(smallValue, several)) },
  {
    weight: 2,
    arbitrary: at(
      lists,
      ['$addToSet'],
      several.map((each) => ({ $each: each })),
    ),
  },
  {
    weight: 3,
    arbitrary: at(
      lists,
      ['$push'],
      fc.record({ $each: several, $position: position, $slice: position, $sort: fc.constantFrom(1, -1) }, { requiredKeys: ['$each'] }),
    ),
  },
  {
    weight: 2,
    arbitrary: at(
      fc.constant('l'),
      ['$push'],
      fc.record(
        { $each: fc.array(entry, { maxLength: 2 }), $position: position, $slice: position, $sort: fc.constantFrom({ k: 1 }, { v: -1 }) },
        { requiredKeys: ['$each'] },
      ),
    ),
  },
  {
    weight: 3,
    arbitrary: at(
      lists,
      ['$pull'],
      fc.oneof(
        smallValue,
        several,
        several.map((list) => ({ $in: list })),
        range.map((low) => ({ $gte: low })),
        range.map((high) => ({ $lt: high })),
        smallValue.map((x) => ({ x })),
      ),
    ),
  },
  { weight: 1, arbitrary: at(fc.constant('l'), ['$pull', '$addToSet'], entry) },
  { weight: 2, arbitrary: at(lists, ['$pullAll'], several) },
  { weight: 2, arbitrary: at(lists, ['$pop'], fc.constantFrom(1, -1)) },
  { weight: 2, arbitrary: at(fc.constantFrom('a', 'b', 'd', 'o.x'), ['$rename'], fc.constantFrom('c', 'e', 'o.z', 'new.deep')) },
);
/** In elements of `l`: the one that the filter found, all, and those with a `k` of so much or more. */
const positional: fc.Arbitrary<[string, Doc]> = fc.oneof(
  at(fc.constantFrom('l.$.v', 'l.$[].v', 'l.$[one].v', 'l.$'), ['$set', '$max', '$unset'], smallValue),
  at(fc.constantFrom('l.$.w', 'l.$[].k', 'l.$[one].k'), ['$inc', '$mul'], fc.constantFrom(-1, 0, 2)),
  at(fc.constantFrom('l.$.t', 'l.$[].t', 'l.$[one].t'), ['$push', '$addToSet'], smallValue),
);

test.each(SEEDS)(
  'operators do what plain versions of them do (seed %i)',
  (seed) => {
    let changed = 0;
    let refused = 0;
    const check = (doc: Doc, change: Record<string, Doc>, circumstances: Circumstances, filter: Doc, arrayFilters?: Doc[]): void => {
      const wanted = plain(doc) as Doc;
      const untouched = plain(doc);
      try {
        applyReference(wanted, plain(change) as typeof change, circumstances);
      } catch (error) {
        fc.pre(!(error instanceof Untold));
        if (!(error instanceof Refused)) throw error;
        refused++;
        expect(() => update(doc, change, filter, arrayFilters, circumstances.inserting)).toThrow(mongoose.mongo.MongoServerError);
        return;
      }
      const after = update(doc, change, filter, arrayFilters, circumstances.inserting);
      // The fields of a document may come in another order.
      if (order(sorted(after), sorted(wanted)) !== 0) expect(after).toEqual(wanted);
      if (order(doc, after) !== 0) changed++;
      expect(order(doc, untouched)).toBe(0);
    };
    fc.assert(
      fc.property(before, fc.array(step, { minLength: 1, maxLength: 3 }), fc.boolean(), (doc, steps, inserting) => {
        const change: Record<string, Doc> = {};
        for (const [operator, fields] of steps) change[operator] = { ...change[operator], ...fields };
        check(doc, change, { inserting }, {});
      }),
      runs(CASES * 8, seed),
    );
    fc.assert(
      fc.property(before, positional, fc.integer({ min: 0, max: 2 }), (doc, [operator, fields], k) => {
        const [path = ''] = Object.keys(fields);
        const isOf = (test: (found: number) => boolean) => (element: unknown) => test((element as Doc)['k'] as number);
        check(
          doc,
          { [operator]: fields },
          { matched: (list) => list.findIndex(isOf((found) => found === k)), chosen: isOf((found) => found >= k) },
          { 'l.k': k },
          path.includes('$[one]') ? [{ 'one.k': { $gte: k } }] : undefined,
        );
      }),
      runs(CASES * 2, seed),
    );
    expect(changed).toBeGreaterThan(CASES);
    expect(refused).toBeGreaterThan(CASES / 4);
  },
  300_000,
);

/** Documents with their fields by name. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
}
