import mongoose from 'mongoose';
import { project, type Projection } from './projection.js';
import type { Doc } from './values.js';

const { BSON } = mongoose.mongo;
const { Binary, Long, ObjectId } = BSON;

const NO_BYTES = new Uint8Array(0);

/**
 * A field name met at one place of a document, and what came after it the last time. Documents of one collection look
 * alike, so the next name is nearly always the one that followed before: it is compared, not read.
 */
class Name {
  readonly text: string;
  readonly bytes: Uint8Array;
  /** The name that came after this one. */
  next: Name | null = null;
  /** The first name of the sub-document or array under this one. */
  inside: Name | null = null;
  /** The last short string here: senders, channels and states repeat. */
  value = '';
  valueBytes: Uint8Array = NO_BYTES;
  /** How often in a row it was another one: then it is kept less often. */
  misses = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.text = Buffer.from(bytes).toString('utf8');
  }
}

/** Strings up to this length are compared with the last one before they are read. */
const SHORT = 32;
const PATIENCE = 8;
/** Wide documents with ever new names (a map keyed by ids) would grow this without end. */
const MAX_NAMES = 20_000;

/** Thrown inside when something is met that the driver's own reader should judge: a rare type, or damaged bytes. */
const UNUSUAL: unique symbol = Symbol('unusual');

let names = new Map<string, Name>();
let start: Name | null = null;

/** Where the reader stands. One at a time: reading never waits. */
let bytes: Buffer = Buffer.alloc(0);
let at = 0;

/**
 * Reads a stored document, or only the fields that a projection asks for: a field that is left out is stepped over. Our
 * own writer made the bytes, so UTF-8 is not checked again.
 * @param projection its top level is applied here; what it says about parts of fields is left to `project`
 * @throws BSONError when the bytes are damaged
 */
export function decode(from: Uint8Array, projection: Projection | null = null): Doc {
  bytes = Buffer.isBuffer(from) ? from : Buffer.from(from.buffer, from.byteOffset, from.byteLength);
  at = 0;
  try {
    const end = openDocument(bytes.length);
    if (end !== bytes.length) throw UNUSUAL;
    const doc: Doc = {};
    let before: Name | null = null;
    let wanted =
      projection === null || !projection.include ? Infinity : projection.tree.size + (projection.id && !projection.tree.has('_id') ? 1 : 0);
    for (let type = byteAt(at++); type !== 0; type = byteAt(at++)) {
      const name = readName(before, before === null ? start : before.next, end);
      if (before === null) start = name;
      else before.next = name;
      before = name;
      if (projection === null || isKept(projection, name.text)) {
        doc[name.text] = readValue(type, name, end);
        // What follows is not asked for.
        if (--wanted === 0) return doc;
      } else skipValue(type, end);
    }
    if (at !== end) throw UNUSUAL;
    return doc;
  } catch (error) {
    if (error !== UNUSUAL) throw error;
    return project(BSON.deserialize(from, { validation: { utf8: false } }), projection);
  }
}

function isKept({ include, tree, id }: Projection, name: string): boolean {
  if (name === '_id' && !tree.has(name)) return id;
  const rule = tree.get(name);
  return include ? rule !== undefined : rule !== null;
}

function byteAt(position: number): number {
  return bytes[position] ?? unusual();
}

function unusual(): never {
  throw UNUSUAL;
}

function int32(): number {
  const value = byteAt(at) | (byteAt(at + 1) << 8) | (byteAt(at + 2) << 16) | (byteAt(at + 3) << 24);
  at += 4;
  return value;
}

/** Steps into a document or array. @returns where it ends; its last byte, the closing zero, is checked to be there. */
function openDocument(limit: number): number {
  const from = at;
  const end = from + int32();
  if (end > limit || end < from + 5 || bytes[end - 1] !== 0) throw UNUSUAL;
  return end;
}

function readName(before: Name | null, expected: Name | null, end: number): Name {
  if (expected !== null) {
    const wanted = expected.bytes;
    const { length } = wanted;
    let i = 0;
    while (i < length && bytes[at + i] === wanted[i]) i++;
    if (i === length && bytes[at + i] === 0) {
      at += length + 1;
      return expected;
    }
  }
  let stop = at;
  while (stop < end && bytes[stop] !== 0) stop++;
  if (stop === end) throw UNUSUAL;
  const raw = bytes.subarray(at, stop);
  // `$ref` makes an object of a class of its own, and `__proto__` must not be assigned to.
  if (raw[0] === 0x24 || (raw[0] === 0x5f && raw[1] === 0x5f)) throw UNUSUAL;
  at = stop + 1;
  const place = `${before === null ? '' : before.text}\0${raw.toString('latin1')}`;
  const known = names.get(place);
  if (known !== undefined) return known;
  if (names.size >= MAX_NAMES) {
    names = new Map();
    start = null;
  }
  const name = new Name(new Uint8Array(raw));
  names.set(place, name);
  return name;
}

