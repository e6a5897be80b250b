import type { Catalog } from './catalog.js';
import { asStoreError, isBusy, StoreFileError } from './errors.js';
import type { Sqlite } from './sqlite.js';
import type { Wal } from './wal.js';

/** Returned by a step that wants another turn: its work so far is committed, the rest follows in a later batch. */
export const AGAIN: unique symbol = Symbol('again');

/** So long does a patient write wait for others to go with. */
const PATIENCE_MS = 25;

interface Job {
  step: () => unknown;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
  queuedAt: number;
  patient: boolean;
}

export interface WriterOptions {
  /** How long a write waits for other processes before it fails with `locked`. */
  lockTimeoutMs: number;
  /** How long one batch may hold the event loop. */
  batchMs: number;
  /** The log of the file; null for a store in memory. */
  wal: Wal | null;
  /** A write is settled when it is on the disk; otherwise when it is committed. */
  durable: boolean;
}

interface Outcome {
  job: Job;
  value: unknown;
}

interface Refusal {
  job: Job;
  error: unknown;
}

/** A batch whose callers do not know yet. */
interface Ended {
  done: Outcome[];
  refused: Refusal[];
}

/** What a writer has done, for tests and metrics. */
export interface WriterStats {
  commits: number;
  syncs: number;
  writes: number;
  waits: number;
}

/**
 * Group commit: the writes of one turn of the event loop share one transaction. Each runs in a savepoint, so a refused one
 * does not harm its neighbours. The disk is waited for beside the event loop, as a rule (`wal.ts`): while one sync runs, writes gather for the
 * next batch. A promise is settled only after a sync that began after its commit; so is a refusal, for what refused it
 * (the same message, received twice) must be as durable as it is said to be.
 */
export class Writer {
  readonly stats: WriterStats = { commits: 0, syncs: 0, writes: 0, waits: 0 };
  readonly #sqlite: Sqlite;
  readonly #catalog: Catalog;
  readonly #options: WriterOptions;
  #queue: Job[] = [];
  #scheduled = false;
  #patience: NodeJS.Timeout | undefined;
  #retries = 0;
  /** Since when another process has held the lock at every try. */
  #lockedSince: number | null = null;
  #closed = false;
  #syncing = false;
  /** A sync has failed: the log may have holes on the disk, and nothing is acknowledged before it was copied home. */
  #suspect = false;
  #idle: (() => void)[] = [];

  constructor(sqlite: Sqlite, catalog: Catalog, options: WriterOptions) {
    this.#sqlite = sqlite;
    this.#catalog = catalog;
    this.#options = options;
  }

