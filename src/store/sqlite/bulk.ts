import mongoose from 'mongoose';
import type { Engine } from './engine.js';
import { serverError, sqliteCode, UnsupportedError } from './errors.js';
import { type BulkCounts, BulkWriteResult } from './native.js';
import { checkOptions } from './options.js';
import { type Changed, deleteAll, deleteFirst, updateAll, updateFirst } from './operations.js';
import { parseQuery } from './reader.js';
import { parseReplacement, parseUpdate } from './updateParse.js';
import { type Doc, encode, isDoc, plain } from './values.js';
import { withId } from './update.js';
import { AGAIN } from './writer.js';

/** One write of many. `step` runs inside the writer's transaction and adds to the counts. */
interface BulkItem {
  op: unknown;
  step: (counts: BulkCounts, index: number) => void | typeof AGAIN;
}

/** A refused write of a bulk, in the driver's form: mongoose writes to `err`. */
class WriteError {
  readonly err: { index: number; code: unknown; errmsg: string; op: unknown };
  constructor(err: { index: number; code: unknown; errmsg: string; op: unknown }) {
    this.err = err;
  }
  get code(): unknown {
    return this.err.code;
  }
  get index(): number {
    return this.err.index;
  }
  get errmsg(): string {
    return this.err.errmsg;
  }
  getOperation(): unknown {
    return this.err.op;
  }
  toJSON(): Doc {
    return { code: this.err.code, index: this.err.index, errmsg: this.err.errmsg, op: this.err.op };
  }
}

const BATCH_MS = 5;

/**
 * Runs writes in order. A refused one is undone alone: an ordered bulk stops there, an unordered one goes on.
 * @throws MongoBulkWriteError with the counts of what was done
 */
async function runBulk(engine: Engine, items: BulkItem[], ordered: boolean): Promise<InstanceType<typeof BulkWriteResult>> {
  const counts: BulkCounts = {
    ok: 1,
    writeErrors: [],
    writeConcernErrors: [],
    insertedIds: [],
    nInserted: 0,
    nUpserted: 0,
    nMatched: 0,
    nModified: 0,
    nRemoved: 0,
    upserted: [],
  };
  const errors: WriteError[] = [];
  let first: unknown = null;
  let at = 0;
  await engine.write(() => {
    const until = performance.now() + BATCH_MS;
    while (at < items.length) {
      const item = items[at];
      if (item === undefined) break;
      try {
        if (inSavepoint(engine, () => item.step(counts, at)) === AGAIN) return AGAIN;
      } catch (error) {
        if (sqliteCode(error) !== '' || !(error instanceof Error)) throw error;
        first ??= error;
        errors.push(new WriteError({ index: at, code: 'code' in error ? error.code : undefined, errmsg: error.message, op: item.op }));
        if (ordered) break;
      }
      at++;
      if (at < items.length && performance.now() > until) return AGAIN;
    }
    return undefined;
  });
  counts.writeErrors = errors;
  const result = new BulkWriteResult(counts, ordered);
  if (errors.length === 0) return result;
  throw bulkError(first, errors, result);
}

/** The driver's error: it carries the first refusal's details, so `code === 11000` and `keyValue` can be read from it. */
function bulkError(first: unknown, writeErrors: WriteError[], result: unknown): Error {
  const { MongoBulkWriteError, MongoServerError } = mongoose.mongo;
  const source = first instanceof MongoServerError ? first : null;
  const message = first instanceof Error ? first.message : 'write operation failed';
  const error = new MongoBulkWriteError({ message, code: Number(source?.code ?? 0), writeErrors: writeErrors as never[] }, result as never);
  if (source !== null) Object.assign(error, { keyPattern: source['keyPattern'] as unknown, keyValue: source['keyValue'] as unknown });
  return error;
}

function inSavepoint<T>(engine: Engine, step: () => T): T {
  engine.sqlite.prepare('SAVEPOINT item').run([]);
  try {
    const value = step();
    engine.sqlite.prepare('RELEASE item').run([]);
    return value;
  } catch (error) {
    if (engine.sqlite.inTransaction) {
      engine.sqlite.prepare('ROLLBACK TO item').run([]);
      engine.sqlite.prepare('RELEASE item').run([]);
      engine.catalog.undone();
    }
    throw error;
  }
}

