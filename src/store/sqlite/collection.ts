import mongoose from 'mongoose';
import { bulkWrite, insertDocuments, prepareInsert } from './bulk.js';
import { Cursor } from './cursor.js';
import type { Engine } from './engine.js';
import { serverError, UnsupportedError } from './errors.js';
import { FindCursor } from './findCursor.js';
import { describeIndex, type Index } from './indexSpec.js';
import { createIndexes, dropAllIndexes, dropCollection, dropIndex } from './ddl.js';
import { checkOptions, countOption } from './options.js';
import { type Changed, deleteAll, deleteFirst, distinctValues, updateAll, updateFirst } from './operations.js';
import { parseProjection, project } from './projection.js';
import { parseQuery, type Query } from './reader.js';
import { parseReplacement, parseUpdate, type Update } from './updateParse.js';
import type { Doc } from './values.js';

interface UpdateResult {
  acknowledged: true;
  matchedCount: number;
  modifiedCount: number;
  upsertedCount: number;
  upsertedId: unknown;
}

const UPDATE_OPTIONS = ['upsert', 'arrayFilters', 'hint', 'sort'];
const FIND_ONE_AND_OPTIONS = [
  'upsert',
  'arrayFilters',
  'hint',
  'sort',
  'projection',
  'fields',
  'returnDocument',
  'returnOriginal',
  'includeResultMetadata',
];

/** The MongoDB driver's Collection, as far as mongoose and its users call it. */
export class SqliteCollection {
  readonly collectionName: string;
  readonly dbName: string;
  readonly #engine: Engine;

  constructor(engine: Engine, dbName: string, name: string) {
    if (name === '' || name.startsWith('system.') || name.includes('$') || name.includes('\0'))
      throw serverError(73, 'InvalidNamespace', `Invalid collection name: ${name}`);
    this.#engine = engine;
    this.dbName = dbName;
    this.collectionName = name;
  }

  get namespace(): string {
    return `${this.dbName}.${this.collectionName}`;
  }

  async insertOne(doc: unknown, options?: unknown): Promise<{ acknowledged: true; insertedId: unknown }> {
    checkOptions('insertOne', options, []);
    const prepared = prepareInsert(doc);
    await this.#engine.write(() => this.#engine.mutations.insert(this.collectionName, prepared.doc, prepared.bytes));
    return { acknowledged: true, insertedId: prepared.doc['_id'] };
  }

  async insertMany(
    docs: unknown,
    options?: unknown,
  ): Promise<{ acknowledged: true; insertedCount: number; insertedIds: Record<number, unknown> }> {
    const { ordered } = checkOptions('insertMany', options, ['ordered']);
    if (!Array.isArray(docs)) throw serverError(9, 'FailedToParse', 'Argument "docs" must be an array of documents');
    if (docs.length === 0) throw serverError(9, 'FailedToParse', 'Invalid BulkOperation, Batch cannot be empty');
    const { insertedCount, insertedIds } = await insertDocuments(this.#engine, this.collectionName, docs, ordered !== false);
    return { acknowledged: true, insertedCount, insertedIds };
  }

  find(filter?: unknown, options?: unknown): FindCursor {
    const given = checkOptions('find', options, ['sort', 'skip', 'limit', 'projection', 'fields', 'hint', 'explain']);
    return new FindCursor(this.#engine, this.collectionName, filter, {
      sort: given['sort'],
      skip: countOption(given, 'skip'),
      limit: countOption(given, 'limit'),
      projection: given['projection'] ?? given['fields'],
      hint: given['hint'],
    });
  }

  async findOne(filter?: unknown, options?: unknown): Promise<unknown> {
    const given = checkOptions('findOne', options, ['sort', 'skip', 'limit', 'projection', 'fields', 'hint', 'explain']);
    const query = this.#query(filter, { ...given, limit: 1, skip: countOption(given, 'skip') });
    if (given['explain'] !== undefined && given['explain'] !== null && given['explain'] !== false)
      return this.find(filter, { ...given, limit: 1 }).explain();
    const found = await this.#engine.drainFirst(() => this.#engine.reader.documents(query));
    return found ?? null;
  }

