import { createHash } from 'node:crypto';
import { once } from 'node:events';
import mongoose, { type Connection } from 'mongoose';
import { CareError } from './careError.js';
import { writeDurably } from './fileShelf.js';
import type { Shelf, ShelvedBlob } from './shelf.js';

type GridFile = { _id: unknown; filename: string; length: number; uploadDate: Date };
type Chunk = { _id: unknown; files_id: unknown };

/** Blobs in GridFS, as `store/gridBlobs.ts` puts them: named by their sha256, now and then twice. */
export function createGridShelf(connection: Connection): Shelf {
  const { db } = connection;
  if (!db) throw new CareError('GridFS needs an open connection');
  const files = db.collection<GridFile>('blobs.files');
  const chunks = db.collection<Chunk>('blobs.chunks');
  const bucket = new mongoose.mongo.GridFSBucket(db, { bucketName: 'blobs', writeConcern: { w: 'majority', journal: true } });
  let indexed: Promise<unknown> | null = null;

  const has = async (sha256: string): Promise<boolean> => (await files.findOne({ filename: sha256 }, { projection: { _id: 1 } })) !== null;
  const read = async (sha256: string): Promise<Buffer> => {
    if (!(await has(sha256))) throw new CareError(`The blob ${sha256} is missing in GridFS`);
    const parts: Buffer[] = [];
    for await (const part of bucket.openDownloadStreamByName(sha256)) parts.push(part as Buffer);
    const bytes = Buffer.concat(parts);
    requireHash(sha256, bytes);
    return bytes;
  };

  return {
    has,
    read,

    async *list(after = '') {
      let last = after;
      for (;;) {
        const batch = await files
          .find({ filename: { $gt: last } })
          .sort({ filename: 1 })
          .limit(500)
          .toArray();
        const blobs = new Map<string, ShelvedBlob>();
        for (const { filename, length, uploadDate } of batch) {
          const twin = blobs.get(filename);
          blobs.set(filename, { sha256: filename, size: length, putAt: twin && twin.putAt > uploadDate ? twin.putAt : uploadDate });
        }
        yield* blobs.values();
        const end = batch.at(-1);
        if (!end) return;
        last = end.filename;
      }
    },

    async write(sha256, bytes) {
      requireHash(sha256, bytes);
      // As the desk makes them: names are looked up for every blob.
      await (indexed ??= Promise.all([
        files.createIndex({ filename: 1, uploadDate: 1 }),
        chunks.createIndex({ files_id: 1, n: 1 }, { unique: true }),
      ]));
      if (await has(sha256)) return;
      const upload = bucket.openUploadStream(sha256);
      upload.end(bytes);
      await once(upload, 'finish');
    },

    async copyTo(sha256, file) {
      if (!(await has(sha256))) return null;
      const bytes = await read(sha256);
      await writeDurably(file, bytes);
      return bytes.length;
    },

    async remove(sha256, before) {
      const copies = await files.find({ filename: sha256 }).limit(100).toArray();
      if (copies.length === 0 || copies.some(({ uploadDate }) => uploadDate >= before)) return false;
      let kept = false;
      for (const { _id } of copies) {
        // Put again in this very moment, it is young, and stays.
        if ((await files.deleteOne({ _id, uploadDate: { $lt: before } } as never)).deletedCount === 1)
          await chunks.deleteMany({ files_id: _id } as never);
        else kept = true;
      }
      return !kept;
    },

    async *leftovers() {
      // Chunks of an upload that died cannot be told from those of one that is under way, and are in nobody's way.
    },

    async clear() {},
  };
}

function requireHash(sha256: string, bytes: Buffer): void {
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new CareError(`The blob ${sha256} is damaged: its bytes have another sha256`);
}
