import { setTimeout as sleep } from 'node:timers/promises';
import { CompactSet } from './compactSet.js';
import type { RawStore } from './rawStore.js';

/** How many documents leave in one write. */
const BATCH = 100;
/** The desk goes first: we rest as long as we worked, but not longer than this. */
const LONGEST_REST_MS = 100;

/** Removes documents batch by batch, or only counts them: the same code, so that a dry run tells the truth. */
export class Remover {
  readonly #store: RawStore;
  readonly #dryRun: boolean;
  readonly #counted = new CompactSet();
  #since = performance.now();

  constructor(store: RawStore, dryRun: boolean) {
    this.#store = store;
    this.#dryRun = dryRun;
  }

  /** Whether a dry run has counted this document as removed. */
  has(collection: string, id: unknown): boolean {
    return this.#counted.has(`${collection} ${String(id)}`);
  }

  /** Notes one as removed in a dry run. @returns false when it was noted before. */
  count(collection: string, id: unknown): boolean {
    return this.#counted.add(`${collection} ${String(id)}`);
  }

  /** @returns how many are gone (or would be), each counted once. */
  async remove(collection: string, ids: readonly unknown[]): Promise<number> {
    let gone = 0;
    for (let at = 0; at < ids.length; at += BATCH) {
      const batch = ids.slice(at, at + BATCH);
      if (this.#dryRun) gone += batch.filter((id) => this.count(collection, id)).length;
      else gone += (await this.#store.collection(collection).deleteMany({ _id: { $in: batch } } as never)).deletedCount;
      await this.rest();
    }
    return gone;
  }

  /** Empties documents instead of removing them. @returns how many were emptied (or would be). */
  async empty(collection: string, ids: readonly unknown[], set: Record<string, unknown>): Promise<number> {
    if (this.#dryRun) return ids.filter((id) => this.count(collection, id)).length;
    let emptied = 0;
    for (let at = 0; at < ids.length; at += BATCH) {
      emptied += (await this.#store.collection(collection).updateMany({ _id: { $in: ids.slice(at, at + BATCH) } } as never, { $set: set }))
        .modifiedCount;
      await this.rest();
    }
    return emptied;
  }

  /** Removes everything that a query finds; it must be one that an index answers. */
  async removeAll(collection: string, filter: Record<string, unknown>): Promise<number> {
    const found = this.#store.collection(collection);
    if (this.#dryRun) {
      let gone = 0;
      for await (const { _id } of found.find(filter as never, { projection: { _id: 1 } })) if (this.count(collection, _id)) gone++;
      return gone;
    }
    for (let gone = 0; ;) {
      const batch = await found
        .find(filter as never, { projection: { _id: 1 } })
        .limit(BATCH * 5)
        .toArray();
      if (batch.length === 0) return gone;
      gone += await this.remove(
        collection,
        batch.map(({ _id }) => _id),
      );
    }
  }

  async rest(): Promise<void> {
    const worked = performance.now() - this.#since;
    if (!this.#dryRun && worked > 5) await sleep(Math.min(worked, LONGEST_REST_MS));
    this.#since = performance.now();
  }
}
