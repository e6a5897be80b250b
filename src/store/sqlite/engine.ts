import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Catalog, type Collection, docsTable, FORMAT_VERSION } from './catalog.js';
import { asStoreError, isBusy, isOutdated, StoreFileError } from './errors.js';
import { Mutations } from './mutations.js';
import { Reader } from './reader.js';
import { integer, Sqlite } from './sqlite.js';
import { Turn, turn } from './turn.js';
import { Wal } from './wal.js';
import { Watch, type WatchOptions } from './watch.js';
import { Writer } from './writer.js';

export interface EngineOptions extends WatchOptions {
  /** How long a write waits for other processes before it fails with `locked`; 15,000 ms unless told. */
  lockTimeoutMs?: number;
  /** How long one batch of writes may hold the event loop; 10 ms unless told. */
  batchMs?: number;
  /** Page cache in KiB; 64 MiB unless told. */
  cacheKib?: number;
  /** FULL (the default) survives a power cut; NORMAL only a crash of the process. For throw-away data. */
  synchronous?: 'FULL' | 'NORMAL';
  /** Reads a file that may not be written: `quiet` where nobody can be writing to it, `live` where somebody may, whose `-wal` and `-shm` are there. */
  readOnly?: ReadOnly | undefined;
}

/** See `EngineOptions.readOnly`. */
export type ReadOnly = 'quiet' | 'live';

// Inside one try: long enough to bridge another process's commit, short enough not to be felt.
const BUSY_TIMEOUT_MS = 8;
const OPEN_TIMEOUT_MS = 10_000;
// A read that went on for this long lets others run.
const SLICE_MS = 10;

/** One open store file: its connection, catalog, reading and writing side. */
export class Engine {
  readonly file: string;
  readonly sqlite: Sqlite;
  readonly catalog: Catalog;
  readonly reader: Reader;
  readonly writer: Writer;
  readonly mutations: Mutations;
  readonly readOnly: boolean;
  readonly #lockTimeoutMs: number;
  readonly #wal: Wal | null;
  readonly #clock: Turn;

