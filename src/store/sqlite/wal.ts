import { closeSync, fdatasync, openSync, readSync } from 'node:fs';
import { StoreFileError } from './errors.js';
import { checkpointAside } from './worker.js';

// Pages in the log before they are copied home: 32 MB. At SQLite's own 1,000 the hot pages of the indexes are copied again and again.
const CHECKPOINT_PAGES = 8000;
// Where the wal-index (the -shm file) holds the number of the last valid frame: see "WAL-Index File Format" of SQLite.
const LAST_FRAME_AT = 16;
// Looking costs a read of four bytes.
const COMMITS_BETWEEN_LOOKS = 16;

/**
 * The write-ahead log of one open file. SQLite writes to it without waiting for the disk (`synchronous=NORMAL`); what is
 * acknowledged waits here, and the event loop does not. The frames of the log are one chain of checksums, so a sync makes
 * everything before it durable, by whichever process it was written, and a torn tail cuts off the newest commits only.
 */
export class Wal {
  readonly #file: string;
  #fd: number | null = null;
  #commits = 0;
  #checkpoint: Promise<void> | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  /** Resolves when everything that was committed before the call is on the disk. @throws StoreFileError `io`, `full` */
  async sync(): Promise<void> {
    try {
      // The log stays the same file for as long as any connection is open.
      this.#fd ??= openSync(`${this.#file}-wal`, 'r+');
      const fd = this.#fd;
      await new Promise<void>((resolve, reject) => fdatasync(fd, (error) => (error === null ? resolve() : reject(error))));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'full' : 'io';
      throw new StoreFileError(code, `The log of the store file ${this.#file} could not be brought to the disk (${error instanceof Error ? error.message : String(error)})`, error);
    }
  }

  /** After a commit: has a long log copied home in another thread. */
  committed(): void {
    if (this.#checkpoint !== null || ++this.#commits % COMMITS_BETWEEN_LOOKS !== 0 || this.#pages() < CHECKPOINT_PAGES) return;
    this.#checkpoint = checkpointAside(this.#file)
      // Nothing depends on it: the next look tries again, and SQLite itself copies in a commit when the log has grown to
      // `wal_autocheckpoint`. What is wrong with the file shows there, and in the reads and writes.
      .catch(() => undefined)
      .finally(() => (this.#checkpoint = null));
  }

  async close(): Promise<void> {
    await this.#checkpoint;
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
  }

  #pages(): number {
    const fd = openSync(`${this.#file}-shm`, 'r');
    try {
      const word = new Uint32Array(1);
      return readSync(fd, word, 0, 4, LAST_FRAME_AT) === 4 ? (word[0] ?? 0) : 0;
    } finally {
      closeSync(fd);
    }
  }
}
