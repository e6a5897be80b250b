import type { Model } from 'mongoose';
import { isDuplicate } from './record.js';
import { changeAndInsert, engineOf, type Insert as SqliteInsert, insertAllOrNone, SqliteConnection } from './sqlite/index.js';

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
 * Changes one document, and then inserts others, as `insertTogether` does.
 * @returns the document after the change; null, with nothing inserted, when none fits the filter
 */
export async function changeTogether<T>(model: Model<T>, filter: Record<string, unknown>, update: Record<string, unknown>, projection: Record<string, 0 | 1>, inserts: readonly Insert[]): Promise<T | null> {
  const { db, collection } = model;
  if (db instanceof SqliteConnection) return (await changeAndInsert(engineOf(db), { collection: collection.name, filter, update, projection }, inserts.map(named))) as T | null;
  const after = (await collection.findOneAndUpdate(filter as never, update as never, { returnDocument: 'after', projection })) as T | null;
  if (after) await insertTogether(inserts);
  return after;
}

function named({ into, doc, mayBeThere }: Insert): SqliteInsert {
  return { collection: into.collection.name, doc, mayBeThere };
}
