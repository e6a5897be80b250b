import { binaryParts, dateMs, type Doc, Rank, rankOf, regexParts, splitNumber } from './values.js';

/**
 * Order-preserving keys: comparing two keys as bytes gives MongoDB's order of the values. Every value starts with its
 * type's rank and no encoded value is a prefix of another, so compound keys are simple concatenations. A descending
 * field has all its bytes inverted.
 */
export class KeyWriter {
  #buffer = Buffer.allocUnsafe(1024);
  #length = 0;

  /** Starts the next key. */
  reset(): this {
    this.#length = 0;
    return this;
  }

  /** A copy of the bytes written since the last reset. */
  take(): Buffer {
    return Buffer.from(this.#buffer.subarray(0, this.#length));
  }

  /** Appends one value. */
  value(value: unknown, descending = false): this {
    const start = this.#length;
    this.#encode(value);
    if (descending) this.#invert(start);
    return this;
  }

  /** Appends the key of an empty array, which has a place of its own below null. */
  emptyArray(descending = false): this {
    const start = this.#length;
    this.#byte(Rank.emptyArray);
    if (descending) this.#invert(start);
    return this;
  }

  #invert(from: number): void {
    for (let i = from; i < this.#length; i++) this.#buffer[i] = 0xff - (this.#buffer[i] ?? 0);
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + bytes));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }

  #byte(byte: number): void {
    this.#room(1);
    this.#buffer[this.#length++] = byte;
  }

  #bytes(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #encode(value: unknown): void {
    const rank = rankOf(value);
    this.#byte(rank);
    switch (rank) {
      case Rank.number:
        return this.#number(value);
      case Rank.string:
        return this.#string(String(value));
      case Rank.objectId:
        return this.#bytes((value as { id: Uint8Array }).id);
      case Rank.boolean:
        return this.#byte(value === true ? 1 : 0);
      case Rank.date:
        return this.#date(dateMs(value as Date));
      case Rank.object:
        return this.#object(value as Doc);
      case Rank.array:
        return this.#array(value as unknown[]);
      case Rank.binary:
        return this.#binary(value);
      case Rank.timestamp:
        return this.#bytes(Buffer.from((value as { toBigInt(): bigint }).toBigInt().toString(16).padStart(16, '0'), 'hex'));
      case Rank.regex: {
        const { source, flags } = regexParts(value);
        this.#string(source);
        return this.#string(flags);
      }
      default:
        return undefined;
    }
  }

  #number(value: unknown): void {
    const [nearest, rest] = splitNumber(value);
    this.#room(11);
    // NaN comes before -Infinity: eight zero bytes, which no other double maps to.
    if (Number.isNaN(nearest)) this.#buffer.fill(0, this.#length, this.#length + 8);
    else {
      this.#buffer.writeDoubleBE(nearest === 0 ? 0 : nearest, this.#length);
      // Doubles order like integers once the sign bit is flipped, and all bits of the negative ones.
      if ((this.#buffer[this.#length] ?? 0) & 0x80) this.#invert8(this.#length);
      else this.#buffer[this.#length] = (this.#buffer[this.#length] ?? 0) | 0x80;
    }
    this.#length += 8;
    // From 2^53 on a Long may lie between two doubles; the rest orders it. The length depends on the eight bytes alone.
    if (Math.abs(nearest) >= 2 ** 53) {
      this.#buffer.writeUInt16BE(rest + 0x8000, this.#length);
      this.#length += 2;
    }
  }

  #invert8(at: number): void {
    for (let i = at; i < at + 8; i++) this.#buffer[i] = 0xff - (this.#buffer[i] ?? 0);
  }

  #date(ms: number): void {
    this.#room(8);
    // In halves: a sum with 2^53 would be rounded to even, and two moments a millisecond apart would tie.
    const high = Math.floor(ms / 2 ** 32);
    this.#buffer.writeUInt32BE(high + 2 ** 31, this.#length);
    this.#buffer.writeUInt32BE(ms - high * 2 ** 32, this.#length + 4);
    this.#length += 8;
  }

  /** UTF-8, where a zero byte is written 00 FF, ended by 00 00: so "a" comes before "a\0". */
  #string(text: string): void {
    this.#room(text.length * 3 + 2);
    if (text.includes('\0')) {
      for (const byte of Buffer.from(text)) {
        this.#byte(byte);
        if (byte === 0) this.#byte(0xff);
      }
    } else {
      this.#length += this.#buffer.write(text, this.#length);
    }
    this.#byte(0);
    this.#byte(0);
  }

  /** Field by field as MongoDB compares: type, name, value. A zero byte ends the list (every rank is above it). */
  #object(doc: Doc): void {
    for (const [name, value] of Object.entries(doc)) {
      this.#byte(rankOf(value));
      this.#string(name);
      this.#encode(value);
    }
    this.#byte(0);
  }

  #array(list: unknown[]): void {
    for (const value of list) this.#encode(value);
    this.#byte(0);
  }

  /** Shorter binaries come first whatever they hold, then the subtype, then the bytes. */
  #binary(value: unknown): void {
    const { bytes, subtype } = binaryParts(value);
    this.#room(5);
    this.#buffer.writeUInt32BE(bytes.length, this.#length);
    this.#length += 4;
    this.#byte(subtype);
    this.#bytes(bytes);
  }
}

const writer = new KeyWriter();

/** The key of one ascending value. */
export function keyOf(value: unknown): Buffer {
  return writer.reset().value(value).take();
}

/**
 * The string that a key was made of.
 * @returns null for the key of anything else, and for a string with zero bytes in it: those are rare
 */
export function stringOf(key: Uint8Array, descending: boolean): string | null {
  const bytes = descending ? inverted(key) : Buffer.from(key.buffer, key.byteOffset, key.byteLength);
  const end = bytes.length - 2;
  return bytes[0] === Rank.string && bytes.indexOf(0) === end ? bytes.toString('utf8', 1, end) : null;
}

/** The smallest byte string above every string that starts with `bytes`. */
export function successor(bytes: Uint8Array): Buffer {
  for (let i = bytes.length - 1; i >= 0; i--) {
    const byte = bytes[i] ?? 0;
    if (byte === 0xff) continue;
    const next = Buffer.from(bytes.subarray(0, i + 1));
    next[i] = byte + 1;
    return next;
  }
  return Buffer.from([0xff, 0xff]);
}

/** All bits flipped: the order of a descending field. */
export function inverted(bytes: Uint8Array): Buffer {
  const out = Buffer.from(bytes);
  for (let i = 0; i < out.length; i++) out[i] = 0xff - (out[i] ?? 0);
  return out;
}

/** Below and above every key. */
export const LOWEST = Buffer.from([0x00]);
/** Above every key. */
export const HIGHEST = Buffer.from([0xff]);
