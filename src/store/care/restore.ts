import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { StoreConfig } from '../openStore.js';
import { readBson } from './bsonFile.js';
import { noteCare } from './careLog.js';
import { CareError, figure, type Say, steadily } from './careError.js';
import { copyDurably, createFileShelf, entries, exists, syncPath, writeDurably } from './fileShelf.js';
import { insertDocs } from './insertDocs.js';
import { withLease } from './lease.js';
import { BLOB_LIST, readManifest, verifyParts, type Manifest } from './manifest.js';
import {
  CARE,
  CARE_LOG,
  isEmpty,
  KEY_FILE,
  makeIndexes,
  openRawStore,
  RESTORE_MARK,
  showStore,
  STORE_FILE,
  type RawStore,
} from './rawStore.js';
import { withRestoreLock } from './restoreLock.js';
import { settle, type Settled } from './settle.js';
import { unpackTar } from './tar.js';

export interface RestoreOptions {
  from: string;
  /** Where a `.tar` is unpacked to, and removed again. */
  staging: string;
  /** Leaves outgoing messages queued that were queued when the backup was made. */
  resend?: boolean;
  say: Say;
}

/** `counts`: documents by collection. */
export interface Restored {
  manifest: Manifest;
  counts: Record<string, number>;
  settled: Settled;
}

/**
 * Fills an empty store from a backup. The whole backup is verified before the store is touched. One that was cut off is
 * taken up by the same command.
 * @throws CareError; also while another one is at work on this store
 */
export async function restoreStore(config: StoreConfig, options: RestoreOptions): Promise<Restored> {
  return config.kind === 'embedded' ? withRestoreLock(config.dataDir, () => restoreAlone(config, options)) : restoreAlone(config, options);
}

async function restoreAlone(config: StoreConfig, { from, staging, resend = false, say }: RestoreOptions): Promise<Restored> {
  const isTar = from.endsWith('.tar');
  const folder = isTar ? staging : from;
  try {
    if (isTar) {
      say(`Unpacking ${from}`);
      await rm(staging, { recursive: true, force: true });
      await mkdir(staging, { recursive: true });
      const tell = steadily(say);
      await unpackTar(from, staging, (bytes) => tell(() => `  ${figure(bytes)} bytes so far`));
    }
    say('Verifying the backup');
    const { manifest, seal } = await readManifest(folder);
    await verifyParts(folder, manifest);
    await verifyBlobs(folder, manifest, say);
    if (manifest.engine !== config.kind) {
      throw new CareError(
        `This is a backup of ${manifest.engine === 'embedded' ? 'an embedded store' : 'MongoDB'}. Restore it into one of that kind, then move house: npm run store:copy -- --from ... --to ...`,
      );
    }
    const finish = async (store: RawStore): Promise<Restored> => {
      const counts = await verifyCounts(store, manifest, say);
      const settled = await settle(store, new Date(manifest.mark), { resend, now: new Date() });
      await noteCare(store, 'restore', new Date(), { mark: manifest.mark, counts: manifest.counts });
      await store.collection(CARE).deleteMany({});
      if (store.dataDir !== null) await rm(path.join(store.dataDir, RESTORE_MARK));
      return { manifest, counts, settled };
    };
    if (config.kind === 'mongodb') return await loadCollections(config, folder, manifest, seal, say, finish);
    const store = await placeFiles(config.dataDir, folder, manifest, seal, say);
    try {
      return await finish(store);
    } finally {
      await store.close();
    }
  } finally {
    if (isTar) await rm(staging, { recursive: true, force: true });
  }
}

async function* blobList(folder: string): AsyncGenerator<string> {
  for await (const line of createInterface({ input: createReadStream(path.join(folder, BLOB_LIST)) })) yield line.split(' ')[0] ?? '';
}

async function verifyBlobs(folder: string, manifest: Manifest, say: Say): Promise<void> {
  const tell = steadily(say);
  const shelf = createFileShelf(path.join(folder, 'blobs'));
  let count = 0;
  for await (const sha256 of blobList(folder)) {
    await shelf.read(sha256).catch((error: unknown) => {
      throw new CareError(`The backup is damaged: ${error instanceof Error ? error.message : String(error)}`);
    });
    count++;
    tell(() => `  ${figure(count)} of ${figure(manifest.blobs.count)} blobs so far`);
  }
  if (count !== manifest.blobs.count)
    throw new CareError(`The backup is damaged: it lists ${count} blobs instead of ${manifest.blobs.count}.`);
}

