import { newId } from '../../lib/ids.js';
import type { Models } from '../models.js';
import { SqliteConnection } from '../sqlite/index.js';

/** `walk` goes through all records of one kind: `ref` is the kind and the id it has got to. */
export type TodoKind = 'message' | 'ticket' | 'customer' | 'walk';

/**
 * Notes records to be indexed. Call it and wait BEFORE the record is written: a process that dies in between leaves a
 * note without a record, which does no harm, and never a record that cannot be found. For a change of a record that may
 * be indexed at the very moment, call it again afterwards.
 */
export async function noteForSearch({ searchTodo }: Pick<Models, 'searchTodo'>, kind: TodoKind, refs: readonly string[]): Promise<void> {
  const [ref] = refs;
  if (ref === undefined) return;
  if (refs.length === 1) await searchTodo.collection.insertOne({ _id: newId(), kind, ref } as never);
  else await searchTodo.collection.insertMany(refs.map((one) => ({ _id: newId(), kind, ref: one })) as never[]);
}

/**
 * Notes a record and writes it. The embedded engine commits in the order in which it was asked, so that there one wait, and
 * one transaction, is enough for both; if the note failed, the write counts as failed too, and is tried again with a note.
 */
export async function notedWrite<T>(models: Pick<Models, 'searchTodo'>, kind: TodoKind, ref: string, write: () => Promise<T>): Promise<T> {
  const noting = noteForSearch(models, kind, [ref]);
  if (!(models.searchTodo.db instanceof SqliteConnection)) {
    await noting;
    return write();
  }
  const [, written] = await Promise.all([noting, write()]);
  return written;
}
