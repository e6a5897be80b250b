import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import mongoose, { type Connection } from 'mongoose';
import type { Blobs } from '../ports/blobs.js';
import { spool } from './spool.js';

const BUCKET = 'blobs';

/**
 * Blobs in MongoDB's GridFS, for a fleet whose processes share no disk. The sha256 is the file's *name*; its id is new
 * for every upload. Deliberate: with the sha256 as the id, two uploads of the same bytes mix their chunks, and the
 * chunks of an upload that died forbid every later one. The cost is a second copy when two processes store the same
 * bytes at the same moment.
 */
export async function createGridBlobs(connection: Connection): Promise<Blobs> {
  const { db } = connection;
  if (!db) throw new Error('GridFS needs an open connection');
  // The bucket would make them itself with the first upload, but says nothing when it could not.
  await db.collection(`${BUCKET}.files`).createIndex({ filename: 1, uploadDate: 1 });
  await db.collection(`${BUCKET}.chunks`).createIndex({ files_id: 1, n: 1 }, { unique: true });
  const files = db.collection(`${BUCKET}.files`);
  const bucket = new mongoose.mongo.GridFSBucket(db, { bucketName: BUCKET, writeConcern: { w: 'majority', journal: true } });
  // The file's row is written after its last chunk: what is found is whole.
  const stored = async (sha256: string): Promise<boolean> => (await bucket.find({ filename: sha256 }).limit(1).toArray()).length > 0;

  // Its date says when it was last put: a purge leaves young ones alone, since their row may be just coming.
  const touch = async (sha256: string): Promise<boolean> =>
    (await files.updateOne({ filename: sha256 }, { $set: { uploadDate: new Date() } })).matchedCount === 1;

  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (await touch(sha256)) return sha256;
      const upload = bucket.openUploadStream(sha256);
      upload.end(bytes);
      await once(upload, 'finish');
      return sha256;
    },

    async putStream(bytes, limit) {
      // The name of a file in GridFS is its hash, which is known only at the end: so it waits beside until then.
      const folder = await mkdtemp(path.join(tmpdir(), 'sayonce-upload-'));
      try {
        const file = path.join(folder, 'bytes');
        const { sha256, size } = await spool(bytes, file, limit);
        if (!(await touch(sha256))) await pipeline(createReadStream(file), bucket.openUploadStream(sha256));
        return { sha256, size };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },

    async get(sha256) {
      const chunks: Buffer[] = [];
      for await (const chunk of bucket.openDownloadStreamByName(sha256)) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },

    async open(sha256) {
      if (!(await stored(sha256))) throw new Error(`no blob ${sha256}`);
      return bucket.openDownloadStreamByName(sha256);
    },
  };
}
