import { inspect, isDeepStrictEqual } from 'node:util';
import fc from '../../../support/random.js';
import mongoose from 'mongoose';
import { decode } from '../../../../src/store/sqlite/decode.js';
import { parseProjection, project } from '../../../../src/store/sqlite/projection.js';
import { type Doc, encode } from '../../../../src/store/sqlite/values.js';
import { anyValue } from './arbitraries.js';
import { CASES } from './support.js';

const { BSON } = mongoose.mongo;

/** Few names in any order, so that what is expected next is sometimes there and sometimes not. */
const name = fc.constantFrom('_id', 'a', 'b', 'ab', 'c', '', 'é', '__proto__', '$ref', '$id', 'constructor');
const document: fc.Arbitrary<Doc> = fc.uniqueArray(fc.tuple(name, anyValue), { selector: ([key]) => key, maxLength: 8 }).map((fields) => {
  const doc: Doc = {};
  for (const [key, value] of fields) Object.defineProperty(doc, key, { value, enumerable: true, writable: true, configurable: true });
  return doc;
});

/** By value, class and -0; jest's own comparison trips over a field called `constructor`. */
function mustBeSame(mine: unknown, theirs: unknown): void {
  if (!isDeepStrictEqual(mine, theirs))
    throw new Error(`read ${inspect(mine, { depth: 9 })}, the driver reads ${inspect(theirs, { depth: 9 })}`);
}

const byDriver = (bytes: Uint8Array): Doc => BSON.deserialize(bytes, { validation: { utf8: false } });

test('a document is read as the driver reads it', () => {
  fc.assert(
    fc.property(document, (doc) => {
      const bytes = encode(doc);
      mustBeSame(decode(bytes), byDriver(bytes));
    }),
    { numRuns: CASES },
  );
});

test('a projection while reading gives what a projection afterwards gives', () => {
  const path = fc.constantFrom('_id', 'a', 'b', 'ab', 'c', 'a.b', 'b.c');
  fc.assert(
    fc.property(document, path, fc.option(path, { nil: '' }), fc.boolean(), (doc, one, other, include) => {
      const clash = other === '' || other === one || other.startsWith(`${one}.`) || one.startsWith(`${other}.`);
      const projection = parseProjection({ [one]: include, ...(clash ? {} : { [other]: include }) });
      const bytes = encode(doc);
      mustBeSame(project(decode(bytes, projection), projection), project(byDriver(bytes), projection));
    }),
    { numRuns: CASES },
  );
});

test('damaged bytes are refused or read, never read past their end and never read for ever', () => {
  fc.assert(
    fc.property(
      document,
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 }),
      fc.nat(20),
      (doc, changes, cut) => {
        const bytes = Buffer.from(encode(doc)).subarray(0, Math.max(0, encode(doc).length - cut));
        for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
        let read: unknown;
        try {
          read = decode(bytes);
        } catch (error) {
          read = error;
        }
        expect(read instanceof Error ? read.name : typeof read).toMatch(/^(BSON|Range|Type)?Error$|^object$/);
        // The next document is read right, whatever the one before has left behind.
        mustBeSame(decode(encode(doc)), byDriver(encode(doc)));
      },
    ),
    { numRuns: CASES },
  );
});

test('a rare type is left to the driver', () => {
  const doc = {
    _id: 1,
    at: new BSON.Timestamp({ t: 1, i: 2 }),
    money: BSON.Decimal128.fromString('1.5'),
    id: new BSON.UUID(),
    big: BSON.Long.fromString('9223372036854775807'),
    edge: BSON.Long.fromString('9007199254740992'),
  };
  mustBeSame(decode(encode(doc)), byDriver(encode(doc)));
  expect(decode(encode(doc))).toHaveProperty('money');
});

test('a field of a negative length is refused, also where a projection steps over it', () => {
  const bytes = Buffer.from(BSON.serialize({ a: 'xxxx', b: 1 }));
  // After the document's length, the type and the name comes the length of the string.
  bytes.writeInt32LE(-7, 7);
  expect(() => decode(bytes, parseProjection({ b: 1 }))).toThrow();
});
