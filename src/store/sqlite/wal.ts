import { closeSync, fdatasync, fdatasyncSync, openSync, readSync } from 'node:fs';
import { StoreFileError } from './errors.js';
import { checkpointAside } from './worker.js';

// Pages in the log before they are copied home: 64 MB. At SQLite's own 1,000 the hot pages of the indexes are copied again and again, and
// while they are, whoever waits for the disk waits longer.
const CHECKPOINT_PAGES = 16_000;
// Looking costs two small reads.
const COMMITS_BETWEEN_LOOKS = 16;
// A disk that answers sooner than this is waited for here when one write alone waits: a thread of its own has to get a processor first,
// which on busy ones takes longer, at times by milliseconds.
const QUICK_MS = 1;
// How much the newest sync counts in what they usually take.
const NEWEST = 0.1;
// "WAL File Format" of SQLite: the header of the log, the header of a frame, and where both hold the salt of this round.
const HEADER = { bytes: 32, pageSizeAt: 8, saltAt: 16 };
const FRAME = { bytes: 24, saltAt: 8 };
const SALT_BYTES = 8;

/**
 * The write-ahead log of one open file. SQLite writes to it without waiting for the disk (`synchronous=NORMAL`); what is
 * acknowledged waits here, and the event loop does not, or hardly. The frames of the log are one chain of checksums, so a sync makes
 * everything before it durable, by whichever process it was written, and a torn tail cuts off the newest commits only.
 *
 * Only the log itself is opened here, never the file or its -shm: closing a second descriptor of those would drop the locks
 * that SQLite holds on them.
 */
export class Wal {
  readonly #file: string;
  #fd: number | null = null;
  #commits = 0;
  #checkpoint: Promise<void> | null = null;
  /** What a sync has taken lately, in ms. */
  #usual = QUICK_MS;

  constructor(file: string) {
    this.#file = file;
  }

  /** A transaction was committed here. Has a long log copied home in another thread. */
  committed(): void {
    if (this.#checkpoint !== null || ++this.#commits % COMMITS_BETWEEN_LOOKS !== 0 || !this.#isLong()) return;
    this.#checkpoint = checkpointAside(this.#file)
      // Nothing depends on it: the next look tries again, and SQLite itself copies in a commit when the log has grown to
      // `wal_autocheckpoint`. What is wrong with the file shows there, and in the reads and writes.
      .catch(() => undefined)
      .finally(() => (this.#checkpoint = null));
  }

  /**
   * Resolves when everything that any process has committed before the call is on the disk.
   * @param alone somebody waits for one write only, and no other is queued
   * @throws StoreFileError `io`, `full`
   */
  async sync(alone = false): Promise<void> {
    try {
      const fd = this.#open();
      const from = performance.now();
      // While the log is copied home the disk is slow.
      if (alone && this.#checkpoint === null && this.#usual < QUICK_MS) fdatasyncSync(fd);
      else await new Promise<void>((resolve, reject) => fdatasync(fd, (error) => (error === null ? resolve() : reject(error))));
      this.#usual += NEWEST * (performance.now() - from - this.#usual);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'full' : 'io';
      throw new StoreFileError(
        code,
        `The log of the store file ${this.#file} could not be brought to the disk (${error instanceof Error ? error.message : String(error)})`,
        error,
      );
    }
  }

  async close(): Promise<void> {
    await this.#checkpoint;
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
  }

  /** The log stays the same file for as long as any connection is open. */
  #open(): number {
    this.#fd ??= openSync(`${this.#file}-wal`, 'r+');
    return this.#fd;
  }

  /** Whether the frame at the limit is of this round: frames of an earlier round, left from before, have another salt. */
  #isLong(): boolean {
    try {
      const fd = this.#open();
      const header = Buffer.alloc(HEADER.bytes);
      if (readSync(fd, header, 0, HEADER.bytes, 0) < HEADER.bytes) return false;
      const salt = Buffer.alloc(SALT_BYTES);
      const at = HEADER.bytes + (CHECKPOINT_PAGES - 1) * (FRAME.bytes + header.readUInt32BE(HEADER.pageSizeAt)) + FRAME.saltAt;
      return (
        readSync(fd, salt, 0, SALT_BYTES, at) === SALT_BYTES && salt.equals(header.subarray(HEADER.saltAt, HEADER.saltAt + SALT_BYTES))
      );
    } catch {
      // It is only a look, after a commit that stands: what is wrong with the log shows in the sync.
      return false;
    }
  }
}
