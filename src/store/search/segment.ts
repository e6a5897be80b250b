import type { SearchSegmentDoc } from '../models.js';
import { ByteReader } from './bytes.js';
import type { Blocks } from './blocks.js';
import { ROW_BYTES } from './rows.js';
import { blockId, ROWS_PER_BLOCK } from './segmentWriter.js';

/** The first word and posting of each block, to know where to look. */
interface Directory {
  terms: string[];
  values: number[];
}

/** One live segment, read as needed. */
export class Segment {
  readonly header: SearchSegmentDoc;
  readonly blocks: Blocks;
  #directory: Directory | null = null;
  /** The block of rows that was looked at last: the next row is nearly always in it. */
  #rows: { block: number; data: Buffer } | null = null;

  constructor(header: SearchSegmentDoc, blocks: Blocks) {
    this.header = header;
    this.blocks = blocks;
  }

  /** Ids of the blocks of its directory; none once it is read. */
  directoryBlocks(): string[] {
    return this.#directory ? [] : Array.from({ length: this.header.indexBlocks }, (_, n) => blockId(this.header._id, 'i', n));
  }

  async open(): Promise<void> {
    if (this.#directory) return;
    const directory: Directory = { terms: [], values: [] };
    for (const id of this.directoryBlocks()) {
      const reader = new ByteReader(await this.blocks.load(id));
      while (!reader.ended) {
        directory.terms.push(reader.latin1(reader.varint()));
        directory.values.push(reader.varint());
      }
    }
    this.#directory = directory;
  }

  /** The block in which a word's posting is, or would be: the last one that begins at or before it; 0 at least. */
  locate(term: string, value: number): number {
    const { terms, values } = this.#opened();
    let low = 0;
    let high = terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const first = terms[middle] ?? '';
      if (first < term || (first === term && (values[middle] ?? 0) <= value)) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** The first word of a block; null past the end. */
  firstTerm(block: number): string | null {
    return this.#opened().terms[block] ?? null;
  }

  termBlock(block: number): string {
    return blockId(this.header._id, 't', block);
  }

  /** A row that is in memory. */
  peekRow(doc: number): Buffer | undefined {
    const block = Math.floor(doc / ROWS_PER_BLOCK);
    if (this.#rows?.block !== block) {
      const data = this.blocks.peek(this.#rowBlock(block));
      if (!data) return undefined;
      this.#rows = { block, data };
    }
    return cut(this.#rows.data, doc);
  }

  async row(doc: number): Promise<Buffer> {
    return cut(await this.blocks.load(this.#rowBlock(Math.floor(doc / ROWS_PER_BLOCK))), doc);
  }

  #rowBlock(block: number): string {
    return blockId(this.header._id, 'r', block);
  }

  #opened(): Directory {
    if (!this.#directory) throw new Error('the segment is not open');
    return this.#directory;
  }
}

function cut(block: Buffer, doc: number): Buffer {
  const at = (doc % ROWS_PER_BLOCK) * ROW_BYTES;
  return block.subarray(at, at + ROW_BYTES);
}

/** Goes through the entries of a block of words. */
export class EntryReader {
  term = '';
  count = 0;
  first = 0;
  last = 0;
  readonly #reader: ByteReader;
  #data = 0;
  #next = 0;

  constructor(block: Buffer) {
    this.#reader = new ByteReader(block);
  }

  /** Goes to the next entry; false at the end. */
  next(): boolean {
    const reader = this.#reader;
    reader.at = this.#next;
    if (reader.ended) return false;
    const shared = reader.varint();
    const rest = reader.latin1(reader.varint());
    this.term = shared === 0 ? rest : this.term.slice(0, shared) + rest;
    this.count = reader.varint();
    this.first = reader.varint();
    this.last = this.first + reader.varint();
    const size = reader.varint();
    this.#data = reader.at;
    this.#next = reader.at + size;
    return true;
  }

  /**
   * Goes from the beginning to the first entry whose word is `target` or comes after it; false when there is none. The
   * words passed over are not put together: how much of the target they share says enough.
   */
  seek(target: string): boolean {
    const reader = this.#reader;
    const { bytes } = reader;
    let common = 0;
    for (;;) {
      reader.at = this.#next;
      if (reader.ended) return false;
      const shared = reader.varint();
      const length = reader.varint();
      const start = reader.at;
      let reached = shared < common;
      if (shared === common) {
        let i = 0;
        while (i < length && common + i < target.length && bytes[start + i] === target.charCodeAt(common + i)) i++;
        reached = common + i === target.length || (i < length && (bytes[start + i] ?? 0) > target.charCodeAt(common + i));
        if (!reached) common += i;
      }
      reader.at = start + length;
      this.count = reader.varint();
      this.first = reader.varint();
      this.last = this.first + reader.varint();
      const size = reader.varint();
      this.#data = reader.at;
      this.#next = reader.at + size;
      if (!reached) continue;
      this.term = target.slice(0, shared) + bytes.toString('latin1', start, start + length);
      return true;
    }
  }

  /** The postings of this entry. */
  values(): Uint32Array {
    const out = new Uint32Array(this.count);
    const reader = this.#reader;
    reader.at = this.#data;
    let value = this.first;
    out[0] = value;
    for (let i = 1; i < out.length; i++) {
      value += reader.varint();
      out[i] = value;
    }
    return out;
  }
}
