/**
 * The care of a store: backup, restore, check, purge, copy. These work below the ports, on whole collections and on
 * blobs as such, so that a collection that is added later is cared for without a change here.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import mongoose, { type Connection } from 'mongoose';
import type { Log } from '../../ports/log.js';
import { connect } from '../connect.js';
import { createModels, type Models } from '../models.js';
import type { StoreConfig } from '../openStore.js';
import { verifyIndexes } from '../verifyIndexes.js';
import { CareError, messageOf } from './careError.js';
import { createFileShelf } from './fileShelf.js';
import { createGridShelf } from './gridShelf.js';
import { readOnlyOf, unchangedSince } from './readOnly.js';
import type { Shelf } from './shelf.js';
import type { ReadOnly } from '../sqlite/index.js';

/** A document as it is stored, of whatever form. */
export type RawDoc = { _id: unknown } & Record<string, unknown>;
export type RawCollection = mongoose.mongo.Collection<RawDoc>;

/** Locks and progress of these commands: never copied, never backed up. */
export const CARE = 'care';
/** What these commands did: one line each time, kept. */
export const CARE_LOG = 'care_log';

/** In DATA_DIR: the embedded store. */
export const STORE_FILE = 'sayonce.db';
/** In DATA_DIR: the key of a desk that was given none. */
export const KEY_FILE = 'secret.key';
/** In DATA_DIR while a restore into it is unfinished: the desk does not start on it. */
export const RESTORE_MARK = 'restore.unfinished';

/** Made from the documents, and made again by the desk when they are not there: the search index. */
const isDerived = (name: string): boolean => name.startsWith('search_');

/** A store of either engine past its schemas, for the commands that care for it. Close it. */
export interface RawStore {
  kind: StoreConfig['kind'];
  /** For people; holds no password. */
  where: string;
  /** Null on MongoDB. */
  dataDir: string | null;
  connection: Connection;
  models: Models;
  shelf: Shelf;
  /** It may only be read: nothing can be noted in it, and no lease be taken. */
  readOnly: boolean;
  /** @throws CareError when it was taken for one that nobody writes to, and somebody has written. */
  requireUnchanged(): void;
  collection(name: string): RawCollection;
  /** Names of all collections that hold the desk's data, sorted. What the desk can make anew from them is left out. */
  collections(): Promise<string[]>;
  close(): Promise<void>;
}

const nothing = (): void => undefined;
const QUIET: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, fatal: nothing, child: () => QUIET };

/**
 * Opens a store for its care; the desk may be running on it.
 * @param create makes it when there is none, with its indexes; else a missing embedded store is an error
 * @param indexes false where it must first be seen what is there: `makeIndexes` makes them then
 * @param reading for work that only reads: an embedded store that may not be written is opened all the same
 * @throws CareError when it cannot be opened
 */
export async function openRawStore(
  config: StoreConfig,
  { create = false, indexes = create, reading = false }: { create?: boolean; indexes?: boolean; reading?: boolean | ReadOnly } = {},
): Promise<RawStore> {
  const where = showStore(config);
  if (config.kind === 'embedded') {
    if (create) mkdirSync(config.dataDir, { recursive: true });
    else if (!existsSync(path.join(config.dataDir, STORE_FILE)))
      throw new CareError(`There is no store in ${config.dataDir} (no ${STORE_FILE}). Is DATA_DIR right?`);
  }
  const readOnly =
    config.kind !== 'embedded' || reading === false ? null : reading === true ? readOnlyOf(path.join(config.dataDir, STORE_FILE)) : reading;
  const requireUnchanged =
    config.kind === 'embedded' && readOnly === 'quiet' ? unchangedSince(path.join(config.dataDir, STORE_FILE)) : nothing;
  const connection = await connect(new mongoose.Mongoose(), config, QUIET, readOnly ?? undefined).catch((error: unknown) => {
    throw new CareError(`The store ${where} cannot be opened: ${messageOf(error)}`, { cause: error });
  });
  const models = createModels(connection);
  const db = connection.db;
  if (!db) throw new CareError(`The store ${where} is not open`);
  try {
    if (indexes) await verifyIndexes(Object.values(models));
  } catch (error) {
    await connection.close();
    throw error;
  }
  return {
    kind: config.kind,
    where,
    dataDir: config.kind === 'embedded' ? config.dataDir : null,
    connection,
    models,
    shelf: config.kind === 'embedded' ? createFileShelf(path.join(config.dataDir, 'blobs')) : createGridShelf(connection),
    readOnly: readOnly !== null,
    requireUnchanged,
    collection: (name) => db.collection<RawDoc>(name),
    async collections() {
      const found = await db.listCollections({}, { nameOnly: true }).toArray();
      return found
        .map(({ name }) => name)
        .filter((name) => name !== CARE && !isDerived(name) && !name.startsWith('system.') && !/^blobs\.(files|chunks)$/.test(name))
        .sort();
    },
    close: () => connection.close(),
  };
}

/** The indexes of the desk, in a store that is about to be filled. Not before it is known to be ours: a unique index would refuse a stranger's own documents. */
export async function makeIndexes(store: RawStore): Promise<void> {
  await verifyIndexes(Object.values(store.models));
}

/** `sqlite:/data` or `mongodb://host/name`, without the login. */
export function showStore(config: StoreConfig): string {
  return config.kind === 'embedded' ? `sqlite:${config.dataDir}` : config.uri.replace(/\/\/[^/@]*@/, '//').replace(/\?.*$/, '');
}

/** Whether there is any document or blob in it. */
export async function isEmpty(store: RawStore): Promise<boolean> {
  for (const name of await store.collections()) if (await store.collection(name).findOne({}, { projection: { _id: 1 } })) return false;
  for await (const _blob of store.shelf.list()) return false;
  return true;
}
