import { blobsNamedIn, namingDocs } from './blobNames.js';
import { Finding, type CheckOptions } from './finding.js';
import { CompactSet } from './compactSet.js';
import type { RawStore } from './rawStore.js';
import { BLOB_GRACE_MS } from './sweepBlobs.js';

/** A write takes seconds; what is left of one after this has no writer any more. */
const LEFTOVER_MS = 60 * 60_000;

/** Blobs that are named but absent, that nobody names, and what interrupted writes left behind. */
export async function checkBlobs(store: RawStore, { now, repair }: CheckOptions): Promise<Finding[]> {
  const absent = new Finding(
    'blobs named but absent',
    'restore the blobs folder (or GridFS) from the last backup: its files may be put in as they are',
  );
  const unnamed = new Finding('blobs nobody names', 'harmless; npm run purge removes them');
  const leftovers = new Finding('left over from interrupted writes', '--repair removes them');

  const named = new CompactSet();
  for await (const { collection, docs } of namingDocs(store)) {
    for (const doc of docs) {
      for (const sha256 of blobsNamedIn(collection, doc))
        if (named.add(sha256) && !(await store.shelf.has(sha256))) absent.add(`${sha256} by ${collection} ${String(doc._id)}`);
    }
  }
  const young = new Date(now.getTime() - BLOB_GRACE_MS);
  for await (const { sha256, putAt } of store.shelf.list()) if (putAt < young && !named.has(sha256)) unnamed.add(sha256);
  for await (const leftover of store.shelf.leftovers()) {
    if (now.getTime() - leftover.at.getTime() < LEFTOVER_MS) continue;
    leftovers.add(leftover.name);
    if (!repair) continue;
    await store.shelf.clear(leftover);
    leftovers.result.repaired++;
  }
  return [absent, unnamed, leftovers];
}