async function placeFiles(dataDir: string, folder: string, manifest: Manifest, seal: string, say: Say): Promise<RawStore> {
  await mkdir(dataDir, { recursive: true });
  const mark = path.join(dataDir, RESTORE_MARK);
  const begun = await readFile(mark, 'utf8').catch(() => null);
  if (begun !== null && begun !== seal)
    throw new CareError(`${dataDir} holds an unfinished restore of another backup. Finish that one, or empty the folder.`);
  if (begun === null && ((await exists(path.join(dataDir, STORE_FILE))) || (await entries(path.join(dataDir, 'blobs'))).length > 0)) {
    throw new CareError(`${dataDir} is not empty: a restore never overwrites a store. Stop the desk, move the folder away, and try again.`);
  }
  const key = path.join(dataDir, KEY_FILE);
  if (
    manifest.holdsSecretKey &&
    (await exists(key)) &&
    (await readFile(key, 'utf8')).trim() !== (await readFile(path.join(folder, KEY_FILE), 'utf8')).trim()
  ) {
    throw new CareError(
      `${key} is another key than the backup's: stored secrets and reply addresses need the backup's own. Move it away first.`,
    );
  }
  await writeDurably(mark, seal);
  if (manifest.holdsSecretKey && !(await exists(key))) await copyDurably(path.join(folder, KEY_FILE), key, 0o600);

  say(`Restoring ${figure(manifest.blobs.count)} blobs`);
  for await (const sha256 of blobList(folder)) {
    const target = path.join(dataDir, 'blobs', sha256.slice(0, 2), sha256);
    if (!(await exists(target))) await copyDurably(path.join(folder, 'blobs', sha256.slice(0, 2), sha256), target, 0o600);
  }
  say('Restoring the store');
  // From a run that was cut off: its journal must not be played into the new file.
  for (const end of ['', '-wal', '-shm', '-journal']) await rm(path.join(dataDir, STORE_FILE + end), { force: true });
  const aside = path.join(dataDir, `${STORE_FILE}.restoring`);
  await rm(aside, { force: true });
  await copyDurably(path.join(folder, STORE_FILE), aside, 0o600);
  await rename(aside, path.join(dataDir, STORE_FILE));
  await syncPath(dataDir);
  return openRawStore({ kind: 'embedded', dataDir });
}

/** All under one lease, to the end: another one that began between loading and settling would load again what is being settled. */
async function loadCollections<T>(
  config: StoreConfig,
  folder: string,
  manifest: Manifest,
  seal: string,
  say: Say,
  finish: (store: RawStore) => Promise<T>,
): Promise<T> {
  const store = await openRawStore(config, { create: true, indexes: false });
  try {
    const care = store.collection(CARE);
    // Before a lease makes a collection in what may be a stranger's database; and once more when nobody else is at it.
    await requireOurs(store, config, seal);
    return await withLease(care, 'lock', { what: 'a restore', say }, async (lease) => {
      await requireOurs(store, config, seal);
      await makeIndexes(store);
      await care.updateOne({ _id: 'restore' } as never, { $set: { seal } }, { upsert: true });
      for (const { name: part } of manifest.parts.filter(({ name }) => name.startsWith('collections/'))) {
        const name = part.slice('collections/'.length, -'.bson'.length);
        say(`  ${name}: ${figure(manifest.counts[name] ?? 0)}`);
        for await (const docs of readBson(path.join(folder, part))) {
          await insertDocs(store.collection(name), docs);
          lease.require();
        }
      }
      say(`  blobs: ${figure(manifest.blobs.count)}`);
      const shelf = createFileShelf(path.join(folder, 'blobs'));
      for await (const sha256 of blobList(folder)) {
        await store.shelf.write(sha256, await shelf.read(sha256));
        lease.require();
      }
      return finish(store);
    });
  } finally {
    await store.close();
  }
}

/** @throws CareError unless the store is empty, or holds a part of this very backup */
async function requireOurs(store: RawStore, config: StoreConfig, seal: string): Promise<void> {
  const begun = await store.collection(CARE).findOne({ _id: 'restore' } as never);
  if (begun && begun['seal'] !== seal)
    throw new CareError(`${showStore(config)} holds an unfinished restore of another backup. Finish that one, or drop the database.`);
  if (!begun && !(await isEmpty(store)))
    throw new CareError(
      `${showStore(config)} is not empty: a restore never overwrites a store. Use another database name, or drop this one.`,
    );
}

async function verifyCounts(store: RawStore, manifest: Manifest, say: Say): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const faults: string[] = [];
  for (const [name, expected] of Object.entries(manifest.counts)) {
    counts[name] = await store.collection(name).countDocuments({});
    // A run that was cut off behind its last step has left its own line there.
    const isRight = name === CARE_LOG ? counts[name] >= expected : counts[name] === expected;
    if (!isRight) faults.push(`${name} has ${counts[name]} documents instead of ${expected}`);
  }
  let blobs = 0;
  for await (const _blob of store.shelf.list()) blobs++;
  if (blobs !== manifest.blobs.count) faults.push(`there are ${blobs} blobs instead of ${manifest.blobs.count}`);
  if (faults.length > 0) throw new CareError(`What was restored is not what the backup holds:\n  ${faults.join('\n  ')}`);
  say(`Counted: ${figure(Object.values(counts).reduce((sum, n) => sum + n, 0))} documents and ${figure(blobs)} blobs, as the backup says`);
  return counts;
}
