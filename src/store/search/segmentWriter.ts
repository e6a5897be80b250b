import { ByteWriter } from './bytes.js';
import { ROW_BYTES } from './rows.js';

/** Small enough to read for one word, large enough to share beginnings of words. */
const TERM_BLOCK = 8192;
export const ROWS_PER_BLOCK = 256;
const INDEX_BLOCK = 65_536;
/** Postings of one word are cut into chunks of this many, so that a search can jump. */
const CHUNK = 1024;

/** As it is stored: see `blockId`. */
export interface Block {
  _id: string;
  data: Buffer;
}

/** The id of a block. A segment's blocks lie between `segment.` and `segment/`. */
export function blockId(segment: string, part: 't' | 'r' | 'i', n: number): string {
  return `${segment}.${part}.${n}`;
}

/**
 * Lays out a segment: rows newest first, then the words in byte order with their postings. A posting is the row's
 * number times four, plus 2 when the word is in a title and 1 when it is there often. A word's entry in a block:
 * bytes shared with the word before, rest of the word, count, first posting, distance to the last, size, distances.
 */
export class SegmentWriter {
  /** Finished blocks, to be taken away by the caller. */
  blocks: Block[] = [];
  readonly counts = { termBlocks: 0, rowBlocks: 0, indexBlocks: 0 };
  readonly #id: string;
  readonly #entries = new ByteWriter();
  readonly #deltas = new ByteWriter();
  readonly #index = new ByteWriter();
  readonly #rows = new ByteWriter();
  #before = '';

  constructor(id: string) {
    this.#id = id;
  }

  row(bytes: Uint8Array): void {
    this.#rows.append(bytes);
    if (this.#rows.length >= ROWS_PER_BLOCK * ROW_BYTES) this.#endRows();
  }

  /** @param term as bytes, greater than the one before; @param values ascending. */
  term(term: string, values: ArrayLike<number>, count: number): void {
    for (let from = 0; from < count; from += CHUNK) this.#chunk(term, values, from, Math.min(count, from + CHUNK));
  }

  finish(): void {
    this.#endRows();
    this.#endTerms();
    this.#endIndex();
  }

  #chunk(term: string, values: ArrayLike<number>, from: number, to: number): void {
    const first = values[from] ?? 0;
    const entries = this.#entries;
    if (entries.length === 0) {
      this.#before = '';
      this.#index.varint(term.length);
      this.#index.latin1(term);
      this.#index.varint(first);
    }
    let last = first;
    for (let i = from + 1; i < to; i++) {
      const value = values[i] ?? 0;
      this.#deltas.varint(value - last);
      last = value;
    }
    let shared = 0;
    const most = Math.min(term.length, this.#before.length);
    while (shared < most && term.charCodeAt(shared) === this.#before.charCodeAt(shared)) shared++;
    entries.varint(shared);
    entries.varint(term.length - shared);
    entries.latin1(shared === 0 ? term : term.slice(shared));
    entries.varint(to - from);
    entries.varint(first);
    entries.varint(last - first);
    entries.varint(this.#deltas.length);
    entries.append(this.#deltas.view());
    this.#deltas.length = 0;
    this.#before = term;
    if (entries.length >= TERM_BLOCK) this.#endTerms();
  }

  #endTerms(): void {
    if (this.#entries.length === 0) return;
    this.blocks.push({ _id: blockId(this.#id, 't', this.counts.termBlocks++), data: this.#entries.take() });
    if (this.#index.length >= INDEX_BLOCK) this.#endIndex();
  }

  #endRows(): void {
    if (this.#rows.length > 0) this.blocks.push({ _id: blockId(this.#id, 'r', this.counts.rowBlocks++), data: this.#rows.take() });
  }

  #endIndex(): void {
    if (this.#index.length > 0) this.blocks.push({ _id: blockId(this.#id, 'i', this.counts.indexBlocks++), data: this.#index.take() });
  }
}
