import { markNamed } from './blobNames.js';
import { CareError } from './careError.js';
import { CompactSet } from './compactSet.js';
import type { RawDoc, RawStore } from './rawStore.js';

/** A blob is put before the row that names it: one that was put within this time may be about to be named. */
export const BLOB_GRACE_MS = 24 * 3_600_000;

/** What went, or of a dry run would go. */
export interface Swept {
  blobs: number;
  blobBytes: number;
  /** Named by nobody, but too young to be taken away. */
  young: number;
}

/**
 * Removes the blobs that nobody names.
 * @param before blobs that were put later are left for the next time
 * @param gone documents that count as removed already: those of a dry run
 */
export async function sweepBlobs(
  store: RawStore,
  before: Date,
  { dryRun, gone }: { dryRun: boolean; gone?: (collection: string, doc: RawDoc) => boolean },
): Promise<Swept> {
  const swept: Swept = { blobs: 0, blobBytes: 0, young: 0 };
  const named: CompactSet = await markNamed(store, gone);
  for await (const { sha256, size, putAt } of store.shelf.list()) {
    if (named.has(sha256)) continue;
    if (putAt >= before) swept.young++;
    else if (dryRun || (await store.shelf.remove(sha256, before))) {
      swept.blobs++;
      swept.blobBytes += size;
    }
  }
  return swept;
}

/** @throws CareError unless the whole text is a span like `90d`, `6m` or `3y`. */
export function spanBefore(now: Date, span: string): Date {
  const [, count, unit] = /^(\d{1,5})([dwmy])$/.exec(span) ?? [];
  if (count === undefined || Number(count) === 0)
    throw new CareError(`"${span}" is no span of time: write 90d (days), 8w (weeks), 6m (months) or 3y (years).`);
  const at = new Date(now);
  if (unit === 'd' || unit === 'w') at.setUTCDate(at.getUTCDate() - Number(count) * (unit === 'w' ? 7 : 1));
  else if (unit === 'm') at.setUTCMonth(at.getUTCMonth() - Number(count));
  else at.setUTCFullYear(at.getUTCFullYear() - Number(count));
  return at;
}
