import { newId } from '../../lib/ids.js';
import type { Models } from '../models.js';
import type { Insert } from '../together.js';

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

/** The same note, to be inserted together with its record, before it. */
export function noteOf({ searchTodo }: Pick<Models, 'searchTodo'>, kind: TodoKind, ref: string): Insert {
  return { into: searchTodo, doc: { _id: newId(), kind, ref } };
}
