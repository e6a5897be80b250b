/** Runs one operation on two collections and says in what they differ. */
import mongoose from 'mongoose';
import type { Doc, Read, Write } from './generate.js';

const { EJSON } = mongoose.mongo.BSON;
const { MongoBulkWriteError, MongoServerError } = mongoose.mongo;

/** What both engines have: the driver's collection as far as it is used here. */
export interface Collection {
  insertOne(doc: Doc): Promise<unknown>;
  insertMany(docs: Doc[]): Promise<unknown>;
  deleteMany(filter: Doc): Promise<{ deletedCount: number }>;
  deleteOne(filter: Doc): Promise<{ deletedCount: number }>;
  find(filter: Doc, options: Doc): { toArray(): Promise<unknown[]> };
  countDocuments(filter: Doc): Promise<number>;
  distinct(path: string, filter: Doc): Promise<unknown[]>;
  updateOne(filter: Doc, update: Doc, options: Doc): Promise<unknown>;
  updateMany(filter: Doc, update: Doc, options: Doc): Promise<unknown>;
  replaceOne(filter: Doc, replacement: Doc, options: Doc): Promise<unknown>;
  findOneAndUpdate(filter: Doc, update: Doc, options: Doc): Promise<unknown>;
  bulkWrite(operations: Doc[], options: Doc): Promise<unknown>;
  createIndex(key: Doc, options?: Doc): Promise<unknown>;
}

/** What an operation came to, as text that can be compared: fields of documents in the order of their names. */
export type Outcome = { result: string } | { error: string; code: unknown; isRefusal: boolean };

export async function runRead(collection: Collection, read: Read): Promise<Outcome> {
  return outcome(async () => {
    if (read.kind === 'count') return collection.countDocuments(read.filter);
    // A set: MongoDB gives no order.
    if (read.kind === 'distinct') return asSet(await collection.distinct(read.path, read.filter));
    const { filter, sort, projection, skip, limit } = read;
    // Without an order any documents may come first: then all are asked for, and compared as a set.
    const found = await collection
      .find(filter, { ...(sort ? { sort, skip, limit } : {}), ...(projection ? { projection } : {}) })
      .toArray();
    return sort ? found : asSet(found);
  });
}

/** What it came to, and what is stored then. */
export async function runWrite(collection: Collection, write: Write): Promise<Outcome> {
  const came = await outcome(() => written(collection, write));
  return 'error' in came ? came : { result: `[${came.result},${canonical(await stored(collection))}]` };
}

async function written(collection: Collection, write: Write): Promise<unknown> {
  switch (write.kind) {
    case 'insertOne':
      return collection.insertOne({ ...write.doc });
    case 'deleteOne':
    case 'deleteMany':
      return (await collection[write.kind](write.filter)).deletedCount;
    case 'replaceOne':
      return counted(await collection.replaceOne(write.filter, { ...write.replacement }, { upsert: write.upsert }));
    case 'bulkWrite':
      return collection.bulkWrite(write.operations, { ordered: write.ordered }).then(
        (result) => bulkCounted(result as Doc),
        (error: unknown) => {
          if (!(error instanceof MongoBulkWriteError)) throw error;
          return {
            ...bulkCounted(error.result as unknown as Doc),
            errors: [error.writeErrors].flat().map(({ index, code }) => ({ index, code })),
          };
        },
      );
    default: {
      const { filter, update, arrayFilters } = write;
      const options = { ...(write.upsert ? { upsert: true } : {}), ...(arrayFilters.length ? { arrayFilters } : {}) };
      if (write.kind === 'findOneAndUpdate')
        return collection.findOneAndUpdate(filter, update, {
          ...options,
          sort: write.sort,
          returnDocument: write.after ? 'after' : 'before',
        });
      return counted(await collection[write.kind](filter, update, options));
    }
  }
}

function counted(result: unknown): Doc {
  const { matchedCount, modifiedCount, upsertedCount } = result as Doc;
  return { matchedCount, modifiedCount, upsertedCount };
}

function bulkCounted({ insertedCount, matchedCount, modifiedCount, deletedCount, upsertedCount }: Doc): Doc {
  return { insertedCount, matchedCount, modifiedCount, deletedCount, upsertedCount };
}

export async function stored(collection: Collection): Promise<Doc[]> {
  return (await collection.find({}, { sort: { _id: 1 } }).toArray()) as Doc[];
}

async function outcome(work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { result: canonical(await work()) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return {
      error: `${error.name} ${error.message}`,
      code: (error as { code?: unknown }).code,
      isRefusal: error instanceof MongoServerError,
    };
  }
}

const asSet = (values: unknown[]): unknown[] =>
  values
    .map((value) => [canonical(value), value] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => value);

/** Extended JSON with the names in order, so that equal values are equal texts; 1 and 1.0 are one number to our code. */
export function canonical(value: unknown): string {
  const plain: unknown = JSON.parse(EJSON.stringify(value as object));
  return JSON.stringify(plain, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

/**
 * Both did the same, or both refused: ours as the driver would (a TypeError of ours is no refusal), and a duplicate is one
 * to both. What else a refusal says may differ: our code tests for duplicates alone.
 */
export function agree(ours: Outcome, theirs: Outcome): boolean {
  if ('error' in ours) return ours.isRefusal && 'error' in theirs && (ours.code === 11000) === (theirs.code === 11000);
  return 'result' in theirs && ours.result === theirs.result;
}
