import { buildIndex } from './buildIndex.js';
import type { Engine } from './engine.js';
import { serverError, UnsupportedError } from './errors.js';
import { type IndexSpec, parseIndexSpec, sameIndex, sameKey } from './indexSpec.js';
import { deleteAll } from './operations.js';
import { parseQuery } from './reader.js';
import { equalValues, type Doc, isDoc } from './values.js';
import { AGAIN } from './writer.js';

/**
 * Declares indexes and builds them over the documents there are. One that exists already in the same form is left alone.
 * @returns their names
 * @throws E11000 naming the values when a unique index meets duplicates; code 85 or 86 when one of that name or key exists in another form
 */
export async function createIndexes(engine: Engine, collection: string, specs: unknown): Promise<string[]> {
  if (!Array.isArray(specs)) throw serverError(9, 'FailedToParse', 'Index specifications must be an array');
  const parsed = specs.map((spec) => {
    const { key, ...options } = isDoc(spec) ? spec : ({} as Doc);
    return parseIndexSpec(key, options);
  });
  for (const spec of parsed) {
    const isMade = await engine.write(() => {
      engine.catalog.ensure(collection);
      return isIdIndex(spec) || existsAlready(engine, collection, spec);
    });
    if (!isMade) await buildIndex(engine, collection, spec);
  }
  return parsed.map((spec) => (isIdIndex(spec) ? '_id_' : spec.name));
}

function isIdIndex(spec: IndexSpec): boolean {
  return equalValues(spec.key, { _id: 1 }) && spec.partialFilterExpression === null && !spec.sparse;
}

function existsAlready(engine: Engine, collection: string, spec: IndexSpec): boolean {
  const indexes = engine.catalog.find(collection)?.indexes ?? [];
  const named = indexes.find(({ name }) => name === spec.name);
  if (named !== undefined) {
    if (sameIndex(named, spec)) return named.ready;
    throw serverError(
      86,
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index but another definition: ${spec.name}`,
    );
  }
  const keyed = indexes.find((index) => sameKey(index, spec) && equalValues(index.partialFilterExpression, spec.partialFilterExpression));
  if (keyed === undefined) return false;
  throw serverError(85, 'IndexOptionsConflict', `Index already exists with a different name or options: ${keyed.name}`);
}

/** Drops an index by name. */
export async function dropIndex(engine: Engine, collection: string, name: string): Promise<Doc> {
  if (typeof name !== 'string') throw new UnsupportedError('dropping an index other than by its name');
  if (name === '*') await dropAllIndexes(engine, collection);
  else {
    await engine.write(() => {
      if (name === '_id_') throw serverError(72, 'InvalidOptions', 'cannot drop _id index');
      const index = engine.catalog.find(collection)?.indexes.find((one) => one.name === name);
      if (index === undefined) throw serverError(27, 'IndexNotFound', `index not found with name [${name}]`);
      engine.catalog.dropIndex(index);
    });
  }
  return { ok: 1 };
}

/** Drops all indexes but the one on `_id`. */
export async function dropAllIndexes(engine: Engine, collection: string): Promise<boolean> {
  await engine.write(() => {
    for (const index of engine.catalog.find(collection)?.indexes ?? []) if (index.id !== 0) engine.catalog.dropIndex(index);
  });
  return true;
}

/**
 * Drops a collection; false when there is none. It is emptied in steps, since a large table that goes at once holds the
 * event loop; so others may see it half empty, and who dies leaves the rest.
 */
export async function dropCollection(engine: Engine, name: string): Promise<boolean> {
  const empty = deleteAll(engine, parseQuery(name, {}));
  return engine.write<boolean>(() => {
    if (empty() === AGAIN) return AGAIN;
    const collection = engine.catalog.find(name);
    if (collection === undefined) return false;
    engine.catalog.drop(collection);
    return true;
  });
}
