import type { Readable } from 'node:stream';

/** Large bytes (raw mail, attachments, recordings), addressed by their sha256. The same bytes are stored once. */
export interface Blobs {
  /** Resolves with the sha256 (hex) once the bytes are durable. */
  put(bytes: Buffer): Promise<string>;
  /**
   * The same for bytes that are still coming, without ever holding them all in memory.
   * @throws AppError `too_large` beyond `limit` bytes, and whatever the source throws; nothing is kept then.
   */
  putStream(bytes: Readable, limit: number): Promise<{ sha256: string; size: number }>;
  /** @throws when there is no such blob. */
  get(sha256: string): Promise<Buffer>;
  /** For serving: a stream of the bytes. @throws when there is no such blob. */
  open(sha256: string): Promise<Readable>;
}
