import mongoose from 'mongoose';
import { parseFilter } from '../../../../src/store/sqlite/filter.js';
import { matches } from '../../../../src/store/sqlite/matcher.js';

const { Long, ObjectId } = mongoose.mongo.BSON;
const id = new ObjectId();
const date = new Date(5);

/** What MongoDB answers, one line for each case: filter, document, match. */
const CASES: [filter: Record<string, unknown>, doc: Record<string, unknown>, wanted: boolean][] = [
  // equality
  [{}, { a: 1 }, true],
  [{ a: 1 }, { a: 1 }, true],
  [{ a: 1 }, { a: '1' }, false],
  [{ a: 1 }, { a: Long.fromNumber(1) }, true],
  [{ a: id }, { a: new ObjectId(id.toHexString()) }, true],
  [{ a: date }, { a: new Date(5) }, true],
  [{ a: NaN }, { a: NaN }, true],
  [{ a: { b: 1 } }, { a: { b: 1 } }, true],
  [{ a: { b: 1 } }, { a: { b: 1, c: 2 } }, false],
  [{ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }, false],
  [{ a: Buffer.from('x') }, { a: new mongoose.mongo.Binary(Buffer.from('x')) }, true],
  // null and missing
  [{ a: null }, {}, true],
  [{ a: null }, { a: null }, true],
  [{ a: null }, { a: 0 }, false],
  [{ a: null }, { a: [] }, false],
  [{ a: null }, { a: [null] }, true],
  [{ 'a.b': null }, { a: 5 }, true],
  [{ 'a.b': null }, { a: [] }, false],
  [{ 'a.b': null }, { a: [{ c: 1 }] }, true],
  [{ 'a.b': null }, { a: [1] }, false],
  [{ a: { $ne: null } }, {}, false],
  [{ a: { $exists: true } }, { a: null }, true],
  [{ a: { $exists: false } }, { a: null }, false],
  [{ 'a.b': { $exists: false } }, { a: [] }, true],
  [{ 'a.b': { $exists: false } }, { a: [{ b: 1 }, {}] }, false],
  // arrays
  [{ a: 1 }, { a: [1, 2] }, true],
  [{ a: [1, 2] }, { a: [1, 2] }, true],
  [{ a: [1, 2] }, { a: [[1, 2]] }, true],
  [{ a: [2, 1] }, { a: [1, 2] }, false],
  [{ a: 1 }, { a: [[1]] }, false],
  [{ 'a.b': 1 }, { a: [{ b: 1 }, { b: 2 }] }, true],
  [{ 'a.b': 1 }, { a: [[{ b: 1 }]] }, false],
  [{ 'a.0': 1 }, { a: [1, 2] }, true],
  [{ 'a.1': 1 }, { a: [1, 2] }, false],
  [{ 'a.0.b': 1 }, { a: [{ b: 1 }] }, true],
  [{ 'a.0': 1 }, { a: { 0: 1 } }, true],
  [{ a: { $gt: 5, $lt: 8 } }, { a: [3, 10] }, true],
  [{ a: { $elemMatch: { $gt: 5, $lt: 8 } } }, { a: [3, 10] }, false],
  [{ a: { $elemMatch: { $gt: 5, $lt: 8 } } }, { a: [6] }, true],
  [{ a: { $elemMatch: { b: 1, c: 2 } } }, { a: [{ b: 1 }, { c: 2 }] }, false],
  [{ a: { $elemMatch: { b: 1, c: 2 } } }, { a: [{ b: 1, c: 2 }] }, true],
  [{ a: { $elemMatch: { $or: [{ b: 1 }, { b: 2 }] } } }, { a: [{ b: 2 }] }, true],
  [{ a: { $elemMatch: { b: 1 } } }, { a: { b: 1 } }, false],
  [{ 'a.b': 1, 'a.c': 2 }, { a: [{ b: 1 }, { c: 2 }] }, true],
  [{ a: { $size: 2 } }, { a: [1, [2]] }, true],
  [{ a: { $size: 1 } }, { a: [[1, 2], 3] }, false],
  [{ a: { $all: [1, 2] } }, { a: [2, 3, 1] }, true],
  [{ a: { $all: [1, 4] } }, { a: [2, 3, 1] }, false],
  [{ a: { $all: [] } }, { a: [] }, false],
  [{ a: { $all: [{ $elemMatch: { b: 1 } }] } }, { a: [{ b: 1 }] }, true],
  // order
  [{ a: { $gt: 1 } }, { a: 'x' }, false],
  [{ a: { $gte: null } }, {}, true],
  [{ a: { $gt: null } }, { a: 1 }, false],
  [{ a: { $lt: 1 } }, { a: NaN }, false],
  [{ a: { $lte: NaN } }, { a: NaN }, true],
  [{ a: { $lt: new Date(9) } }, { a: date }, true],
  [{ a: { $lt: 9 } }, { a: date }, false],
  [{ a: { $gt: 'a' } }, { a: 'B' }, false],
  [{ a: { $lt: true } }, { a: false }, true],
  // sets, negation
  [{ a: { $in: [1, null] } }, {}, true],
  [{ a: { $in: [/^x/, 2] } }, { a: 'xyz' }, true],
  [{ a: { $in: [] } }, { a: 1 }, false],
  [{ a: { $in: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] } }, { a: ['z', 'i'] }, true],
  [{ a: { $nin: [1] } }, { a: [1, 2] }, false],
  [{ a: { $nin: [1] } }, {}, true],
  [{ a: { $ne: 1 } }, { a: [1, 2] }, false],
  [{ a: { $not: { $gt: 1 } } }, { a: 'x' }, true],
  [{ a: { $not: /x/ } }, { a: 'x' }, false],
  [{ $nor: [{ a: 1 }, { b: 1 }] }, { a: 2 }, true],
  [{ $or: [{ a: 1 }, { b: 1 }] }, { b: 1 }, true],
  [{ $and: [{ a: 1 }, { b: 1 }] }, { a: 1 }, false],
  // the rest
  [{ a: { $type: 'string' } }, { a: ['x'] }, true],
  [{ a: { $type: 'array' } }, { a: [1] }, true],
  [{ a: { $type: ['null', 8] } }, { a: true }, true],
  [{ a: { $type: 'null' } }, {}, false],
  [{ a: { $type: 'number' } }, { a: 1.5 }, true],
  [{ a: { $type: 'int' } }, { a: 1.5 }, false],
  [{ a: { $mod: [3, 1] } }, { a: 7 }, true],
  [{ a: { $mod: [3, 0] } }, { a: -3 }, true],
  [{ a: /^Ab/i }, { a: 'abc' }, true],
  [{ a: { $regex: 'B', $options: 'i' } }, { a: ['abc'] }, true],
  [{ a: { $regex: '^c', $options: 'm' } }, { a: 'ab\nc' }, true],
];

