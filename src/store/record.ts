import type { Model } from 'mongoose';

/** Stored form of a domain type: the same fields, with `id` as the key `_id`. */
export type Stored<T extends { id: string }> = Omit<T, 'id'> & { _id: string };

export function toStored<T extends { id: string }>({ id, ...rest }: T): Stored<T> {
  return { _id: id, ...rest };
}

export function fromStored<T extends { id: string }>({ _id, ...rest }: Stored<T>): T {
  return { id: _id, ...rest } as unknown as T;
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
