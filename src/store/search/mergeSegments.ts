import type { SearchSegmentDoc } from '../models.js';
import type { Blocks } from './blocks.js';
import { outranks } from './matches.js';
import { compareRows, ROW_BYTES, timeOf } from './rows.js';
import { EntryReader } from './segment.js';
import { type Block, blockId, SegmentWriter } from './segmentWriter.js';

const GONE = -1;

/** What a merge asks now and then: to write what is finished, and to let others run. */
export interface MergeSteps {
  write(blocks: Block[]): Promise<void>;
  pause(): Promise<void>;
}

interface Source {
  header: SearchSegmentDoc;
  rows: Buffer;
  /** Its row -> the row in the merged segment; GONE when another source has a later form of the record. */
  moved: Int32Array;
}

/** Merges segments into one, block by block. @returns the counts for its header. */
export async function mergeSegments(
  id: string,
  headers: readonly SearchSegmentDoc[],
  blocks: Blocks,
  steps: MergeSteps,
): Promise<Pick<SearchSegmentDoc, 'docs' | 'from' | 'to' | 'termBlocks' | 'rowBlocks' | 'indexBlocks'>> {
  const sources: Source[] = [];
  for (const header of headers) sources.push({ header, rows: await allRows(header, blocks), moved: new Int32Array(header.docs) });
  const writer = new SegmentWriter(id);
  const flush = async (): Promise<void> => {
    if (writer.blocks.length >= 50) await steps.write(writer.blocks.splice(0));
    await steps.pause();
  };

  const { docs, newest, oldest } = await mergeRows(sources, writer, flush);
  const words = await Promise.all(sources.map((source) => Words.open(source, blocks)));
  let count = 0;
  for (;;) {
    let term: string | null = null;
    for (const one of words) if (one.term !== null && (term === null || one.term < term)) term = one.term;
    if (term === null) break;
    const pieces: Uint32Array[] = [];
    for (const one of words) {
      while (one.term === term) {
        pieces.push(one.moved());
        const reading = one.next();
        if (reading) await reading;
      }
    }
    const values = united(pieces);
    writer.term(term, values, values.length);
    if (++count % 64 === 0) await flush();
  }
  writer.finish();
  await steps.write(writer.blocks.splice(0));
  return { docs, from: oldest, to: newest, ...writer.counts };
}

async function allRows(header: SearchSegmentDoc, blocks: Blocks): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let n = 0; n < header.rowBlocks; n++) parts.push(await blocks.read(blockId(header._id, 'r', n)));
  return Buffer.concat(parts);
}

async function mergeRows(
  sources: Source[],
  writer: SegmentWriter,
  flush: () => Promise<void>,
): Promise<{ docs: number; newest: number; oldest: number }> {
  const at = sources.map(() => 0);
  const rowAt = (s: number): Buffer | null => {
    const source = sources[s];
    const n = at[s] ?? 0;
    return source && n < source.header.docs ? source.rows.subarray(n * ROW_BYTES, (n + 1) * ROW_BYTES) : null;
  };
  let docs = 0;
  let newest = 0;
  let last: Buffer | null = null;
  for (;;) {
    let best = -1;
    let bestRow: Buffer | null = null;
    for (let s = 0; s < sources.length; s++) {
      const row = rowAt(s);
      if (!row) continue;
      const order = bestRow ? compareRows(row, bestRow) : -1;
      const header = sources[s]?.header;
      const rival = sources[best]?.header;
      if (order < 0 || (order === 0 && header && rival && outranks(header, rival))) {
        best = s;
        bestRow = row;
      }
    }
    const source = sources[best];
    if (!source || !bestRow) break;
    const n = at[best] ?? 0;
    at[best] = n + 1;
    if (last && compareRows(last, bestRow) === 0) {
      source.moved[n] = GONE;
      continue;
    }
    if (docs === 0) newest = timeOf(bestRow);
    last = bestRow;
    writer.row(bestRow);
    source.moved[n] = docs++;
    if (docs % 4096 === 0) await flush();
  }
  return { docs, newest, oldest: last ? timeOf(last) : 0 };
}

/** The words of a source in order, each with its postings in terms of the merged rows. */
class Words {
  term: string | null = null;
  readonly #source: Source;
  readonly #blocks: Blocks;
  #entries: EntryReader | null = null;
  #block = 0;

  private constructor(source: Source, blocks: Blocks) {
    this.#source = source;
    this.#blocks = blocks;
  }

  static async open(source: Source, blocks: Blocks): Promise<Words> {
    const words = new Words(source, blocks);
    const reading = words.next();
    if (reading) await reading;
    return words;
  }

  /** Goes to the next entry; a promise when the next block must be read. */
  next(): Promise<void> | undefined {
    if (this.#entries?.next()) {
      this.term = this.#entries.term;
      return undefined;
    }
    return this.#nextBlock();
  }

  async #nextBlock(): Promise<void> {
    const { header } = this.#source;
    if (this.#block >= header.termBlocks) {
      this.term = null;
      return;
    }
    this.#entries = new EntryReader(await this.#blocks.read(blockId(header._id, 't', this.#block++)));
    this.#entries.next();
    this.term = this.#entries.term;
  }

  moved(): Uint32Array {
    const values = this.#entries?.values() ?? new Uint32Array(0);
    const { moved } = this.#source;
    let kept = 0;
    for (const value of values) {
      const row = moved[value >>> 2] ?? GONE;
      if (row !== GONE) values[kept++] = row * 4 + (value & 3);
    }
    return values.subarray(0, kept);
  }
}

/** Pieces of segments that follow each other in time are in order already. */
function united(pieces: Uint32Array[]): Uint32Array {
  const [only] = pieces;
  if (pieces.length === 1 && only) return only;
  const all = new Uint32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  let inOrder = true;
  for (const piece of pieces) {
    if (at > 0 && piece.length > 0 && (all[at - 1] ?? 0) > (piece[0] ?? 0)) inOrder = false;
    all.set(piece, at);
    at += piece.length;
  }
  return inOrder ? all : all.sort();
}
