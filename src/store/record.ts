import type { Model } from 'mongoose';

/** Stored form of a domain type: the same fields, with `id` as the key `_id`. */
export type Stored<T extends { id: string }> = Omit<T, 'id'> & { _id: string };

/** A domain object as a document: its `id` is the key `_id`. */
export function toStored<T extends { id: string }>({ id, ...rest }: T): Stored<T> {
  return { _id: id, ...rest };
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Makes a document that was just read into what it stands for. The document itself is changed: copying one of thirty fields
 * costs more than reading it.
 * @param without fields that only the store knows
 */
export function fromStored<T extends { id: string }>(doc: Stored<T>, without: ReadonlySet<string> = NOTHING): T {
  const record = doc as Record<string, unknown>;
  record['id'] = doc._id;
  delete record['_id'];
  for (const field of without) delete record[field];
  return record as unknown as T;
}

/** True for the error of a unique index, on both engines. */
export function isDuplicate(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === 11000;
}

/**
 * `findOne` by the driver alone, for the handful of reads that every inbound message costs: mongoose's query object and
 * casting are twice the price of the read, and the filters are built here from values that are typed already.
 */
export function findRaw<T>(model: Model<T>, filter: Record<string, unknown>, projection?: Record<string, 0 | 1>): Promise<T | null> {
  return model.collection.findOne(filter, projection ? { projection } : {}) as unknown as Promise<T | null>;
}

/** `find` by the driver alone, for lists: see `findRaw`. The filter must not need casting. */
export function listRaw<T>(
  model: Model<T>,
  filter: Record<string, unknown>,
  options: { sort?: Record<string, 1 | -1>; limit?: number; projection?: Record<string, 0 | 1> } = {},
): Promise<T[]> {
  return model.collection.find(filter, options).toArray() as unknown as Promise<T[]>;
}

/** `countDocuments` by the driver alone: see `findRaw`. @param atMost where counting stops; 0: nowhere */
export function countRaw<T>(model: Model<T>, filter: Record<string, unknown>, atMost = 0): Promise<number> {
  return model.collection.countDocuments(filter, atMost > 0 ? { limit: atMost } : {});
}
