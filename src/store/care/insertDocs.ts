import { isDuplicate } from '../record.js';
import type { RawCollection, RawDoc } from './rawStore.js';

/**
 * Inserts a batch. One that is there already, from a run that was cut off behind this step, is written over.
 * @throws the engine's error when another document holds one of its unique keys
 */
export async function insertDocs(collection: RawCollection, docs: readonly RawDoc[]): Promise<void> {
  try {
    await collection.insertMany(docs as never, { ordered: false });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    for (const doc of docs) await collection.replaceOne({ _id: doc._id } as never, doc as never, { upsert: true });
  }
}
