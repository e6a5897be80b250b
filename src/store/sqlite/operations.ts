import type { Engine } from './engine.js';
import { keyOf } from './keys.js';
import { matches } from './matcher.js';
import { MISSING, partsOf, someValue } from './paths.js';
import type { Query } from './reader.js';
import type { Found } from './scan.js';
import { applyUpdate, upsertSeed, withId } from './update.js';
import type { Update } from './updateParse.js';
import { decode } from './decode.js';
import type { Doc } from './values.js';
import { AGAIN } from './writer.js';

/** What an update did. */
export interface Changed {
  matched: number;
  modified: number;
  upserted: number;
  upsertedId: unknown;
  before: Doc | null;
  after: Doc | null;
}

// A long write gives way to others after this much of its own work.
const STEP_MS = 5;

/** Updates (or upserts) the first document of a query. Runs inside the writer's transaction, so it is atomic. */
export function updateFirst(engine: Engine, query: Query, update: Update, upsert: boolean): Changed {
  const found = engine.reader.first(query);
  if (found === null) return upsert ? insertUpsert(engine, query, update) : unchanged();
  const before = found.doc ?? decode(found.bytes);
  const after = applyUpdate(before, update, { filter: query.filter, inserting: false });
  const collection = engine.catalog.ensure(query.collection);
  if (after !== before) engine.mutations.update(collection, found.row, before, after);
  return { matched: 1, modified: after === before ? 0 : 1, upserted: 0, upsertedId: null, before, after };
}

function unchanged(): Changed {
  return { matched: 0, modified: 0, upserted: 0, upsertedId: null, before: null, after: null };
}

function insertUpsert(engine: Engine, query: Query, update: Update): Changed {
  const seed = upsertSeed(query.filter);
  // A replacement takes nothing but the _id from the filter.
  const start = update.kind === 'replacement' ? idOnly(seed) : seed;
  const after = withId(applyUpdate(start, update, { filter: query.filter, inserting: true }));
  engine.mutations.insert(query.collection, after);
  return { matched: 0, modified: 0, upserted: 1, upsertedId: after['_id'], before: null, after };
}

function idOnly(seed: Doc): Doc {
  return '_id' in seed ? { _id: seed['_id'] } : {};
}

/** Deletes the first document of a query and gives it back. Runs inside the writer's transaction. */
export function deleteFirst(engine: Engine, query: Query): Doc | null {
  const found = engine.reader.first(query);
  if (found === null) return null;
  const doc = found.doc ?? decode(found.bytes);
  engine.mutations.remove(engine.catalog.ensure(query.collection), found.row, doc);
  return doc;
}

/**
 * Makes a step that applies `change` to every document of a query. All are found before the first is changed, so that
 * none is met twice; a large write takes several batches and tests each document again when its turn comes.
 */
function overAll(engine: Engine, query: Query, change: (row: number, doc: Doc) => void, finish: () => void): () => void | typeof AGAIN {
  const search = engine.reader.found(query);
  const targets: { row: number; doc: Doc | null }[] = [];
  let searching = true;
  let next = 0;
  const pause = (): typeof AGAIN => {
    // By the next batch the documents may be others.
    for (const target of targets) target.doc = null;
    return AGAIN;
  };
  return () => {
    const until = performance.now() + STEP_MS;
    while (searching) {
      const step = search.next();
      if (step.done === true) searching = false;
      else if (step.value !== undefined) targets.push(target(step.value));
      if (searching && performance.now() > until) return pause();
    }
    const collection = engine.catalog.find(query.collection);
    for (; collection !== undefined && next < targets.length; next++) {
      const { row, doc } = targets[next] ?? { row: -1, doc: null };
      const now = doc ?? engine.mutations.read(collection, row);
      if (now !== null && (doc !== null || matches(query.filter, now))) change(row, now);
      if (next + 1 < targets.length && performance.now() > until) {
        next++;
        return pause();
      }
    }
    return finish();
  };
}

function target(found: Found): { row: number; doc: Doc } {
  return { row: found.row, doc: found.doc ?? decode(found.bytes) };
}

/** A writer step that updates every document of a query, or upserts when there is none. */
export function updateAll(engine: Engine, query: Query, update: Update, upsert: boolean): () => Changed | typeof AGAIN {
  let result = unchanged();
  const step = overAll(
    engine,
    query,
    (row, before) => {
      const after = applyUpdate(before, update, { filter: query.filter, inserting: false });
      result.matched++;
      if (after === before) return;
      engine.mutations.update(engine.catalog.ensure(query.collection), row, before, after);
      result.modified++;
    },
    () => {
      if (result.matched === 0 && upsert) result = insertUpsert(engine, query, update);
    },
  );
  return () => (step() === AGAIN ? AGAIN : result);
}

/** A writer step that deletes every document of a query and counts them. */
export function deleteAll(engine: Engine, query: Query): () => number | typeof AGAIN {
  let deleted = 0;
  const step = overAll(
    engine,
    query,
    (row, doc) => {
      engine.mutations.remove(engine.catalog.ensure(query.collection), row, doc);
      deleted++;
    },
    () => undefined,
  );
  return () => (step() === AGAIN ? AGAIN : deleted);
}

/** The distinct values of a path: elements rather than arrays, as MongoDB gives them. */
export async function distinctValues(engine: Engine, query: Query, path: string): Promise<unknown[]> {
  const parts = partsOf(path);
  const values = new Map<string, unknown>();
  await engine.drain(
    () => engine.reader.documents(query),
    (doc) => {
      someValue(doc, parts, 0, false, (found) => {
        for (const value of Array.isArray(found) ? (found as unknown[]) : [found]) {
          if (value === MISSING) continue;
          const key = keyOf(value).toString('latin1');
          if (!values.has(key)) values.set(key, value);
        }
        return false;
      });
      return true;
    },
  );
  // In value order, which is what an index on the path would give.
  return [...values.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, value]) => value);
}
