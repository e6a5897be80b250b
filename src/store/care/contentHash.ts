import { createHash } from 'node:crypto';
import { encodeDoc } from './bsonFile.js';
import type { RawCollection } from './rawStore.js';
import { batches } from './walk.js';

/** What a collection holds, to be compared with another one. */
export interface Content {
  count: number;
  /** The same for the same documents in any order, on either engine. */
  hash: string;
}

const MODULUS = 1n << 256n;

/** Reads a whole collection: each document's sha256, added up. */
export async function contentOf(collection: RawCollection, onBatch: () => void = () => undefined): Promise<Content> {
  let sum = 0n;
  let count = 0;
  for await (const docs of batches(collection, { size: 500 })) {
    for (const doc of docs) sum = (sum + BigInt(`0x${createHash('sha256').update(encodeDoc(doc)).digest('hex')}`)) % MODULUS;
    count += docs.length;
    onBatch();
  }
  return { count, hash: sum.toString(16).padStart(64, '0') };
}
