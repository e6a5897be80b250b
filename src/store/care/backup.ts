import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { backup as snapshot, engineOf } from '../sqlite/index.js';
import { blobsNamedIn, namingDocs } from './blobNames.js';
import { BsonWriter, readBson } from './bsonFile.js';
import { noteCare } from './careLog.js';
import { CareError, figure, type Say, steadily } from './careError.js';
import { CompactSet } from './compactSet.js';
import { copyDurably, entries, exists, syncPath } from './fileShelf.js';
import { withLease, type Lease } from './lease.js';
import { BLOB_LIST, describePart, MANIFEST, manifestFormat, writeManifest, type Manifest, type ManifestPart } from './manifest.js';
import { CARE, KEY_FILE, openRawStore, STORE_FILE, type RawDoc, type RawStore } from './rawStore.js';
import { packTar } from './tar.js';
import { batches } from './walk.js';

/**
 * The order in which MongoDB's collections are written, for nothing may be lost that was there before the mark while the
 * desk goes on. A row of the intake is read before the messages: if it says `done`, its message is there to be read
 * later; if it is read too early it says `pending`, and is worked off again after a restore, which makes nothing twice.
 * In the same way a message comes before its ticket, a ticket before its events (those that still ride in it are read
 * with it, those that have left it are read later), an identity before its customer, and the counters come last.
 */
const FIRST = ['intake', 'messages', 'followups', 'tickets', 'events', 'identities', 'visitors', 'customers'];
const LAST = ['counters'];

/** What is asked of one backup. */
export interface BackupOptions {
  /** A folder, or a file that ends in `.tar`; must not exist. */
  to: string;
  /** Leaves `secret.key` out. */
  withoutKey?: boolean;
  /** The folder that it goes to has nothing but backups of this store: what killed ones have left there is taken away. */
  own?: boolean;
  say: Say;
}

/**
 * Writes a backup while the desk runs. Everything that the desk acknowledged before the mark is in it. It is complete or
 * absent: it is made under another name and renamed.
 * @throws CareError
 */
