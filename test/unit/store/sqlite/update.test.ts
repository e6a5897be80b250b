import fc from '../../../support/random.js';
import mongoose from 'mongoose';
import { parseFilter } from '../../../../src/store/sqlite/filter.js';
import { applyUpdate, upsertSeed } from '../../../../src/store/sqlite/update.js';
import { parseReplacement, parseUpdate } from '../../../../src/store/sqlite/updateParse.js';
import { compareValues, type Doc, plain } from '../../../../src/store/sqlite/values.js';
import { document, smallValue } from './arbitraries.js';
import { CASES } from './support.js';

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
  ['$push sorts by fields', { a: [{ x: 2, y: 1 }] }, { $push: { a: { $each: [{ x: 1 }, { x: 2, y: 0 }], $sort: { x: 1, y: 1 } } } }, { a: [{ x: 1 }, { x: 2, y: 0 }, { x: 2, y: 1 }] }],
  ['$slice 0 empties', { a: [1] }, { $push: { a: { $each: [], $slice: 0 } } }, { a: [] }],
  ['$addToSet', { a: [1, { b: 1 }] }, { $addToSet: { a: { b: 1 }, c: 1 } }, { a: [1, { b: 1 }], c: [1] }],
  ['$addToSet with $each', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }],
  ['$pull a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  ['$pull by $in', { a: ['x', 'y', 'z'] }, { $pull: { a: { $in: ['x', 'z'] } } }, { a: ['y'] }],
  ['$pull sub-documents by filter', { a: [{ x: 1, y: 1 }, { x: 1, y: 2 }, { x: 2 }] }, { $pull: { a: { x: 1, y: { $gt: 1 } } } }, { a: [{ x: 1, y: 1 }, { x: 2 }] }],
  ['$pull sub-documents by $or', { a: [{ x: 1 }, { x: 2 }, { x: 3 }] }, { $pull: { a: { $or: [{ x: 1 }, { x: 3 }] } } }, { a: [{ x: 2 }] }],
  ['$pull with a regex', { a: ['ab', 'b'] }, { $pull: { a: /^a/ } }, { a: ['b'] }],
  ['$pull in arrays of arrays', { r: [{ a: [{ q: 1 }, { q: 2 }] }] }, { $pull: { r: { a: { $elemMatch: { q: 2 } } } } }, { r: [] }],
  ['$pullAll', { a: [1, 2, { b: 1 }] }, { $pullAll: { a: [1, { b: 1 }] } }, { a: [2] }],
  ['$pop both ends', { a: [1, 2, 3], b: [1, 2] }, { $pop: { a: -1, b: 1, c: 1 } }, { a: [2, 3], b: [1] }],
  ['$rename', { a: { b: 1 }, c: 2 }, { $rename: { 'a.b': 'd.e', c: 'f', nope: 'g' } }, { a: {}, d: { e: 1 }, f: 2 }],
  ['$setOnInsert does nothing to what is there', { a: 1 }, { $setOnInsert: { a: 2 } }, { a: 1 }],
  ['positional $', { a: [{ k: 1, v: 1 }, { k: 2, v: 1 }] }, { $set: { 'a.$.v': 9 } }, { a: [{ k: 1, v: 1 }, { k: 2, v: 9 }] }, { 'a.k': 2 }],
  ['positional $ by $elemMatch', { a: [{ k: 1, v: 1 }, { k: 1, v: 2 }] }, { $inc: { 'a.$.v': 10 } }, { a: [{ k: 1, v: 1 }, { k: 1, v: 12 }] }, { a: { $elemMatch: { k: 1, v: 2 } } }],
  ['positional $ prefers $elemMatch to other predicates', { a: [{ k: 1 }, { k: 2 }] }, { $set: { 'a.$.z': 1 } }, { a: [{ k: 1 }, { k: 2, z: 1 }] }, { 'a.k': 1, a: { $elemMatch: { k: 2 } } }],
  ['positional $ on plain values', { a: [1, 5, 9] }, { $set: { 'a.$': 0 } }, { a: [1, 0, 9] }, { a: { $gt: 3 } }],
  ['positional $ below a field', { o: { a: ['x', 'y'] } }, { $set: { 'o.a.$': 'z' } }, { o: { a: ['x', 'z'] } }, { 'o.a': 'y' }],
  ['positional $ with $push', { a: [{ k: 1, l: [] }] }, { $push: { 'a.$.l': 3 } }, { a: [{ k: 1, l: [3] }] }, { 'a.k': 1 }],
  ['$[] means all', { a: [{ v: 1 }, { v: 2 }] }, { $inc: { 'a.$[].v': 1 } }, { a: [{ v: 2 }, { v: 3 }] }],
  ['$[name] means those the array filter fits', { a: [{ v: 1 }, { v: 5 }] }, { $set: { 'a.$[big].ok': true } }, { a: [{ v: 1 }, { v: 5, ok: true }] }, {}, [{ 'big.v': { $gt: 3 } }]],
  ['a field may be called like a prototype member', { _id: 1 }, { $set: { constructor: 1, toString: 2 } }, { _id: 1, constructor: 1, toString: 2 }],
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
  for (const change of [{ $set: { 'a.b': [1, 2], s: 'x' } }, { $inc: { n: 0 } }, { $min: { n: 9 } }, { $addToSet: { 'a.b': 2 } }, { $pull: { 'a.b': 7 } }, { $unset: { q: 1 } }, { $pop: { zz: 1 } }, {}]) {
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
  expect(upsertSeed(parseFilter({ a: 1, 'b.c': { $eq: 'x' }, d: { $gt: 5 }, $and: [{ e: null }], $or: [{ f: 1 }, { f: 2 }], g: { $in: [1] } }))).toEqual({ a: 1, b: { c: 'x' }, e: null });
});