  private constructor(sqlite: Sqlite, options: EngineOptions) {
    this.file = sqlite.file;
    this.sqlite = sqlite;
    this.#clock = new Turn();
    this.catalog = new Catalog(sqlite, this.#clock);
    this.reader = new Reader(sqlite, this.catalog, new Watch(options));
    this.#lockTimeoutMs = options.lockTimeoutMs ?? 15_000;
    this.readOnly = options.readOnly !== undefined;
    this.#wal = sqlite.file === ':memory:' || this.readOnly ? null : new Wal(sqlite.file);
    const durable = (options.synchronous ?? 'FULL') === 'FULL';
    this.writer = new Writer(sqlite, this.catalog, {
      lockTimeoutMs: this.#lockTimeoutMs,
      batchMs: options.batchMs ?? 10,
      wal: this.#wal,
      durable,
    });
    this.mutations = new Mutations(sqlite, this.catalog);
  }

  /**
   * Opens (or makes) a store file. Several processes may have it open.
   * @param file path, or `:memory:`
   * @throws StoreFileError when it cannot be opened, is not a store file, is corrupt, locked or of a newer format
   */
  static async open(file: string, options: EngineOptions = {}): Promise<Engine> {
    const sqlite = new Sqlite(
      file,
      options.readOnly && `${pathToFileURL(resolve(file)).href}?${options.readOnly === 'quiet' ? 'immutable=1' : 'mode=ro'}`,
    );
    try {
      const engine = new Engine(sqlite, options);
      await engine.#retryBusy(() => engine.#prepare(options), OPEN_TIMEOUT_MS);
      return engine;
    } catch (error) {
      sqlite.close();
      throw asStoreError(error, file);
    }
  }

  #prepare(options: EngineOptions): void {
    const { sqlite } = this;
    sqlite.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    // Reading the version first: it fails on a file that is no database before anything is written.
    const format = this.catalog.checkFormat();
    if (this.readOnly) {
      if (format < FORMAT_VERSION)
        throw new StoreFileError(
          'read_only',
          `The store file ${this.file} is of an older release and must be brought forward, which takes the right to write: copy it to where it may be written`,
        );
      sqlite.exec(`PRAGMA cache_size = -${options.cacheKib ?? 65_536}; PRAGMA temp_store = MEMORY`);
      return;
    }
    if (this.file !== ':memory:' && sqlite.value('PRAGMA journal_mode') !== 'wal') {
      const mode = sqlite.value('PRAGMA journal_mode = WAL');
      if (mode !== 'wal')
        throw new StoreFileError(
          'read_only',
          `The store file ${this.file} cannot be put in WAL mode (it stays in ${String(mode)}): it may be read-only or on a network drive`,
        );
    }
    // Commits do not wait for the disk here: `Wal.sync` does, before anything is acknowledged. With NORMAL, SQLite still
    // syncs the log before it copies from it.
    sqlite.exec('PRAGMA synchronous = NORMAL');
    sqlite.exec(`PRAGMA cache_size = -${options.cacheKib ?? 65_536}`);
    sqlite.exec('PRAGMA temp_store = MEMORY');
    sqlite.exec('PRAGMA journal_size_limit = 67108864');
    // `Wal` has the log copied home in another thread, long before this.
    sqlite.exec('PRAGMA wal_autocheckpoint = 64000');
    sqlite.exec('BEGIN IMMEDIATE');
    try {
      if (format < FORMAT_VERSION) this.catalog.migrate();
      // SQLite opens a file that it may not write for reading, and says so at the first write only: here is one, to be taken back.
      else sqlite.exec(`PRAGMA user_version = ${format}`);
      sqlite.exec(format < FORMAT_VERSION ? 'COMMIT' : 'ROLLBACK');
    } catch (error) {
      if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * Runs a reading generator, handing each value on until `take` says false, and lets others run when it takes long.
   * @returns what the generator returns; undefined when it was stopped
   * @throws StoreFileError when the file is at fault
   */
  async drain<T, R>(steps: () => Generator<T | undefined, R>, take: (value: T) => boolean): Promise<R | undefined> {
    // One promise for the whole read: a supervisor's page has dozens of them.
    let deadline = 0;
    let renewed = false;
    for (;;) {
      let taken = false;
      const running = steps();
      try {
        // Reads that follow each other without anything to wait for are one long read for everybody else; so are those that
        // wait for the same turn.
        while (this.#clock.spentMs() > SLICE_MS) await turn();
        for (;;) {
          const step = running.next();
          if (step.done === true) return step.value;
          if (step.value !== undefined) {
            taken = true;
            if (!take(step.value)) return undefined;
          }
          while (this.#clock.spentMs() > SLICE_MS) await turn();
        }
      } catch (error) {
        // Once a value has been handed on, starting anew would hand it on twice.
        if (!taken && !renewed && isOutdated(error)) {
          renewed = true;
          this.catalog.invalidate();
          continue;
        }
        deadline ||= performance.now() + this.#lockTimeoutMs;
        if (taken || !isBusy(error) || performance.now() > deadline) throw asStoreError(error, this.file);
        await this.#waitForLock();
        renewed = false;
      } finally {
        running.return(undefined as R);
      }
    }
  }

  /** The first value of a reading generator. */
  async drainFirst<T>(steps: () => Generator<T | undefined, unknown>): Promise<T | undefined> {
    let first: T | undefined;
    await this.drain(steps, (value) => {
      first = value;
      return false;
    });
    return first;
  }

  /** Runs a read; waits and tries again while another process recovers or closes the file. */
  async read<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await this.#retryBusy(work, this.#lockTimeoutMs);
    } catch (error) {
      throw asStoreError(error, this.file);
    }
  }

  /** Queues a write; see Writer. */
  write: Writer['write'] = (step, patient) => this.writer.write(step, patient);

  /** The highest row of a collection: documents inserted later have higher ones. */
  lastRow(collection: Collection): number {
    return integer(this.sqlite.value(`SELECT coalesce(max(id), 0) FROM ${docsTable(collection)}`));
  }

  async #retryBusy<T>(work: () => T | Promise<T>, timeoutMs: number): Promise<T> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
        await this.#waitForLock();
      }
    }
  }

  async #waitForLock(): Promise<void> {
    // libsql leaves a statement that met a lock unfinished: none of them is used again.
    this.sqlite.forget();
    await new Promise((resolve) => setTimeout(resolve, 2 + Math.random() * 20));
  }

  /** Settles what is queued and closes the file. */
  async close(): Promise<void> {
    await this.writer.close();
    await this.#wal?.close();
    if (this.sqlite.isOpen && this.file !== ':memory:' && !this.readOnly) {
      try {
        // Leaves one whole file behind: libsql itself may close late, when its statements are collected.
        this.sqlite.exec('PRAGMA busy_timeout = 200');
        this.sqlite.value('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch (error) {
        // Another process reads, or the file is damaged: the log stays beside it and is read at the next start.
        if (!isBusy(error) && !(asStoreError(error, this.file) instanceof StoreFileError)) throw error;
      }
    }
    this.sqlite.close();
  }
}
