import { type Query, termsIn } from '../../lib/search/query.js';
import { END, firstBlocks, openList, type RowList } from './lists.js';
import type { Pace } from './pace.js';
import { compareRows, KEY_BYTES, readRow, type Row, timeOf } from './rows.js';
import type { Segment } from './segment.js';

/** A record that the index proposes. */
export interface Match extends Row {
  key: Buffer;
  weight: number;
}

interface Open {
  segment: Segment;
  list: RowList;
  head: Buffer;
  /** Of its head. */
  time: number;
}

/** Segments opened at first; all others together, once these are used up. */
const FIRST_WAVE = 3;

/**
 * What the segments propose, newest first, each record once. Segments that cannot have the next one stay closed, so
 * frequent words touch only the newest.
 */
export class Matches {
  readonly #query: Query;
  readonly #pace: Pace;
  /** Keys before this one (newer) are passed over; so is the key itself unless `inclusive`. */
  readonly #after: Buffer | null;
  readonly #inclusive: boolean;
  #closed: Segment[];
  readonly #open: Open[] = [];
  #waves = 0;
  #last: Buffer | null = null;

  constructor(segments: readonly Segment[], query: Query, pace: Pace, start: { after: Buffer | null; inclusive: boolean; from: number }) {
    this.#query = query;
    this.#pace = pace;
    this.#after = start.after;
    this.#inclusive = start.inclusive;
    const newest = start.after ? timeOf(start.after) : Infinity;
    this.#closed = segments
      .filter(({ header }) => header.to >= start.from && header.from <= newest)
      .toSorted((a, b) => b.header.to - a.header.to);
  }

  /** The next match; null when there are no more. A promise only when something must be read or others must have their turn. */
  next(): Promise<Match | null> | Match | null {
    for (;;) {
      const resting = this.#pace.rest();
      if (resting) return resting.then(() => this.next());
      const first = this.#first();
      if (first === undefined) return this.#openNext().then(() => this.next());
      if (first === null) return null;
      const { head, list } = first;
      const known = this.#last !== null && compareRows(this.#last, head) === 0;
      this.#last = head;
      const match = known ? null : matchOf(head, list.weight);
      const reading = this.#advance(first, list.row + 1);
      if (reading) return reading.then(() => match ?? this.next());
      if (match) return match;
    }
  }

  /** The list that has the next match; null when there is none, undefined when a closed segment may have it. */
  #first(): Open | null | undefined {
    let best: Open | null = null;
    for (const one of this.#open) if (!best || before(one, best)) best = one;
    const [next] = this.#closed;
    return !next || (best && best.time > next.header.to) ? best : undefined;
  }

  async #openNext(): Promise<void> {
    if (this.#waves < 2) {
      const wave = this.#closed.slice(0, this.#waves === 0 ? FIRST_WAVE : undefined);
      if (this.#waves === 0 || this.#open.length + 1 >= FIRST_WAVE || this.#closed.length < FIRST_WAVE) {
        await this.#prefetch(wave);
        this.#waves++;
      }
    }
    const segment = this.#closed.shift();
    if (!segment) return;
    await segment.open();
    const resting = this.#pace.rest();
    if (resting) await resting;
    const list = await openList(segment, this.#query);
    const open: Open = { segment, list, head: Buffer.alloc(0), time: 0 };
    this.#open.push(open);
    await this.#advance(open, this.#after && timeOf(this.#after) <= segment.header.to ? await this.#firstAfter(segment) : 0);
  }

  async #prefetch(wave: readonly Segment[]): Promise<void> {
    const [first] = wave;
    if (!first) return;
    await first.blocks.prefetch(wave.flatMap((segment) => segment.directoryBlocks()));
    const terms = termsIn(this.#query);
    const wanted: string[] = [];
    for (const segment of wave) {
      await segment.open();
      wanted.push(...firstBlocks(segment, terms));
    }
    await first.blocks.prefetch(wanted);
  }

  #advance(open: Open, row: number): Promise<void> | undefined {
    const reading = open.list.seek(row);
    return reading ? reading.then(() => this.#stand(open)) : this.#stand(open);
  }

  #stand(open: Open): Promise<void> | undefined {
    const { list, segment } = open;
    if (list.row === END) {
      this.#open.splice(this.#open.indexOf(open), 1);
      return undefined;
    }
    const head = segment.peekRow(list.row);
    if (!head) return segment.row(list.row).then((read) => stand(open, read));
    stand(open, head);
    return undefined;
  }

  /** Rows are in the order of keys: halve until found. */
  async #firstAfter(segment: Segment): Promise<number> {
    const after = this.#after;
    if (!after) return 0;
    let low = 0;
    let high = segment.header.docs;
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compareRows(segment.peekRow(middle) ?? (await segment.row(middle)), after);
      if (order < 0 || (order === 0 && !this.#inclusive)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function matchOf(head: Buffer, weight: number): Match {
  const { at, id, kind, channel, ticketId } = readRow(head);
  return { at, id, kind, channel, ticketId, key: head.subarray(0, KEY_BYTES), weight };
}

function stand(open: Open, head: Buffer): void {
  open.head = head;
  open.time = timeOf(head);
}

/** Newer first; of one record in several forms the latest. */
function before(a: Open, b: Open): boolean {
  if (a.time !== b.time) return a.time > b.time;
  const order = compareRows(a.head, b.head);
  if (order !== 0) return order < 0;
  return outranks(a.segment.header, b.segment.header);
}

/** Changed records go to `late` segments, so these have the later form; among equals the later segment. */
export function outranks(a: { late: boolean; seq: number }, b: { late: boolean; seq: number }): boolean {
  return a.late === b.late ? a.seq > b.seq : a.late;
}