  /**
   * Queues a write. The step runs inside a transaction and must be synchronous; if it throws, what it did is undone and
   * the promise is rejected. A step may run again from its start when the whole batch has to be repeated.
   * @param patient nobody waits for it: it goes with the next that comes, or by itself after a moment, and costs no sync of its own
   */
  write<T>(step: () => T | typeof AGAIN, patient = false): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreFileError('closed', `The store file ${this.#sqlite.file} is closed`));
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ step, resolve: resolve as (value: unknown) => void, reject, queuedAt: performance.now(), patient });
      // Where no write waits for the disk there is nothing to share.
      if (patient && this.#options.wal !== null && this.#options.durable)
        this.#patience ??= setTimeout(() => this.#schedule(), PATIENCE_MS);
      else this.#schedule();
    });
  }

  /** Resolves when every write queued so far is settled; then refuses new ones. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#queue.length === 0 && !this.#scheduled && !this.#syncing) return;
    this.#schedule();
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #schedule(delayMs = 0): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    if (this.#scheduled) return;
    this.#scheduled = true;
    const run = (): void => {
      this.#scheduled = false;
      this.#flush();
    };
    if (delayMs > 0) setTimeout(run, delayMs);
    else setImmediate(run);
  }

  #flush(): void {
    // What comes in during a sync would wait for the next one anyway: then it may as well share one transaction.
    if (this.#syncing) return;
    if (this.#queue.length > 0 && this.#begin()) this.#runBatch();
    if (this.#queue.length > 0) this.#schedule(this.#retries === 0 ? 0 : backoff(this.#retries));
    else this.#rest();
  }

  #rest(): void {
    if (this.#queue.length === 0 && !this.#scheduled && !this.#syncing) for (const done of this.#idle.splice(0)) done();
  }

  /** Takes the write lock of the file; false when another process holds it and the batch must wait. */
  #begin(): boolean {
    if (this.#suspect && !this.#mend()) return false;
    try {
      // Not prepared: libsql leaves a prepared statement that met a lock unfinished, and then refuses savepoints.
      this.#sqlite.exec('BEGIN IMMEDIATE');
      this.#retries = 0;
      this.#lockedSince = null;
      this.#catalog.begin();
      return true;
    } catch (error) {
      this.#rollback();
      if (isBusy(error)) {
        this.stats.waits++;
        this.#waitForOthers(error);
      } else {
        this.#lockedSince = null;
        this.#fail(this.#queue.splice(0), error);
      }
      return false;
    }
  }

  /** What has waited for the lock for too long fails. Only that counts: a disk that was slow before has not locked anything. */
  #waitForOthers(error: unknown): void {
    this.#retries++;
    this.#lockedSince ??= performance.now();
    const deadline = performance.now() - this.#options.lockTimeoutMs;
    if (this.#lockedSince >= deadline) return;
    const late = this.#queue.filter(({ queuedAt }) => queuedAt < deadline);
    this.#queue = this.#queue.filter(({ queuedAt }) => queuedAt >= deadline);
    if (this.#queue.length === 0) this.#lockedSince = null;
    this.#fail(late, error);
  }

  #fail(jobs: Job[], error: unknown): void {
    const shown = asStoreError(error, this.#sqlite.file);
    for (const { reject } of jobs) reject(shown);
  }

  #runBatch(): void {
    const started = performance.now();
    const done: Outcome[] = [];
    const refused: Refusal[] = [];
    const later: Job[] = [];
    while (this.#queue.length > 0 && (done.length + refused.length === 0 || performance.now() - started < this.#options.batchMs)) {
      const job = this.#queue.shift();
      if (job === undefined) break;
      try {
        // One that is alone needs no savepoint: refused, it takes the whole transaction with it.
        const alone = this.#queue.length === 0 && done.length + refused.length === 0;
        const value = alone ? this.#inTransaction(job.step) : this.#inSavepoint(job.step);
        if (value === AGAIN) later.push(job);
        done.push({ job, value });
      } catch (error) {
        // A full disk or an I/O error ends the whole transaction by itself; then nothing in it happened.
        if (!this.#sqlite.inTransaction) {
          this.#abandon([...done.map((one) => one.job), ...refused.map((one) => one.job), job], error);
          return;
        }
        refused.push({ job, error });
      }
    }
    try {
      // Where all was refused there is nothing to write.
      this.#sqlite.exec(done.length > 0 ? 'COMMIT' : 'ROLLBACK');
    } catch (error) {
      // The refused as well: what stood in their way may have been in this very transaction.
      this.#abandon(
        [...done, ...refused].map((one) => one.job),
        error,
      );
      return;
    }
    if (done.length > 0) {
      this.stats.commits++;
      this.#options.wal?.committed();
    }
    // Behind the others: a large write must not keep small ones waiting. And before the others are told: who closes then
    // must find it in the queue.
    for (const job of later) this.#queue.push({ ...job, queuedAt: performance.now() });
    void this.#settle({ done: done.filter(({ value }) => value !== AGAIN), refused });
  }

  /** Settles a batch once it is on the disk. */
  async #settle({ done, refused }: Ended): Promise<void> {
    this.#syncing = true;
    // A part of a long write: nobody is told of it yet.
    const error =
      done.length + refused.length === 0
        ? null
        : await this.#sync([...done, ...refused].filter(({ job }) => !job.patient).length === 1 && this.#queue.length === 0);
    if (error === null) {
      this.stats.writes += done.length;
      for (const { job, value } of done) job.resolve(value);
    } else
      this.#fail(
        done.map(({ job }) => job),
        error,
      );
    for (const one of refused) one.job.reject(asStoreError(error ?? one.error, this.#sqlite.file));
    this.#syncing = false;
    if (this.#queue.length > 0) this.#schedule();
    else this.#rest();
  }

  /** @returns what went wrong */
  async #sync(alone: boolean): Promise<unknown> {
    const { wal, durable } = this.#options;
    if (wal === null) return null;
    if (!durable) return null;
    try {
      this.stats.syncs++;
      await wal.sync(alone);
      return null;
    } catch (error) {
      this.#suspect = true;
      return error;
    }
  }

  /** Copies the whole log home, with syncs of its own; what is in the file then does not depend on the log. */
  #mend(): boolean {
    try {
      const [busy] = this.#sqlite.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get([]) ?? [1];
      if (busy === 0) this.#suspect = false;
      else this.#waitForOthers(new StoreFileError('io', `The log of the store file ${this.#sqlite.file} could not be brought to the disk`));
    } catch (error) {
      this.#fail(this.#queue.splice(0), error);
    }
    return !this.#suspect;
  }

  #inTransaction(step: () => unknown): unknown {
    try {
      return step();
    } catch (error) {
      this.#catalog.undone();
      throw error;
    }
  }

  #inSavepoint(step: () => unknown): unknown {
    this.#sqlite.prepare('SAVEPOINT one').run([]);
    try {
      const value = step();
      this.#sqlite.prepare('RELEASE one').run([]);
      return value;
    } catch (error) {
      if (this.#sqlite.inTransaction) {
        this.#sqlite.prepare('ROLLBACK TO one').run([]);
        this.#sqlite.prepare('RELEASE one').run([]);
      }
      this.#catalog.undone();
      throw error;
    }
  }

  #abandon(jobs: Job[], error: unknown): void {
    this.#rollback();
    this.#fail(jobs, error);
  }

  #rollback(): void {
    this.#catalog.invalidate();
    if (!this.#sqlite.inTransaction) return;
    try {
      this.#sqlite.exec('ROLLBACK');
    } catch {
      // Some errors have already ended the transaction; there is nothing left to undo then.
    }
  }
}

/** Milliseconds until the next try for the lock: short at first, then up to 50, never in step with another process. */
function backoff(retries: number): number {
  return 1 + Math.random() * Math.min(50, 2 ** Math.min(retries, 6));
}
