/** Where blobs stand, for the care of them: the desk itself only knows `ports/blobs.ts`. */
export interface Shelf {
  /** All blobs, ascending by sha256. */
  list(after?: string): AsyncIterable<ShelvedBlob>;
  has(sha256: string): Promise<boolean>;
  /** @throws CareError when it is absent or is not what its name says. */
  read(sha256: string): Promise<Buffer>;
  /** Durable once it resolves; does nothing when it is there. @throws CareError when the bytes are not what the name says. */
  write(sha256: string, bytes: Buffer): Promise<void>;
  /** Puts a copy (or a hard link) at `file`, durably. @returns its size; null when there is no such blob. */
  copyTo(sha256: string, file: string): Promise<number | null>;
  /**
   * Removes a blob that nobody names, unless it was put (again) since `before`: then somebody is about to name it.
   * @returns whether it is gone.
   */
  remove(sha256: string, before: Date): Promise<boolean>;
  /** What interrupted writes and removals left behind. */
  leftovers(): AsyncIterable<Leftover>;
  /** Safe at any time for a leftover older than some minutes. */
  clear(leftover: Leftover): Promise<void>;
}

/** A blob as it stands; `size` in bytes. */
export interface ShelvedBlob {
  sha256: string;
  size: number;
  /** When it was last put: the same bytes again count. */
  putAt: Date;
}

export interface Leftover {
  name: string;
  at: Date;
}

/** Whether it names a blob: 64 hex digits in lower case. */
export const isSha256 = (text: unknown): text is string => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