/** Gives a document its `_id`, on the caller's object as the driver does, and returns the stored form. */
export function prepareInsert(given: unknown): { doc: Doc; bytes: Uint8Array } {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw serverError(9, 'FailedToParse', 'A document must be an object');
  const target = given as Doc;
  if (target['_id'] === undefined || target['_id'] === null) target['_id'] = new mongoose.mongo.ObjectId();
  const doc = withId(plain(given) as Doc);
  return { doc, bytes: encode(doc) };
}

/** Inserts many documents. */
export async function insertDocuments(
  engine: Engine,
  collection: string,
  docs: readonly unknown[],
  ordered: boolean,
): Promise<InstanceType<typeof BulkWriteResult>> {
  return runBulk(
    engine,
    docs.map((given) => insertItem(engine, collection, given)),
    ordered,
  );
}

function insertItem(engine: Engine, collection: string, given: unknown): BulkItem {
  const { doc, bytes } = prepareInsert(given);
  return {
    op: doc,
    step: (counts, index) => {
      engine.mutations.insert(collection, doc, bytes);
      counts.insertedIds.push({ index, _id: doc['_id'] });
      counts.nInserted++;
    },
  };
}

/** Runs a `bulkWrite`. */
export async function bulkWrite(engine: Engine, collection: string, operations: unknown, ordered: boolean): Promise<unknown> {
  if (!Array.isArray(operations) || operations.length === 0)
    throw serverError(9, 'FailedToParse', 'Invalid BulkOperation, Batch cannot be empty');
  const result = await runBulk(
    engine,
    operations.map((operation) => bulkItem(engine, collection, operation)),
    ordered,
  );
  return result;
}

function bulkItem(engine: Engine, collection: string, operation: unknown): BulkItem {
  const [[name, spec] = ['', null]] = isDoc(operation) ? Object.entries(operation) : [];
  if (!isDoc(spec))
    throw serverError(9, 'FailedToParse', 'bulkWrite only supports insertOne, updateOne, updateMany, deleteOne, deleteMany and replaceOne');
  const known = ['document', 'filter', 'update', 'replacement', 'upsert', 'arrayFilters', 'hint', 'sort'];
  const options = checkOptions(`bulkWrite ${name}`, spec, known);
  const query = parseQuery(collection, options['filter'], { hint: options['hint'], sort: options['sort'] });
  const upsert = options['upsert'] === true;
  const item = (step: BulkItem['step']): BulkItem => ({ op: operation, step });
  switch (name) {
    case 'insertOne':
      return { ...insertItem(engine, collection, options['document']), op: operation };
    case 'updateOne': {
      const update = parseUpdate(options['update'], options['arrayFilters']);
      return item((counts, index) => add(counts, index, updateFirst(engine, query, update, upsert)));
    }
    case 'replaceOne': {
      const update = parseReplacement(options['replacement']);
      return item((counts, index) => add(counts, index, updateFirst(engine, query, update, upsert)));
    }
    case 'updateMany': {
      const step = updateAll(engine, query, parseUpdate(options['update'], options['arrayFilters']), upsert);
      return item((counts, index) => {
        const changed = step();
        return changed === AGAIN ? AGAIN : add(counts, index, changed);
      });
    }
    case 'deleteOne':
      return item((counts) => {
        counts.nRemoved += deleteFirst(engine, query) === null ? 0 : 1;
      });
    case 'deleteMany': {
      const step = deleteAll(engine, query);
      return item((counts) => {
        const deleted = step();
        if (deleted === AGAIN) return AGAIN;
        counts.nRemoved += deleted;
        return undefined;
      });
    }
    default:
      throw new UnsupportedError(`the bulk operation ${name}`);
  }
}

function add(counts: BulkCounts, index: number, changed: Changed): void {
  counts.nMatched += changed.matched;
  counts.nModified += changed.modified;
  counts.nUpserted += changed.upserted;
  if (changed.upserted > 0) counts.upserted.push({ index, _id: changed.upsertedId });
}