export async function backupStore(store: RawStore, { to, withoutKey = false, own = false, say }: BackupOptions): Promise<Manifest> {
  if (await exists(to)) throw new CareError(`${to} exists already: a backup never overwrites anything.`);
  const folder = `${to}.partial`;
  // No purge meanwhile: it would take blobs away that the snapshot still names.
  return leased(store, say, async (lease) => {
    // Under the lease nobody else is making one.
    if (own) await clearDead(path.dirname(to));
    await rm(folder, { recursive: true, force: true });
    await mkdir(path.dirname(folder), { recursive: true });
    // All words of all customers are in it.
    await mkdir(folder, { mode: 0o700 });
    try {
      const mark = new Date();
      say(`Backing up ${store.where} to ${to}`);
      const written =
        store.kind === 'embedded'
          ? await writeSnapshot(store, folder, say)
          : await writeCollections(store, folder, say, () => lease.require());
      const blobs = await writeBlobs(store, folder, written.docs, say);
      const holdsSecretKey = !withoutKey && (await writeKey(store, folder));
      const parts = [...written.parts, await describePart(folder, BLOB_LIST)];
      if (holdsSecretKey) parts.push(await describePart(folder, KEY_FILE));
      const manifest: Manifest = {
        product: 'sayonce',
        format: manifestFormat(),
        engine: store.kind,
        mark: mark.toISOString(),
        finishedAt: new Date().toISOString(),
        counts: written.counts,
        blobs,
        holdsSecretKey,
        parts,
      };
      await writeManifest(folder, manifest);
      lease.require();
      store.requireUnchanged();
      if (to.endsWith('.tar')) {
        say('Packing');
        const tell = steadily(say);
        await packTar(folder, to, MANIFEST, mark, (bytes) => tell(() => `  ${figure(bytes)} bytes so far`));
      } else {
        await rename(folder, to);
        await syncPath(path.dirname(to));
      }
      if (!store.readOnly) await noteCare(store, 'backup', mark, { engine: manifest.engine, counts: manifest.counts, blobs: blobs.count });
      return manifest;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

async function leased<T>(store: RawStore, say: Say, work: (lease: Lease) => Promise<T>): Promise<T> {
  if (!store.readOnly) return withLease(store.collection(CARE), 'lock', { what: 'a backup', say }, work);
  say('This store may only be read: no lease is taken, and no line about this backup is left in it.');
  const held = await store.collection(CARE).findOne({ _id: 'lock', until: { $gt: new Date() } } as never);
  if (held) throw new CareError(`There is ${String(held['what'])} at work on this store. Try again when it has ended.`);
  return work({ require: () => undefined });
}

/** Half a backup is as large as a whole one, and holds the secret key. */
async function clearDead(folder: string): Promise<void> {
  for (const name of await entries(folder))
    if (/\.tar\.(partial|packing)$/.test(name)) await rm(path.join(folder, name), { recursive: true, force: true });
}

interface Written {
  counts: Record<string, number>;
  parts: ManifestPart[];
  /** Goes through what was written, for the blobs that it names. */
  docs: () => AsyncIterable<{ collection: string; docs: RawDoc[] }>;
}

async function writeSnapshot(store: RawStore, folder: string, say: Say): Promise<Written> {
  const file = path.join(folder, STORE_FILE);
  const tell = steadily(say);
  // It is one statement in a thread: how far it is shows in what is there of the file.
  const looking = setInterval(
    () =>
      void stat(`${file}.partial`).then(
        ({ size }) => tell(() => `  ${figure(size)} bytes so far`),
        () => undefined,
      ),
    500,
  );
  await snapshot(engineOf(store.connection), file).finally(() => clearInterval(looking));
  say(`  the store as it is now: ${figure((await stat(file)).size)} bytes`);
  const counts: Record<string, number> = {};
  const list = path.join(folder, 'named.bson');
  const copy = await openRawStore({ kind: 'embedded', dataDir: folder });
  try {
    for (const name of await copy.collections()) counts[name] = await copy.collection(name).estimatedDocumentCount();
    // What it names is noted aside, so that the copy is closed, and final, before it is hashed.
    const writer = await BsonWriter.create(list);
    for await (const { collection, docs } of namingDocs(copy)) {
      const names = docs.flatMap((doc) => blobsNamedIn(collection, doc));
      if (names.length > 0) await writer.write(names.map((sha256) => ({ _id: null, sha256 })));
    }
    await writer.close();
    // Out of WAL mode: a connection is really closed only some time after `close`, and must not write to the copy then.
    const mode = engineOf(copy.connection).sqlite.value('PRAGMA journal_mode = DELETE');
    if (mode !== 'delete') throw new CareError(`The copy ${file} cannot be finished (it stays in ${String(mode)} mode)`);
  } finally {
    await copy.close();
  }
  await syncPath(file);
  return {
    counts,
    parts: [await describePart(folder, STORE_FILE)],
    async *docs() {
      for await (const docs of readBson(list)) yield { collection: 'named', docs };
      await rm(list);
    },
  };
}

async function writeCollections(store: RawStore, folder: string, say: Say, mayGoOn: () => void): Promise<Written> {
  await mkdir(path.join(folder, 'collections'));
  const counts: Record<string, number> = {};
  const parts: ManifestPart[] = [];
  for (const name of inOrder(await store.collections())) {
    const part = `collections/${name}.bson`;
    const writer = await BsonWriter.create(path.join(folder, part));
    for await (const docs of batches(store.collection(name))) {
      await writer.write(docs);
      mayGoOn();
    }
    const sha256 = await writer.close();
    parts.push({ name: part, size: writer.size, sha256 });
    counts[name] = writer.count;
    say(`  ${name}: ${figure(writer.count)}`);
  }
  return {
    counts,
    parts,
    async *docs() {
      for (const collection of Object.keys(counts))
        for await (const docs of readBson(path.join(folder, `collections/${collection}.bson`))) yield { collection, docs };
    },
  };
}

/** The collections in the order in which they are copied: what others rest on last, so that nothing in the copy names what is missing from it. */
export function inOrder(names: string[]): string[] {
  const rank = (name: string): number =>
    LAST.includes(name) ? FIRST.length + 1 : FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length;
  return [...names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Blobs are durable before a row names them, so each one that the rows of the copy name is there by now. */
async function writeBlobs(store: RawStore, folder: string, docs: Written['docs'], say: Say): Promise<Manifest['blobs']> {
  const list = await open(path.join(folder, BLOB_LIST), 'wx', 0o600);
  const blobs: Manifest['blobs'] = { count: 0, bytes: 0, missing: 0 };
  const seen = new CompactSet();
  try {
    for await (const batch of docs()) {
      for (const sha256 of batch.docs.flatMap((doc) => blobsNamedIn(batch.collection, doc))) {
        if (seen.add(sha256)) await writeBlob(store, folder, sha256, blobs, list);
      }
    }
    await list.sync();
  } finally {
    await list.close();
  }
  say(`  blobs: ${figure(blobs.count)}, ${figure(blobs.bytes)} bytes`);
  if (blobs.missing > 0)
    say(`  WARNING: ${figure(blobs.missing)} blobs are named but absent in the store itself (npm run store:check tells which)`);
  return blobs;
}

async function writeBlob(store: RawStore, folder: string, sha256: string, blobs: Manifest['blobs'], list: FileHandle): Promise<void> {
  const size = await store.shelf.copyTo(sha256, path.join(folder, 'blobs', sha256.slice(0, 2), sha256));
  if (size === null) {
    blobs.missing++;
    return;
  }
  blobs.count++;
  blobs.bytes += size;
  await list.writeFile(`${sha256} ${size}\n`);
}

async function writeKey(store: RawStore, folder: string): Promise<boolean> {
  const file = store.dataDir === null ? null : path.join(store.dataDir, KEY_FILE);
  if (file === null || !(await exists(file))) return false;
  await copyDurably(file, path.join(folder, KEY_FILE), 0o600);
  return true;
}