/** Straightforward versions of the operators, on a copy, written without a look at the engine. */
const same = (a: unknown, b: unknown): boolean => compareValues(a, b) === 0;
const REFERENCE: Record<string, (doc: Doc, field: string, operand: unknown) => void> = {
  $set: (doc, field, value) => { doc[field] = value; },
  $unset: (doc, field) => { delete doc[field]; },
  $inc: (doc, field, by) => { doc[field] = field in doc ? numberIn(doc, field) + Number(by) : by; },
  $mul: (doc, field, by) => { doc[field] = field in doc ? numberIn(doc, field) * Number(by) : 0; },
  $min: (doc, field, value) => { if (!(field in doc) || compareValues(value, doc[field]) < 0) doc[field] = value; },
  $max: (doc, field, value) => { if (!(field in doc) || compareValues(value, doc[field]) > 0) doc[field] = value; },
  $push: (doc, field, value) => { doc[field] = [...listIn(doc, field), value]; },
  $addToSet: (doc, field, value) => { const list = listIn(doc, field); doc[field] = list.some((one) => same(one, value)) ? list : [...list, value]; },
  $pull: (doc, field, value) => { if (field in doc) doc[field] = listIn(doc, field).filter((one) => !same(one, value)); },
  $pullAll: (doc, field, values) => { if (field in doc) doc[field] = listIn(doc, field).filter((one) => !(values as unknown[]).some((value) => same(one, value))); },
  $pop: (doc, field, end) => { if (field in doc) doc[field] = end === 1 ? listIn(doc, field).slice(0, -1) : listIn(doc, field).slice(1); },
};

function numberIn(doc: Doc, field: string): number {
  if (typeof doc[field] !== 'number') throw new Error('not a number');
  return doc[field];
}

function listIn(doc: Doc, field: string): unknown[] {
  if (!(field in doc)) return [];
  if (!Array.isArray(doc[field])) throw new Error('not an array');
  return doc[field] as unknown[];
}

const step = fc.oneof(
  fc.tuple(fc.constantFrom('$set', '$min', '$max', '$push', '$addToSet', '$pull'), smallValue),
  fc.tuple(fc.constantFrom('$inc', '$mul'), fc.integer({ min: -3, max: 3 })),
  fc.tuple(fc.constant('$unset'), fc.constant(1)),
  fc.tuple(fc.constant('$pullAll'), fc.array(smallValue, { maxLength: 3 })),
  fc.tuple(fc.constant('$pop'), fc.constantFrom(1, -1)),
);

test('operators do what simple versions of them do', () => {
  let changed = 0;
  fc.assert(
    fc.property(document, fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), step, { minKeys: 1, maxKeys: 3 }), (doc, steps) => {
      const before = plain(doc) as Doc;
      const wanted = plain(doc) as Doc;
      const change: Record<string, Doc> = {};
      let fails = false;
      for (const [field, [operator, operand]] of Object.entries(steps)) {
        change[operator] = { ...change[operator], [field]: operand };
        try {
          REFERENCE[operator]?.(wanted, field, operand);
        } catch {
          fails = true;
        }
      }
      if (fails) {
        expect(() => update(before, change)).toThrow(mongoose.mongo.MongoServerError);
        return;
      }
      const after = update(before, change);
      for (const field of ['a', 'b', 'c', 'd']) {
        expect(field in after).toBe(field in wanted);
        expect(compareValues(after[field], wanted[field])).toBe(0);
      }
      if (compareValues(before, after) !== 0) changed++;
      expect(compareValues(before, plain(doc))).toBe(0);
    }),
    { numRuns: CASES * 10 },
  );
  expect(changed).toBeGreaterThan(CASES);
});
