import { createHash } from 'node:crypto';
import { once } from 'node:events';
import mongoose, { type Connection } from 'mongoose';
import type { Blobs } from '../ports/blobs.js';

/** Blobs in MongoDB's GridFS, for a fleet whose processes share no disk. The file's id is the sha256 of its bytes. */
export function createGridBlobs(connection: Connection): Blobs {
  const { db } = connection;
  if (!db) throw new Error('GridFS needs an open connection');
  const bucket = new mongoose.mongo.GridFSBucket(db, { bucketName: 'blobs', writeConcern: { w: 'majority', journal: true } });
  const key = (sha256: string): never => sha256 as never;
  const stored = async (sha256: string): Promise<boolean> => (await bucket.find({ _id: key(sha256) }).limit(1).toArray()).length > 0;

  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (await stored(sha256)) return sha256;
      const upload = bucket.openUploadStreamWithId(key(sha256), sha256);
      try {
        upload.end(bytes);
        await once(upload, 'finish');
      } catch (error) {
        // Two processes put the same bytes at once: the other one's are as good.
        if (!(await stored(sha256))) throw error;
      }
      return sha256;
    },

    async get(sha256) {
      const chunks: Buffer[] = [];
      for await (const chunk of bucket.openDownloadStream(key(sha256))) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },

    async open(sha256) {
      if (!(await stored(sha256))) throw new Error(`no blob ${sha256}`);
      return bucket.openDownloadStream(key(sha256));
    },
  };
}
