import mongoose from 'mongoose';
import { UnsupportedError } from './errors.js';

const { BSON } = mongoose.mongo;
const { Binary, Long, ObjectId } = BSON;

/** A document as the engine holds it: plain objects, arrays, and the BSON classes that have no plain form. */
export type Doc = Record<string, unknown>;

/** MongoDB's order between types (its canonical types), also used as the first byte of an index key. */
export const Rank = {
  minKey: 0x0a,
  emptyArray: 0x14,
  null: 0x1e,
  number: 0x28,
  string: 0x32,
  object: 0x3c,
  array: 0x46,
  binary: 0x50,
  objectId: 0x5a,
  boolean: 0x64,
  date: 0x6e,
  timestamp: 0x78,
  regex: 0x82,
  maxKey: 0xf0,
} as const;

const BSON_RANK: Record<string, number> = {
  ObjectId: Rank.objectId,
  Long: Rank.number,
  Int32: Rank.number,
  Double: Rank.number,
  Binary: Rank.binary,
  MinKey: Rank.minKey,
  MaxKey: Rank.maxKey,
  Timestamp: Rank.timestamp,
  BSONRegExp: Rank.regex,
  BSONSymbol: Rank.string,
};

/** The name of the BSON class of a value, or '' for a plain one. */
export function bsonType(value: object): string {
  const name = (value as { _bsontype?: unknown })._bsontype;
  return typeof name === 'string' ? name : '';
}

/** Where the type of a value stands in MongoDB's order of types. Missing counts as null. */
export function rankOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return Rank.string;
    case 'number':
      return Rank.number;
    case 'boolean':
      return Rank.boolean;
    case 'undefined':
      return Rank.null;
    case 'object':
      break;
    default:
      throw new UnsupportedError(`a value of type ${typeof value}`);
  }
  if (value === null) return Rank.null;
  if (Array.isArray(value)) return Rank.array;
  if (value instanceof Date) return Rank.date;
  const name = bsonType(value);
  if (name === '') return value instanceof RegExp ? Rank.regex : Rank.object;
  const rank = BSON_RANK[name];
  if (rank === undefined) throw new UnsupportedError(`comparing or indexing a ${name}`);
  return rank;
}

/** True for a sub-document: neither an array nor one of the scalar classes. */
export function isDoc(value: unknown): value is Doc {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp) &&
    bsonType(value) === ''
  );
}

/** Sets a field without ever reaching the prototype: a field may be named `__proto__`. */
export function setField(target: Doc, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  else target[key] = value;
}

/**
 * Deep copy into the form a decoded document has: BSON wrappers unwrapped, `toBSON` applied, undefined as null (as the
 * driver does), functions left out. The caller may change its own objects afterwards without harm.
 */
export function plain(value: unknown): unknown {
  switch (typeof value) {
    case 'undefined':
      return null;
    case 'bigint':
      return promoteLong(Long.fromBigInt(value));
    case 'symbol':
    case 'function':
      throw new UnsupportedError(`a value of type ${typeof value}`);
    case 'object':
      break;
    default:
      return value;
  }
  if (value === null) return null;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof RegExp) return value;
  const name = bsonType(value);
  if (name !== '') return plainBson(name, value);
  const converted: unknown = hasToBson(value) ? value.toBSON() : value;
  if (converted !== value) return plain(converted);
  if (value instanceof Uint8Array) return new Binary(Buffer.from(value));
  const out: Doc = {};
  const entries = value instanceof Map ? value.entries() : Object.entries(value);
  for (const [key, field] of entries) {
    if (typeof field !== 'function' && typeof field !== 'symbol') setField(out, String(key), plain(field));
  }
  return out;
}

function hasToBson(value: object): value is { toBSON(): unknown } {
  return 'toBSON' in value && typeof value.toBSON === 'function';
}

function plainBson(name: string, value: object): unknown {
  if (name === 'Double' || name === 'Int32') return Number(value.valueOf());
  if (name === 'Long' && Long.isLong(value)) return promoteLong(value);
  return value;
}

function promoteLong(value: InstanceType<typeof Long>): unknown {
  const number = value.toNumber();
  return Number.isSafeInteger(number) ? number : value;
}

