import { prepareInsert } from './bulk.js';
import type { Engine } from './engine.js';
import { isDuplicateId } from './errors.js';
import { updateFirst } from './operations.js';
import { parseProjection, project } from './projection.js';
import { parseQuery } from './reader.js';
import { parseUpdate } from './updateParse.js';

/** A document for a collection. */
export interface Insert {
  collection: string;
  doc: unknown;
  /** One of its `_id` stays as it is, and nothing is refused for it. */
  mayBeThere?: boolean | undefined;
}

/** A change of one document. */
export interface OneChange {
  collection: string;
  filter: unknown;
  update: unknown;
  projection?: unknown;
}

/**
 * Inserts documents of several collections as one write: all of them or, when a unique index refuses one, none.
 * @throws the E11000 error of the one that was refused
 */
export async function insertAllOrNone(engine: Engine, inserts: readonly Insert[]): Promise<void> {
  await engine.write(stepOf(engine, inserts));
}

/**
 * Changes one document and inserts others, as one write: all of it or nothing.
 * @returns the document after the change; null, with nothing inserted, when none fits the filter
 */
export async function changeAndInsert(
  engine: Engine,
  { collection, filter, update, projection }: OneChange,
  inserts: readonly Insert[],
): Promise<unknown> {
  const query = parseQuery(collection, filter);
  const parsed = parseUpdate(update);
  const insert = stepOf(engine, inserts);
  const { after } = await engine.write(() => {
    const changed = updateFirst(engine, query, parsed, false);
    if (changed.after !== null) insert();
    return changed;
  });
  return after === null ? null : project(after, parseProjection(projection));
}

/** Changes one document with what is written next, or after a moment: for what nobody waits for. */
export async function changePatiently(engine: Engine, { collection, filter, update }: OneChange): Promise<void> {
  const query = parseQuery(collection, filter);
  const parsed = parseUpdate(update);
  await engine.write(() => updateFirst(engine, query, parsed, false), true);
}

function stepOf(engine: Engine, inserts: readonly Insert[]): () => void {
  const prepared = inserts.map(({ collection, doc, mayBeThere = false }) => ({ collection, mayBeThere, ...prepareInsert(doc) }));
  return () => {
    for (const { collection, doc, bytes, mayBeThere } of prepared) {
      try {
        engine.mutations.insert(collection, doc, bytes);
      } catch (error) {
        // Refused by its _id, nothing of it was written.
        if (!mayBeThere || !isDuplicateId(error)) throw error;
      }
    }
  };
}
