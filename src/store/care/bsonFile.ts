import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import mongoose from 'mongoose';
import { CareError } from './careError.js';
import type { RawDoc } from './rawStore.js';

const { BSON } = mongoose.mongo;
const MAX_DOCUMENT = 17 * 1024 * 1024;
const READ_SIZE = 1 << 20;

/** The bytes of a document as MongoDB stores them. */
export const encodeDoc = (doc: RawDoc): Uint8Array => BSON.serialize(doc);

/** Documents one behind the other, as `mongodump` writes them. */
export class BsonWriter {
  readonly #handle: FileHandle;
  readonly #hash: Hash = createHash('sha256');
  size = 0;
  count = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  static async create(file: string): Promise<BsonWriter> {
    return new BsonWriter(await open(file, 'wx', 0o600));
  }

  async write(docs: readonly RawDoc[]): Promise<void> {
    const bytes = Buffer.concat(docs.map(encodeDoc));
    this.#hash.update(bytes);
    this.size += bytes.length;
    this.count += docs.length;
    await this.#handle.writeFile(bytes);
  }

  /** Makes it durable. @returns its sha256. */
  async close(): Promise<string> {
    await this.#handle.sync();
    await this.#handle.close();
    return this.#hash.digest('hex');
  }
}

/** @throws CareError when the file ends in the middle of a document or is no such file. */
export async function* readBson(file: string, batchSize = 250): AsyncGenerator<RawDoc[]> {
  const handle = await open(file, 'r');
  try {
    let rest: Buffer = Buffer.alloc(0);
    let batch: RawDoc[] = [];
    for (;;) {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(READ_SIZE), 0, READ_SIZE);
      if (bytesRead === 0) break;
      rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
      let at = 0;
      while (rest.length - at >= 4) {
        const size = rest.readInt32LE(at);
        if (size < 5 || size > MAX_DOCUMENT) throw new CareError(`${file} is damaged`);
        if (rest.length - at < size) break;
        batch.push(BSON.deserialize(rest.subarray(at, at + size)) as RawDoc);
        at += size;
        if (batch.length < batchSize) continue;
        yield batch;
        batch = [];
      }
      rest = rest.subarray(at);
    }
    if (rest.length > 0) throw new CareError(`${file} ends in the middle of a document`);
    if (batch.length > 0) yield batch;
  } finally {
    await handle.close();
  }
}
