import type { Engine } from './engine.js';
import { turn } from './turn.js';
import { asStoreError, UnsupportedError } from './errors.js';

/** How a cursor gets its documents: a generator that gives undefined now and then while it is busy. */
export type Source<T> = () => Generator<T | undefined, unknown>;

/** What mongoose and callers use of the driver's cursors. Nothing is read before the first document is asked for. */
export class Cursor<T> implements AsyncIterable<T> {
  readonly #engine: Engine;
  readonly #explain: () => unknown;
  #open: Source<T>;
  #running: Generator<T | undefined, unknown> | null = null;
  #peeked: { value: T } | null = null;
  #transform: ((value: T) => T) | null = null;
  #closed = false;

  constructor(engine: Engine, open: Source<T>, explain: () => unknown) {
    this.#engine = engine;
    this.#open = open;
    this.#explain = explain;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** All documents that are left. */
  async toArray(): Promise<T[]> {
    const out: T[] = [];
    if (this.#running === null && !this.#closed) {
      // The usual case: read in one go, without a promise for each document.
      await this.#engine.drain(this.#open, (value) => {
        out.push(this.#transform === null ? value : this.#transform(value));
        return !this.#closed;
      });
      await this.close();
      return out;
    }
    for await (const value of this) out.push(value);
    return out;
  }

  /** The next document, or null at the end. */
  async next(): Promise<T | null> {
    const peeked = this.#peeked;
    this.#peeked = null;
    if (peeked !== null) return peeked.value;
    if (this.#closed) return null;
    this.#running ??= this.#open();
    try {
      for (;;) {
        const step = this.#running.next();
        if (step.done === true) {
          await this.close();
          return null;
        }
        if (step.value !== undefined) return this.#transform === null ? step.value : this.#transform(step.value);
        await turn();
      }
    } catch (error) {
      await this.close();
      throw asStoreError(error, this.#engine.file);
    }
  }

  async tryNext(): Promise<T | null> {
    return this.next();
  }

  async hasNext(): Promise<boolean> {
    if (this.#peeked === null) {
      const value = await this.next();
      if (value !== null) this.#peeked = { value };
    }
    return this.#peeked !== null;
  }

  /** Calls back with each document until the callback returns false. */
  async forEach(visit: (value: T) => boolean | void): Promise<void> {
    for await (const value of this) if (visit(value) === false) return;
  }

  /** Passes each document through a function. */
  map(transform: (value: T) => T): this {
    const before = this.#transform;
    this.#transform = before === null ? transform : (value) => transform(before(value));
    return this;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    try {
      for (let value = await this.next(); value !== null; value = await this.next()) yield value;
    } finally {
      await this.close();
    }
  }

  /** Starts again from the first document. */
  rewind(): void {
    this.#running?.return(undefined);
    this.#running = null;
    this.#peeked = null;
    this.#closed = false;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#peeked = null;
    this.#running?.return(undefined);
    this.#running = null;
  }

  /** How the query would be answered. */
  async explain(): Promise<unknown> {
    return this.#explain();
  }

  /** Documents come in batches of the engine's choosing. */
  batchSize(): this {
    return this;
  }

  addCursorFlag(flag: string, on: boolean): this {
    if (on && flag !== 'noCursorTimeout') throw new UnsupportedError(`the cursor flag ${flag}`);
    return this;
  }

  /** For sub-classes that change the query before it is read. */
  protected replaceSource(open: Source<T>): void {
    if (this.#running !== null || this.#closed) throw new Error('The cursor is already being read');
    this.#open = open;
  }
}