function readValue(type: number, name: Name, limit: number): unknown {
  switch (type) {
    case 0x02:
      return readString(name, limit);
    case 0x0a:
      return null;
    case 0x09: {
      const low = int32() >>> 0;
      return new Date(int32() * 0x1_0000_0000 + low);
    }
    case 0x10:
      return int32();
    case 0x08:
      return byteAt(at++) === 1;
    case 0x01: {
      if (at + 8 > limit) throw UNUSUAL;
      at += 8;
      return bytes.readDoubleLE(at - 8);
    }
    case 0x03:
      return readDocument(name, limit);
    case 0x04:
      return readArray(name, limit);
    case 0x12: {
      const low = int32();
      const long = new Long(low, int32());
      const number = long.toNumber();
      if (!Number.isSafeInteger(number)) throw UNUSUAL;
      return number;
    }
    case 0x07: {
      if (at + 12 > limit) throw UNUSUAL;
      at += 12;
      return new ObjectId(Buffer.from(bytes.subarray(at - 12, at)));
    }
    case 0x05:
      return readBinary(limit);
    default:
      throw UNUSUAL;
  }
}

function readString(name: Name, limit: number): string {
  const length = int32() - 1;
  const from = at;
  const end = from + length;
  if (length < 0 || end >= limit || bytes[end] !== 0) throw UNUSUAL;
  at = end + 1;
  if (length > SHORT) return bytes.toString('utf8', from, end);
  const last = name.valueBytes;
  if (last.length === length) {
    let i = 0;
    while (i < length && bytes[from + i] === last[i]) i++;
    if (i === length) {
      name.misses = 0;
      return name.value;
    }
  }
  const text = bytes.toString('utf8', from, end);
  if (++name.misses > PATIENCE && name.misses % PATIENCE !== 0) return text;
  name.valueBytes = new Uint8Array(bytes.subarray(from, end));
  name.value = text;
  return text;
}

function readDocument(name: Name, limit: number): Doc {
  const end = openDocument(limit);
  const doc: Doc = {};
  let before: Name | null = null;
  for (let type = byteAt(at++); type !== 0; type = byteAt(at++)) {
    const field = readName(before, before === null ? name.inside : before.next, end);
    if (before === null) name.inside = field;
    else before.next = field;
    before = field;
    doc[field.text] = readValue(type, field, end);
  }
  if (at !== end) throw UNUSUAL;
  return doc;
}

function readArray(name: Name, limit: number): unknown[] {
  const end = openDocument(limit);
  const list: unknown[] = [];
  // All elements share one place: they look alike, and their names are only their positions.
  const element = (name.inside ??= new Name(NO_BYTES));
  for (let type = byteAt(at++); type !== 0; type = byteAt(at++)) {
    while (byteAt(at) !== 0) at++;
    at++;
    list.push(readValue(type, element, end));
  }
  if (at !== end) throw UNUSUAL;
  return list;
}

function readBinary(limit: number): unknown {
  const length = int32();
  const subtype = byteAt(at++);
  if (subtype !== 0 || length < 0 || at + length > limit) throw UNUSUAL;
  at += length;
  // No copy: the bytes are this document's own, and nobody writes to them.
  return new Binary(bytes.subarray(at - length, at), subtype);
}

function skipValue(type: number, limit: number): void {
  switch (type) {
    case 0x02:
      skip(int32());
      break;
    case 0x0a:
      break;
    case 0x01:
    case 0x09:
    case 0x12:
      at += 8;
      break;
    case 0x10:
      at += 4;
      break;
    case 0x08:
      at += 1;
      break;
    case 0x07:
      at += 12;
      break;
    case 0x03:
    case 0x04:
      at = openDocument(limit);
      break;
    case 0x05:
      skip(int32() + 1);
      break;
    default:
      throw UNUSUAL;
  }
  if (at < 0 || at >= limit) throw UNUSUAL;
}

/** Not `at += int32()`: that would add to where the length began. */
function skip(length: number): void {
  if (length < 1) throw UNUSUAL;
  at += length;
}
