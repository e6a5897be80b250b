import type { Model } from 'mongoose';
import { isDuplicate } from './record.js';
import {
  changeAndInsert,
  changePatiently as patiently,
  engineOf,
  type Insert as SqliteInsert,
  insertAllOrNone,
  SqliteConnection,
} from './sqlite/index.js';

/** A document for a collection. */
export interface Insert {
  into: Pick<Model<never>, 'collection' | 'db'>;
  doc: object;
  /** One of its `_id` stays as it is, and nothing is refused for it. */
  mayBeThere?: boolean;
}

/**
 * Inserts documents of several collections, in this order. The embedded engine does all of it or nothing, and waits for the
 * disk once; MongoDB does one after the other, and a refusal there, or a death, leaves those that came before. So what the
 * others rest on comes first, and who is refused is ready to find some of them there.
 * @throws the error of a unique index
 */
export async function insertTogether(inserts: readonly Insert[]): Promise<void> {
  const db = inserts[0]?.into.db;
  if (db instanceof SqliteConnection) return insertAllOrNone(engineOf(db), inserts.map(named));
  for (const { into, doc, mayBeThere } of inserts) {
    await into.collection.insertOne(doc as never).catch((error: unknown) => {
      if (!mayBeThere || !isDuplicate(error)) throw error;
    });
  }
}

/**
 * Changes one document and inserts others, as `insertTogether` does.
 * @param inserts `before` the change is what it rests on, `after` it what rests on the change
 * @param isRetry the same was tried before and its filter fitted nothing: on MongoDB what comes before stands since then
 * @returns the document after the change; null when none fits the filter: then nothing is inserted, but on MongoDB what came before
 * @throws the error of a unique index; the change has not happened then, unless MongoDB refused what comes after it
 */
export async function changeTogether<T>(
  model: Model<T>,
  filter: Record<string, unknown>,
  update: Record<string, unknown>,
  projection: Record<string, 0 | 1>,
  inserts: { before: readonly Insert[]; after: readonly Insert[] },
  isRetry = false,
): Promise<T | null> {
  const { db, collection } = model;
  if (db instanceof SqliteConnection) {
    return (await changeAndInsert(
      engineOf(db),
      { collection: collection.name, filter, update, projection },
      [...inserts.before, ...inserts.after].map(named),
    )) as T | null;
  }
  if (!isRetry) await insertTogether(inserts.before);
  const after = (await collection.findOneAndUpdate(filter as never, update as never, { returnDocument: 'after', projection })) as T | null;
  if (after) await insertTogether(inserts.after);
  return after;
}

/** Changes one document, which nobody waits for: the embedded engine writes it with what comes next, and spares it a wait for the disk. */
export async function changePatiently<T>(
  { db, collection }: Model<T>,
  filter: Record<string, unknown>,
  update: Record<string, unknown>,
): Promise<void> {
  if (db instanceof SqliteConnection) await patiently(engineOf(db), { collection: collection.name, filter, update });
  else await collection.updateOne(filter as never, update as never);
}

function named({ into, doc, mayBeThere }: Insert): SqliteInsert {
  return { collection: into.collection.name, doc, mayBeThere };
}
