import { CompactSet } from './compactSet.js';
import type { RawDoc, RawStore } from './rawStore.js';
import { isSha256 } from './shelf.js';
import { batches } from './walk.js';

/**
 * The blobs that a document names. Everywhere but in the intake that is any field called `sha256`, however deep: so a
 * collection of a later release keeps its blobs without a word here. An intake row names its raw bytes only while they
 * are neither in the row nor dropped.
 */
export function blobsNamedIn(collection: string, doc: RawDoc): string[] {
  if (collection === 'intake') return doc['raw'] === null && !doc['rawDroppedAt'] && isSha256(doc['sha256']) ? [doc['sha256']] : [];
  const found: string[] = [];
  search(doc, found);
  return found;
}

function search(value: unknown, found: string[]): void {
  if (typeof value !== 'object' || value === null || value instanceof Date) return;
  if (Array.isArray(value)) for (const item of value) search(item, found);
  else if ('_bsontype' in value) return;
  else {
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'sha256' && isSha256(inner)) found.push(inner);
      else search(inner, found);
    }
  }
}

/** Batches of everything that can name a blob. Intake rows that hold their bytes themselves are left out. */
export async function* namingDocs(store: RawStore): AsyncGenerator<{ collection: string; docs: RawDoc[] }> {
  for (const collection of await store.collections()) {
    const options = collection === 'intake' ? { filter: { raw: null }, projection: { meta: 0 as const } } : {};
    for await (const docs of batches(store.collection(collection), options)) yield { collection, docs };
  }
}

/** Every blob that is named, but for the documents that `skip` leaves out. */
export async function markNamed(store: RawStore, skip: (collection: string, doc: RawDoc) => boolean = () => false): Promise<CompactSet> {
  const named = new CompactSet();
  for await (const { collection, docs } of namingDocs(store)) {
    for (const doc of docs) if (!skip(collection, doc)) for (const sha256 of blobsNamedIn(collection, doc)) named.add(sha256);
  }
  return named;
}