test.each(CASES)('%j on %j: %p', (filter, doc, wanted) => {
  expect(matches(parseFilter(filter), doc)).toBe(wanted);
});

test.each([
  [{ $text: { $search: 'x' } }, '$text'],
  [{ $where: 'true' }, '$where'],
  [{ $expr: { $eq: ['$a', 1] } }, '$expr'],
  [{ a: { $near: [0, 0] } }, '$near'],
  [{ a: { $geoWithin: {} } }, '$geoWithin'],
  [{ a: { $bitsAllSet: 1 } }, '$bitsAllSet'],
  [{ $jsonSchema: {} }, '$jsonSchema'],
  [{ a: { $elemMatch: { $foo: 1 } } }, '$foo'],
  [{ a: { $regex: 'x', $options: 'x' } }, 'option x'],
  [{ a: { $gt: 1, b: 2 } }, 'operator b'],
])('%j is refused and %s is named', (filter, name) => {
  expect(() => parseFilter(filter)).toThrow(name);
});

test.each([
  [{ $or: [] }],
  [{ $and: 1 }],
  [{ a: { $in: 1 } }],
  [{ a: { $size: -1 } }],
  [{ a: { $mod: [0, 1] } }],
  [{ a: { $not: 1 } }],
  [{ a: { $type: 'nothing' } }],
  [{ a: { $ne: /x/ } }],
])('%j is refused as a mistake', (filter) => {
  expect(() => parseFilter(filter)).toThrow(mongoose.mongo.MongoServerError);
});