  async countDocuments(filter?: unknown, options?: unknown): Promise<number> {
    const given = checkOptions('countDocuments', options, ['skip', 'limit', 'hint', 'sort']);
    const query = parseQuery(this.collectionName, filter, {
      skip: countOption(given, 'skip'),
      limit: countOption(given, 'limit'),
      hint: given['hint'],
    });
    return (
      (await this.#engine.drain(
        () => this.#engine.reader.count(query),
        () => true,
      )) ?? 0
    );
  }

  async estimatedDocumentCount(options?: unknown): Promise<number> {
    checkOptions('estimatedDocumentCount', options, []);
    return this.countDocuments({});
  }

  async distinct(path: string, filter?: unknown, options?: unknown): Promise<unknown[]> {
    const given = checkOptions('distinct', options, ['hint']);
    return distinctValues(this.#engine, parseQuery(this.collectionName, filter, { hint: given['hint'] }), path);
  }

  async updateOne(filter: unknown, update: unknown, options?: unknown): Promise<UpdateResult> {
    const given = checkOptions('updateOne', options, UPDATE_OPTIONS);
    return this.#updateFirst(filter, parseUpdate(update, given['arrayFilters']), given);
  }

  async replaceOne(filter: unknown, replacement: unknown, options?: unknown): Promise<UpdateResult> {
    return this.#updateFirst(filter, parseReplacement(replacement), checkOptions('replaceOne', options, UPDATE_OPTIONS));
  }

  async #updateFirst(filter: unknown, update: Update, given: Doc): Promise<UpdateResult> {
    const query = this.#query(filter, given);
    return updateResult(await this.#engine.write(() => updateFirst(this.#engine, query, update, given['upsert'] === true)));
  }

  async updateMany(filter: unknown, update: unknown, options?: unknown): Promise<UpdateResult> {
    const given = checkOptions('updateMany', options, UPDATE_OPTIONS);
    const query = this.#query(filter, given);
    return updateResult(
      await this.#engine.write(updateAll(this.#engine, query, parseUpdate(update, given['arrayFilters']), given['upsert'] === true)),
    );
  }

  async deleteOne(filter?: unknown, options?: unknown): Promise<{ acknowledged: true; deletedCount: number }> {
    const query = this.#query(filter, checkOptions('deleteOne', options, ['hint']));
    const doc = await this.#engine.write(() => deleteFirst(this.#engine, query));
    return { acknowledged: true, deletedCount: doc === null ? 0 : 1 };
  }

  async deleteMany(filter?: unknown, options?: unknown): Promise<{ acknowledged: true; deletedCount: number }> {
    const query = this.#query(filter, checkOptions('deleteMany', options, ['hint']));
    return { acknowledged: true, deletedCount: await this.#engine.write(deleteAll(this.#engine, query)) };
  }

  async findOneAndUpdate(filter: unknown, update: unknown, options?: unknown): Promise<unknown> {
    const given = checkOptions('findOneAndUpdate', options, FIND_ONE_AND_OPTIONS);
    return this.#findOneAnd(filter, parseUpdate(update, given['arrayFilters']), given);
  }

  async findOneAndReplace(filter: unknown, replacement: unknown, options?: unknown): Promise<unknown> {
    return this.#findOneAnd(filter, parseReplacement(replacement), checkOptions('findOneAndReplace', options, FIND_ONE_AND_OPTIONS));
  }

  async #findOneAnd(filter: unknown, update: Update, given: Doc): Promise<unknown> {
    const query = this.#query(filter, given);
    const projection = parseProjection(given['projection'] ?? given['fields']);
    const wantAfter = given['returnDocument'] === 'after' || given['returnOriginal'] === false;
    const changed = await this.#engine.write(() => updateFirst(this.#engine, query, update, given['upsert'] === true));
    const doc = wantAfter ? changed.after : changed.before;
    const value = doc === null ? null : project(doc, projection);
    if (given['includeResultMetadata'] !== true) return value;
    const lastErrorObject: Doc = { n: changed.matched + changed.upserted, updatedExisting: changed.matched > 0 };
    if (changed.upserted > 0) lastErrorObject['upserted'] = changed.upsertedId;
    return { lastErrorObject, value, ok: 1 };
  }

  async findOneAndDelete(filter: unknown, options?: unknown): Promise<unknown> {
    const given = checkOptions('findOneAndDelete', options, ['hint', 'sort', 'projection', 'fields', 'includeResultMetadata']);
    const query = this.#query(filter, given);
    const projection = parseProjection(given['projection'] ?? given['fields']);
    const doc = await this.#engine.write(() => deleteFirst(this.#engine, query));
    const value = doc === null ? null : project(doc, projection);
    return given['includeResultMetadata'] === true ? { lastErrorObject: { n: doc === null ? 0 : 1 }, value, ok: 1 } : value;
  }

  async bulkWrite(operations: unknown, options?: unknown): Promise<unknown> {
    const { ordered } = checkOptions('bulkWrite', options, ['ordered']);
    return bulkWrite(this.#engine, this.collectionName, operations, ordered !== false);
  }

  /** Our models count, sort and page; nothing of theirs needs a pipeline. */
  aggregate(): never {
    throw new UnsupportedError('aggregate');
  }

  async createIndex(keys: unknown, options?: unknown): Promise<string> {
    const [name] = await createIndexes(this.#engine, this.collectionName, [{ ...((options ?? {}) as Doc), key: keys }]);
    return name ?? '';
  }

  async createIndexes(specs: unknown, options?: unknown): Promise<string[]> {
    checkOptions('createIndexes', options, ['commitQuorum']);
    return createIndexes(this.#engine, this.collectionName, specs);
  }

  async dropIndex(name: string, options?: unknown): Promise<Doc> {
    checkOptions('dropIndex', options, []);
    return dropIndex(this.#engine, this.collectionName, name);
  }

  async dropIndexes(options?: unknown): Promise<boolean> {
    checkOptions('dropIndexes', options, []);
    return dropAllIndexes(this.#engine, this.collectionName);
  }

  listIndexes(options?: unknown): Cursor<Doc> {
    checkOptions('listIndexes', options, []);
    const list = (): Doc[] => this.#indexes().map(describeIndex);
    return new Cursor<Doc>(
      this.#engine,
      () => fromList(list()),
      () => null,
    );
  }

  async indexes(options?: unknown): Promise<Doc[]> {
    checkOptions('indexes', options, ['full']);
    return this.listIndexes().toArray();
  }

  async indexInformation(options?: { full?: boolean }): Promise<unknown> {
    const list = await this.indexes();
    if (options?.full === true) return list;
    return Object.fromEntries(list.map(({ name, key }) => [String(name), Object.entries(key as Doc)]));
  }

  async indexExists(names: string | string[]): Promise<boolean> {
    const known = this.#indexes().map(({ name }) => name);
    return [names].flat().every((name) => known.includes(name));
  }

  #indexes(): readonly Index[] {
    const collection = this.#engine.catalog.find(this.collectionName);
    if (collection === undefined) throw serverError(26, 'NamespaceNotFound', `ns does not exist: ${this.namespace}`);
    return collection.ready;
  }

  async drop(options?: unknown): Promise<boolean> {
    checkOptions('drop', options, []);
    return dropCollection(this.#engine, this.collectionName);
  }

  async options(): Promise<Doc> {
    return {};
  }

  async isCapped(): Promise<boolean> {
    return false;
  }

  #query(filter: unknown, given: Doc): Query {
    return parseQuery(this.collectionName, filter, {
      sort: given['sort'],
      hint: given['hint'],
      projection: given['projection'] ?? given['fields'],
      limit: Number(given['limit'] ?? 0),
      skip: Number(given['skip'] ?? 0),
    });
  }
}

function updateResult(changed: Changed): UpdateResult {
  return {
    acknowledged: true,
    matchedCount: changed.matched,
    modifiedCount: changed.modified,
    upsertedCount: changed.upserted,
    upsertedId: changed.upsertedId,
  };
}

function* fromList<T>(list: T[]): Generator<T, void> {
  yield* list;
}

// Whatever else the driver's Collection has is refused by name, instead of failing as "not a function".
for (const name of Object.getOwnPropertyNames(mongoose.mongo.Collection.prototype)) {
  if (name in SqliteCollection.prototype) continue;
  const descriptor = Object.getOwnPropertyDescriptor(mongoose.mongo.Collection.prototype, name);
  if (typeof descriptor?.value !== 'function') continue;
  Object.defineProperty(SqliteCollection.prototype, name, {
    value: () => {
      throw new UnsupportedError(`collection.${name}()`);
    },
  });
}
