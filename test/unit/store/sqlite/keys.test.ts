import fc from '../../../support/random.js';
import mongoose from 'mongoose';
import { inverted, keyOf, stringOf, successor } from '../../../../src/store/sqlite/keys.js';
import { decode } from '../../../../src/store/sqlite/decode.js';
import { compareValues, encode } from '../../../../src/store/sqlite/values.js';
import { anyValue } from './arbitraries.js';
import { CASES } from './support.js';

const { Binary, Long, MaxKey, MinKey, ObjectId, Timestamp } = mongoose.mongo.BSON;

/** MongoDB's order, from its manual: MinKey, null, numbers, strings, objects, arrays, binaries, ObjectIds, booleans, dates, timestamps, regexes, MaxKey. */
const ASCENDING: unknown[] = [
  new MinKey(),
  null,
  NaN,
  -Infinity,
  -1e300,
  Long.fromString('-9007199254740995'),
  -9007199254740992,
  -5,
  -0.5,
  -Number.MIN_VALUE,
  0,
  Number.MIN_VALUE,
  0.5,
  1,
  1.5,
  2,
  2 ** 31,
  9007199254740992,
  Long.fromString('9007199254740993'),
  Long.fromString('9223372036854775806'),
  Long.fromString('9223372036854775807'),
  1e300,
  Infinity,
  '',
  '\0',
  '\0a',
  '\u0001',
  'A',
  'a',
  'a\0',
  'a\0b',
  'a\u0001',
  'aa',
  'b',
  'é',
  '\uffee',
  '😀',
  {},
  { a: null },
  { b: null },
  { a: 1 },
  { a: 1, b: 1 },
  { a: 2 },
  { b: 1 },
  { a: 'x' },
  { a: { b: 1 } },
  [],
  [null],
  [1],
  [1, 1],
  [1, 2],
  [2],
  ['a'],
  [[1]],
  new Binary(Buffer.alloc(0)),
  new Binary(Buffer.from([255])),
  new Binary(Buffer.from([0, 0])),
  new Binary(Buffer.from([0, 0]), 5),
  new Binary(Buffer.from([0, 1]), 5),
  new ObjectId('000000000000000000000000'),
  new ObjectId('00000000000000000000000a'),
  new ObjectId('ffffffffffffffffffffffff'),
  false,
  true,
  new Date(-8.64e15),
  new Date(-1),
  new Date(0),
  new Date(1),
  new Date(2 ** 40),
  new Date(8.64e15),
  new Timestamp({ t: 1, i: 1 }),
  new Timestamp({ t: 1, i: 2 }),
  new Timestamp({ t: 0xffffffff, i: 0 }),
  /a/,
  /a/i,
  /b/,
  new MaxKey(),
];

test('keys of all types order like the values, ascending and descending', () => {
  const keys = ASCENDING.map(keyOf);
  const wrong: unknown[] = [];
  for (const [i, a] of ASCENDING.entries()) {
    for (const [j, b] of ASCENDING.entries()) {
      const wanted = Math.sign(i - j);
      const x = keys[i] ?? Buffer.alloc(0);
      const y = keys[j] ?? Buffer.alloc(0);
      const found = [Math.sign(compareValues(a, b)), Buffer.compare(x, y), Buffer.compare(inverted(y), inverted(x))];
      if (found.some((order) => order !== wanted)) wrong.push({ a, b, wanted, found });
    }
  }
  expect(wrong).toEqual([]);
});

test('a string can be read back from its key, and nothing else is taken for one', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      const key = keyOf(value);
      const expected = typeof value === 'string' && !value.includes('\0') ? Buffer.from(value).toString() : null;
      expect([stringOf(key, false), stringOf(inverted(key), true)]).toEqual([expected, expected]);
    }),
    { numRuns: CASES },
  );
});

test('values that are equal have equal keys, whatever their wrapper', () => {
  expect(keyOf(-0)).toEqual(keyOf(0));
  expect(keyOf(Long.fromNumber(5))).toEqual(keyOf(5));
  expect(keyOf(Long.fromString('9007199254740992'))).toEqual(keyOf(9007199254740992));
  expect(keyOf(undefined)).toEqual(keyOf(null));
  expect(keyOf(new Date(NaN))).toEqual(keyOf(new Date(0)));
});

test('no key is the beginning of another, so compound keys can be joined', () => {
  fc.assert(
    fc.property(anyValue, anyValue, (a, b) => {
      const x = keyOf(a);
      const y = keyOf(b);
      if (!x.equals(y)) expect(y.subarray(0, x.length).equals(x)).toBe(false);
    }),
    { numRuns: CASES * 3 },
  );
});

test('keys order like the values for any values, also after a round trip through BSON', () => {
  fc.assert(
    fc.property(anyValue, anyValue, (a, b) => {
      expect(Math.sign(Buffer.compare(keyOf(a), keyOf(b)))).toBe(Math.sign(compareValues(a, b)));
      const back = decode(encode({ a }))['a'];
      expect(keyOf(back)).toEqual(keyOf(a));
      expect(compareValues(back, a)).toBe(0);
    }),
    { numRuns: CASES * 3 },
  );
});

test('the order of values is total: antisymmetric and transitive', () => {
  fc.assert(
    fc.property(fc.array(anyValue, { minLength: 3, maxLength: 6 }), (values) => {
      const sorted = values.toSorted(compareValues);
      for (let i = 0; i < sorted.length; i++) {
        for (let j = i; j < sorted.length; j++) {
          expect(compareValues(sorted[i], sorted[j])).toBeLessThanOrEqual(0);
          expect(Math.sign(compareValues(sorted[j], sorted[i]))).toBe(-Math.sign(compareValues(sorted[i], sorted[j])) + 0);
        }
      }
    }),
    { numRuns: CASES },
  );
});

test('the successor is above everything with the prefix and below everything else that is larger', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 4 }), fc.uint8Array({ maxLength: 5 }), (prefix, other) => {
      const next = successor(prefix);
      expect(Buffer.compare(next, Buffer.concat([prefix, other]))).toBe(
        prefix.every((byte) => byte === 0xff) ? Buffer.compare(next, Buffer.concat([prefix, other])) : 1,
      );
      const startsWith = Buffer.from(other).subarray(0, prefix.length).equals(Buffer.from(prefix));
      if (!startsWith && Buffer.compare(other, prefix) > 0 && !prefix.every((byte) => byte === 0xff))
        expect(Buffer.compare(other, next)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: CASES * 3 },
  );
  expect(successor(Buffer.from([1, 0xff]))).toEqual(Buffer.from([2]));
});
