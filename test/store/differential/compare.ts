/** Runs one operation on two collections and says in what they differ. */
import mongoose from 'mongoose';
import type { Doc, Read, Write } from './generate.js';

const { EJSON } = mongoose.mongo.BSON;

/** What both engines have: the driver's collection as far as it is used here. */
export interface Collection {
  insertMany(docs: Doc[]): Promise<unknown>;
  deleteMany(filter: Doc): Promise<{ deletedCount: number }>;
  deleteOne(filter: Doc): Promise<{ deletedCount: number }>;
  find(filter: Doc, options: Doc): { toArray(): Promise<unknown[]> };
  countDocuments(filter: Doc): Promise<number>;
  distinct(path: string, filter: Doc): Promise<unknown[]>;
  updateOne(filter: Doc, update: Doc, options: Doc): Promise<unknown>;
  updateMany(filter: Doc, update: Doc, options: Doc): Promise<unknown>;
  findOneAndUpdate(filter: Doc, update: Doc, options: Doc): Promise<unknown>;
  createIndex(key: Doc, options?: Doc): Promise<unknown>;
}

/** What an operation came to, as text that can be compared: fields of documents in the order of their names. */
export type Outcome = { result: string } | { error: string };

export async function runRead(collection: Collection, read: Read): Promise<Outcome> {
  return outcome(async () => {
    if (read.kind === 'count') return collection.countDocuments(read.filter);
    // A set: MongoDB gives no order.
    if (read.kind === 'distinct') return (await collection.distinct(read.path, read.filter)).map(canonical).toSorted();
    const { filter, sort, projection, skip, limit } = read;
    // Without an order any documents may come first: then all are asked for, and compared as a set.
    const found = await collection.find(filter, { ...(sort ? { sort, skip, limit } : {}), ...(projection ? { projection } : {}) }).toArray();
    return sort ? found : found.map(canonical).toSorted();
  });
}

export async function runWrite(collection: Collection, write: Write): Promise<Outcome> {
  return outcome(async () => {
    if (!('update' in write)) return (await collection[write.kind](write.filter)).deletedCount;
    const { filter, update, arrayFilters } = write;
    const options = { ...(write.upsert ? { upsert: true } : {}), ...(arrayFilters.length ? { arrayFilters } : {}) };
    if (write.kind === 'findOneAndUpdate') return collection.findOneAndUpdate(filter, update, { ...options, sort: write.sort, returnDocument: write.after ? 'after' : 'before' });
    const { matchedCount, modifiedCount, upsertedCount } = (await collection[write.kind](filter, update, options)) as Doc;
    return { matchedCount, modifiedCount, upsertedCount };
  });
}

export async function contents(collection: Collection): Promise<string> {
  return canonical(await collection.find({}, { sort: { _id: 1 } }).toArray());
}

async function outcome(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { result: canonical(await work()) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { error: `${String((error as { code?: unknown }).code)} ${error.message}` };
  }
}

/** Extended JSON with the names in order, so that equal values are equal texts; 1 and 1.0 are one number to our code. */
export function canonical(value: unknown): string {
  const plain: unknown = JSON.parse(EJSON.stringify(value as object));
  return JSON.stringify(plain, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one,
  );
}

/** Both did the same, or both refused. What a refusal says may differ: our code tests for duplicates alone. */
export function agree(ours: Outcome, theirs: Outcome): boolean {
  if ('error' in ours || 'error' in theirs) return 'error' in ours && 'error' in theirs;
  return ours.result === theirs.result;
}
