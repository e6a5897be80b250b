import { prepareInsert } from './bulk.js';
import type { Engine } from './engine.js';
import { updateFirst } from './operations.js';
import { parseProjection, project } from './projection.js';
import { parseQuery } from './reader.js';
import { parseUpdate } from './updateParse.js';
import type { Doc } from './values.js';

/** A document for a collection. */
export interface Insert {
  collection: string;
  doc: unknown;
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
export async function changeAndInsert(engine: Engine, { collection, filter, update, projection }: OneChange, inserts: readonly Insert[]): Promise<unknown> {
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

function stepOf(engine: Engine, inserts: readonly Insert[]): () => void {
  const prepared = inserts.map(({ collection, doc }): { collection: string; doc: Doc; bytes: Uint8Array } => ({ collection, ...prepareInsert(doc) }));
  return () => {
    for (const { collection, doc, bytes } of prepared) engine.mutations.insert(collection, doc, bytes);
  };
}
