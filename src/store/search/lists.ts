import type { Query, Term } from '../../lib/search/query.js';
import { asBytes } from './bytes.js';
import { EntryReader, type Segment } from './segment.js';

/** The rows of a segment that have a word, or several, in ascending number: newest first. */
export interface RowList {
  /** The row it stands at; END when there are no more. */
  row: number;
  /** How well that row fits. */
  weight: number;
  /** Goes to the first row that is not before `target`. @returns a promise when something must be read first. */
  seek(target: number): Promise<void> | undefined;
}

/** Beyond every row. */
export const END = 0xffff_ffff;
/** Rows of more words than this are not gathered: nearly every text has one of them, and reading the text decides. */
const MAX_UNION_BLOCKS = 24;
/** With a rare word beside it, gathering even this much costs more than reading the few texts. */
const WORTH_UNION_BLOCKS = 3;
const RARE = 60;
/** Steps in a row without letting others run. */
const MAX_STEPS = 30_000;
const LAST_BYTE = '\xff';

/** The rows of a segment that may fit the query: no row that fits is left out. */
export async function openList(segment: Segment, query: Query): Promise<RowList> {
  switch (query.kind) {
    case 'term':
      return openTerm(segment, query.term, MAX_UNION_BLOCKS);
    case 'phrase':
      return openAll(
        segment,
        query.terms.map((term) => ({ kind: 'term', term })),
      );
    case 'all':
      return openAll(segment, query.of);
    case 'any':
      return new AnyOf(await Promise.all(query.of.map((part) => openList(segment, part))));
  }
}

/** Blocks that `openList` will want first. */
export function firstBlocks(segment: Segment, terms: readonly Term[]): string[] {
  return terms.flatMap(({ tokens }) => tokens.map((token) => segment.termBlock(segment.locate(asBytes(token), 0))));
}

/** Whole words first: one that is not there spares the rest. */
async function openAll(segment: Segment, parts: readonly Query[]): Promise<RowList> {
  const cost = (part: Query): number => (part.kind === 'term' ? (isPlain(part.term) ? 0 : 2) : 1);
  const lists: RowList[] = [];
  let rarest = Infinity;
  for (const part of parts.toSorted((a, b) => cost(a) - cost(b))) {
    const list =
      part.kind === 'term'
        ? await openTerm(segment, part.term, rarest < RARE ? WORTH_UNION_BLOCKS : MAX_UNION_BLOCKS)
        : await openList(segment, part);
    await list.seek(0);
    if (list.row === END) return new Nothing();
    if (list instanceof WordList) rarest = Math.min(rarest, list.atLeast);
    if (list instanceof Gathered) rarest = Math.min(rarest, list.size);
    lists.push(list);
  }
  // The rarest leads.
  return new AllOf(lists.toSorted((a, b) => sizeOf(a) - sizeOf(b)));
}

function isPlain(term: Term): boolean {
  return term.tokens.length === 1 && !term.prefix;
}

function sizeOf(list: RowList): number {
  return list instanceof WordList ? list.atLeast : list instanceof Gathered ? list.size : list instanceof Everything ? Infinity : 10_000;
}

async function openTerm(segment: Segment, term: Term, maxBlocks: number): Promise<RowList> {
  const tokens = term.tokens.map(asBytes);
  const [only = ''] = tokens;
  if (isPlain(term)) return new WordList(segment, only);
  const spans = tokens.map((token) => ({
    token,
    from: segment.locate(token, 0),
    to: segment.locate(term.prefix ? token + LAST_BYTE : token, Infinity),
  }));
  if (spans.reduce((sum, { from, to }) => sum + to - from + 1, 0) > maxBlocks + spans.length) return new Everything(segment.header.docs);

  const ids = spans.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => segment.termBlock(from + n)));
  if (ids.some((id) => !segment.blocks.peek(id))) await segment.blocks.prefetch(ids);
  const pieces: Uint32Array[] = [];
  for (const { token, from, to } of spans) {
    for (let block = from; block <= to; block++) {
      const entries = new EntryReader(await segment.blocks.load(segment.termBlock(block)));
      for (let more = entries.seek(token); more; more = entries.next()) {
        const exact = entries.term === token;
        if (!exact && !(term.prefix && entries.term.startsWith(token))) break;
        const values = entries.values();
        for (let i = 0; i < values.length; i++) values[i] = marked(values[i] ?? 0, exact);
        pieces.push(values);
      }
    }
  }
  return new Gathered(pieces);
}

/** row * 8, plus 4 for the whole word, plus the two bits of the posting. */
function marked(value: number, exact: boolean): number {
  return (value >>> 2) * 8 + (exact ? 4 : 0) + (value & 3);
}

function weightOf(marks: number): number {
  return (marks & 4 ? 1 : 0.6) + (marks & 2 ? 2 : 0) + (marks & 1 ? 0.5 : 0);
}

class Nothing implements RowList {
  readonly row = END;
  readonly weight = 0;
  seek(): undefined {}
}

/** Every row: what is looked for is told by reading the text. */
class Everything implements RowList {
  row = -1;
  readonly weight = 0.6;
  readonly #rows: number;
  constructor(rows: number) {
    this.#rows = rows;
  }
  seek(target: number): undefined {
    if (target > this.row) this.row = target < this.#rows ? target : END;
  }
}