/** A number split into its nearest double and what is missing to the exact value (only a Long beyond 2^53 has any). */
export function splitNumber(value: unknown): [nearest: number, rest: number] {
  if (typeof value === 'number') return [value, 0];
  const long = value as InstanceType<typeof Long>;
  const nearest = Number(long.toString());
  if (bsonType(long) !== 'Long') return [nearest, 0];
  return [nearest, Number(long.toBigInt() - BigInt(nearest))];
}

function compareNumbers(a: unknown, b: unknown): number {
  const [x, restX] = splitNumber(a);
  const [y, restY] = splitNumber(b);
  if (x < y) return -1;
  if (x > y) return 1;
  if (x === y) return restX - restY;
  // At least one is NaN, which comes before every number and equals itself.
  return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
}

/** Compares as UTF-8 bytes would: JavaScript's own order differs for characters beyond U+FFFF. */
function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xHigh = x >= 0xd800 && x <= 0xdfff;
    const yHigh = y >= 0xd800 && y <= 0xdfff;
    return xHigh === yHigh ? x - y : xHigh ? 1 : -1;
  }
  return a.length - b.length;
}

function compareLists(a: unknown[], b: unknown[]): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareDocs(a: Doc, b: Doc): number {
  const left = Object.entries(a);
  const right = Object.entries(b);
  const end = Math.min(left.length, right.length);
  for (let i = 0; i < end; i++) {
    const [nameA, valueA] = left[i] ?? ['', null];
    const [nameB, valueB] = right[i] ?? ['', null];
    const order = rankOf(valueA) - rankOf(valueB) || compareStrings(nameA, nameB) || compareValues(valueA, valueB);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** The bytes and subtype of a Binary. */
export function binaryParts(value: unknown): { bytes: Uint8Array; subtype: number } {
  const binary = value as InstanceType<typeof Binary>;
  return { bytes: binary.value(), subtype: binary.sub_type };
}

/** The pattern and flags of a stored regular expression. */
export function regexParts(value: unknown): { source: string; flags: string } {
  if (value instanceof RegExp) return { source: value.source, flags: value.flags };
  const regex = value as { pattern: string; options: string };
  return { source: regex.pattern, flags: regex.options };
}

/** Milliseconds of a date; an invalid date is stored as 0 by BSON. */
export function dateMs(value: Date): number {
  const ms = value.getTime();
  return Number.isNaN(ms) ? 0 : ms;
}

/** MongoDB's total order of values, across types. Negative, 0 or positive. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const rank = rankOf(a);
  const other = rankOf(b);
  if (rank !== other) return rank - other;
  switch (rank) {
    case Rank.number:
      return compareNumbers(a, b);
    case Rank.string:
      return compareStrings(String(a), String(b));
    case Rank.object:
      return compareDocs(a as Doc, b as Doc);
    case Rank.array:
      return compareLists(a as unknown[], b as unknown[]);
    case Rank.objectId:
      return Buffer.compare((a as InstanceType<typeof ObjectId>).id, (b as InstanceType<typeof ObjectId>).id);
    case Rank.boolean:
      return Number(a) - Number(b);
    case Rank.date:
      return dateMs(a as Date) - dateMs(b as Date);
    case Rank.binary: {
      const x = binaryParts(a);
      const y = binaryParts(b);
      return x.bytes.length - y.bytes.length || x.subtype - y.subtype || Buffer.compare(x.bytes, y.bytes);
    }
    case Rank.timestamp:
      return (a as InstanceType<typeof Long>).comp(b as InstanceType<typeof Long>);
    case Rank.regex: {
      const x = regexParts(a);
      const y = regexParts(b);
      return compareStrings(x.source, y.source) || compareStrings(x.flags, y.flags);
    }
    default:
      return 0;
  }
}

/** Equality as MongoDB has it: by type group and value, sub-documents with their fields in order. */
export function equalValues(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  // Most comparisons in a scan are of two scalars of one type, or of two types.
  if (typeof a !== 'object' && typeof a === typeof b && typeof a !== 'number') return false;
  return compareValues(a, b) === 0;
}

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/**
 * Writes a document.
 * @throws when it is larger than MongoDB's 16 MB, so that both engines refuse the same documents
 */
export function encode(doc: Doc): Uint8Array {
  const bytes = BSON.serialize(doc, { ignoreUndefined: false });
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new mongoose.mongo.MongoServerError({
      message: `BSONObjectTooLarge: ${bytes.length} bytes`,
      code: 10334,
      codeName: 'BSONObjectTooLarge',
    });
  }
  return bytes;
}
