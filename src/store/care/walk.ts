import type { RawCollection, RawDoc } from './rawStore.js';

/** `size`: documents of a batch. */
export interface WalkOptions {
  /** Begins behind this `_id`. */
  after?: unknown;
  filter?: Record<string, unknown>;
  projection?: Record<string, 0 | 1>;
  size?: number;
}

/**
 * All documents by `_id`, in batches: each batch is a query of its own, so nothing times out, other writes may come in
 * between, and a million rows need the memory of one batch.
 */
export async function* batches(
  collection: RawCollection,
  { after = null, filter = {}, projection, size = 250 }: WalkOptions = {},
): AsyncGenerator<RawDoc[]> {
  let last = after;
  for (;;) {
    const range = last === null ? filter : { ...filter, _id: { $gt: last } };
    const batch = (await collection
      .find(range as never, projection ? { projection } : {})
      .sort({ _id: 1 })
      .limit(size)
      .toArray()) as RawDoc[];
    if (batch.length > 0) yield batch;
    if (batch.length < size) return;
    last = batch.at(-1)?._id ?? null;
  }
}

/** The ones of these ids that the collection has, with the fields asked for. */
export async function among(
  collection: RawCollection,
  ids: readonly unknown[],
  projection: Record<string, 0 | 1> = { _id: 1 },
): Promise<Map<unknown, RawDoc>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null && id !== undefined);
  if (wanted.length === 0) return new Map();
  const found = (await collection.find({ _id: { $in: wanted } } as never, { projection }).toArray()) as RawDoc[];
  return new Map(found.map((doc) => [doc._id, doc]));
}