/** One whole word, read chunk by chunk. */
class WordList implements RowList {
  row = -1;
  weight = 0;
  /** Rows of its first chunk: all of them, unless the word is frequent. */
  atLeast = 0;
  readonly #segment: Segment;
  readonly #term: string;
  #values: Uint32Array = new Uint32Array(0);
  #at = 0;
  #block = 0;

  constructor(segment: Segment, term: string) {
    this.#segment = segment;
    this.#term = term;
  }

  seek(target: number): Promise<void> | undefined {
    if (target <= this.row) return undefined;
    const values = this.#values;
    const last = values.length > 0 ? (values[values.length - 1] ?? 0) >>> 2 : -1;
    if (last < target) return this.#further(target, Math.max(this.#block, this.#segment.locate(this.#term, target * 4 + 3)));
    this.#stand(target);
    return undefined;
  }

  #stand(target: number): void {
    const values = this.#values;
    let at = this.#at;
    let step = 1;
    while (at + step < values.length && (values[at + step] ?? 0) >>> 2 < target) {
      at += step;
      step *= 2;
    }
    while ((values[at] ?? END) >>> 2 < target) at++;
    this.#at = at;
    this.row = (values[at] ?? 0) >>> 2;
    this.weight = weightOf(4 + ((values[at] ?? 0) & 3));
  }

  #further(target: number, block: number): Promise<void> | undefined {
    const id = this.#segment.termBlock(block);
    const data = this.#segment.blocks.peek(id);
    if (!data) return this.#segment.blocks.load(id).then((loaded) => this.#scan(target, block, loaded));
    return this.#scan(target, block, data);
  }

  #scan(target: number, block: number, data: Buffer): Promise<void> | undefined {
    const entries = new EntryReader(data);
    for (let more = entries.seek(this.#term); more; more = entries.next()) {
      if (entries.term > this.#term) {
        this.row = END;
        return undefined;
      }
      if (entries.last >>> 2 < target) continue;
      this.#values = entries.values();
      this.#at = 0;
      this.#block = block;
      if (this.atLeast === 0) this.atLeast = this.#values.length;
      this.#stand(target);
      return undefined;
    }
    const next = this.#segment.firstTerm(block + 1);
    if (next !== null && next <= this.#term) return this.#further(target, block + 1);
    this.row = END;
    return undefined;
  }
}

/** Several words, or all that begin alike, gathered before they are asked. */
class Gathered implements RowList {
  row = -1;
  weight = 0;
  readonly size: number;
  readonly #marked: Uint32Array;
  #at = 0;

  constructor(pieces: Uint32Array[]) {
    this.#marked = pieces.length === 1 && pieces[0] ? pieces[0] : sorted(pieces);
    this.size = this.#marked.length;
  }

  seek(target: number): undefined {
    if (target <= this.row) return;
    const values = this.#marked;
    let at = this.#at;
    let step = 1;
    while (at + step < values.length && (values[at + step] ?? 0) >>> 3 < target) {
      at += step;
      step *= 2;
    }
    while (at < values.length && (values[at] ?? 0) >>> 3 < target) at++;
    if (at >= values.length) {
      this.#at = at;
      this.row = END;
      return;
    }
    this.row = (values[at] ?? 0) >>> 3;
    // The same row may come by several words: the best of them counts.
    let best = 0;
    for (; at < values.length && (values[at] ?? 0) >>> 3 === this.row; at++) best = Math.max(best, weightOf((values[at] ?? 0) & 7));
    this.#at = at;
    this.weight = best;
  }
}

function sorted(pieces: Uint32Array[]): Uint32Array {
  const all = new Uint32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all.sort();
}

class AllOf implements RowList {
  row = -1;
  weight = 0;
  readonly #lists: RowList[];
  #steps = 0;

  constructor(lists: RowList[]) {
    this.#lists = lists;
  }

  seek(from: number): Promise<void> | undefined {
    if (from <= this.row) return undefined;
    let target = from;
    for (let i = 0; i < this.#lists.length;) {
      const list = this.#lists[i];
      if (!list) break;
      if (++this.#steps > MAX_STEPS) {
        this.#steps = 0;
        return new Promise<void>((resolve) => setImmediate(resolve)).then(() => this.seek(target));
      }
      const reading = list.seek(target);
      if (reading) return reading.then(() => this.seek(target));
      if (list.row > target) {
        target = list.row;
        if (target === END) break;
        // The others have to come along; the leader first.
        i = i === 0 ? 1 : 0;
      } else i++;
    }
    this.row = target;
    this.weight = target === END ? 0 : this.#lists.reduce((sum, list) => sum + list.weight, 0);
    return undefined;
  }
}

class AnyOf implements RowList {
  row = -1;
  weight = 0;
  readonly #lists: RowList[];

  constructor(lists: RowList[]) {
    this.#lists = lists;
  }

  seek(target: number): Promise<void> | undefined {
    if (target <= this.row) return undefined;
    const reading = this.#lists.flatMap((list) => list.seek(target) ?? []);
    if (reading.length > 0) return Promise.all(reading).then(() => this.#settle());
    this.#settle();
    return undefined;
  }

  #settle(): void {
    this.row = Math.min(...this.#lists.map((list) => list.row));
    this.weight = Math.max(...this.#lists.map((list) => (list.row === this.row ? list.weight : 0)));
  }
}
