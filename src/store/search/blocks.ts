import type { Models, SearchBlockDoc } from '../models.js';

/** Blocks kept in memory, in bytes: enough for the words that people ask again and again. */
const CACHE_BYTES = 48 * 1024 * 1024;
const BATCH = 100;

/** Reads the blocks of segments. They never change, so what is here is right for ever. */
export class Blocks {
  readonly #models: Pick<Models, 'searchBlocks'>;
  readonly #cache = new Map<string, Buffer>();
  #bytes = 0;

  constructor(models: Pick<Models, 'searchBlocks'>) {
    this.#models = models;
  }

  /** What is in memory. */
  peek(id: string): Buffer | undefined {
    const data = this.#cache.get(id);
    if (data !== undefined) {
      this.#cache.delete(id);
      this.#cache.set(id, data);
    }
    return data;
  }

  /** @throws SegmentGone when the segment was merged away meanwhile. */
  async load(id: string): Promise<Buffer> {
    const known = this.peek(id);
    if (known) return known;
    await this.prefetch([id]);
    const data = this.#cache.get(id);
    if (!data) throw new SegmentGone(id);
    return data;
  }

  /** Reads those that are missing together; one that is not there is found out by `load`. */
  async prefetch(ids: readonly string[]): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#cache.has(id));
    for (let i = 0; i < missing.length; i += BATCH) {
      const found = (await this.#models.searchBlocks.collection
        .find({ _id: { $in: missing.slice(i, i + BATCH) } } as never)
        .toArray()) as unknown as SearchBlockDoc[];
      // A copy: what was read together would stay in memory together.
      for (const doc of found) this.#keep(doc._id, Buffer.from(toBuffer(doc.data)));
    }
  }

  /** Past the cache: for merging, which reads everything once. */
  async read(id: string): Promise<Buffer> {
    const doc = (await this.#models.searchBlocks.collection.findOne({ _id: id } as never)) as unknown as SearchBlockDoc | null;
    if (!doc) throw new SegmentGone(id);
    return toBuffer(doc.data);
  }

  #keep(id: string, data: Buffer): void {
    this.#cache.set(id, data);
    this.#bytes += data.length;
    for (const [oldest, bytes] of this.#cache) {
      if (this.#bytes <= CACHE_BYTES) break;
      this.#cache.delete(oldest);
      this.#bytes -= bytes.length;
    }
  }
}

/** A segment that a search was reading is no more: begin anew with the ones that are there now. */
export class SegmentGone extends Error {
  constructor(block: string) {
    super(`search block ${block} is gone`);
  }
}

/** Reads past mongoose give the driver's Binary. */
function toBuffer(value: Buffer | { buffer: Uint8Array; position?: number }): Buffer {
  if (Buffer.isBuffer(value)) return value;
  const { buffer, position } = value;
  return Buffer.from(buffer.buffer, buffer.byteOffset, position ?? buffer.length);
}
