import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@jest/globals';
import mongoose from 'mongoose';
import type { Log } from '../../../src/ports/log.js';
import { openStore, type OpenedStore, type StoreConfig } from '../../../src/store/openStore.js';
import { sqliteDriver } from '../../../src/store/sqlite/index.js';
import { dropDatabase, freshDatabase } from '../../support/mongo/database.js';

/**
 * The engine of this run: the embedded one, or the MongoDB server of STORE_URI (`npm run test:mongo`). STORE_SERVER
 * says what kind of server it is, where a test has to know.
 */
const { STORE_URI, STORE_SERVER } = process.env;
export const SERVER = STORE_URI ? (STORE_SERVER ?? 'mongodb') : 'embedded';
/** What these servers do unlike MongoDB, each with its proof in docs/mongodb.md. */
export const LOSES_INCLUSIVE_BOUNDS = SERVER === 'SecantusDB';

/** A test that is skipped, and counted as such, where a server is known to differ from MongoDB. */
export const testUnless = (differs: boolean, name: string, body: () => Promise<void>): void =>
  (differs ? test.skip : test)(name, body, 120_000);

export interface Collections {
  collection(name: string): RawCollection;
  command(command: object): Promise<Record<string, unknown>>;
}
/** The little of the driver's collection that tests use behind the store's back. */
export interface RawCollection {
  insertOne(doc: object): Promise<unknown>;
  insertMany(docs: object[]): Promise<unknown>;
  deleteMany(filter: object): Promise<{ deletedCount: number }>;
  findOne(filter: object): Promise<Record<string, unknown> | null>;
  countDocuments(filter: object): Promise<number>;
  updateOne(filter: object, update: object): Promise<unknown>;
  createIndex(key: object, options?: object): Promise<unknown>;
}

/** A place for a store: empty, of this run's engine. */
export interface Place {
  config: StoreConfig;
  open(more?: object): Promise<OpenedStore>;
  /** Works on the collections behind the store's back, as another version of us or a person might. */
  raw<T>(work: (db: Collections) => Promise<T>): Promise<T>;
  /** What the stores that were opened here have logged. */
  logged: { level: string; fields: object; message: string }[];
  remove(): Promise<void>;
}

export function newPlace(): Place {
  const logged: Place['logged'] = [];
  const log = recordingLog(logged);
  const opened: OpenedStore[] = [];
  const config: StoreConfig = STORE_URI
    ? { kind: 'mongodb', uri: freshDatabase(STORE_URI) }
    : { kind: 'embedded', dataDir: mkdtempSync(join(tmpdir(), 'store-')) };
  return {
    config,
    logged,
    async open(more = {}) {
      // What would only be logged on a desk fails here: a query that looks at more than 1,000 documents in vain.
      const watch = config.kind === 'embedded' ? { watch: { scan: 'throw' } } : {};
      const store = await openStore({ ...config, ...watch, ...more } as StoreConfig, log);
      opened.push(store);
      return store;
    },
    async raw(work) {
      const instance = new mongoose.Mongoose();
      if (config.kind === 'embedded') instance.setDriver(sqliteDriver);
      await instance.connect(config.kind === 'embedded' ? `sqlite:${join(config.dataDir, 'sayonce.db')}` : config.uri);
      try {
        return await work(instance.connection.db as unknown as Collections);
      } finally {
        await instance.disconnect();
      }
    },
    async remove() {
      await Promise.all(opened.map(({ store }) => store.close()));
      if (config.kind === 'embedded') rmSync(config.dataDir, { recursive: true, force: true, maxRetries: 3 });
      else await dropDatabase(config.uri);
    },
  };
}

function recordingLog(logged: Place['logged']): Log {
  const at = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message });
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), fatal: at('fatal'), child: () => log };
  return log;
}

/** All pages of a list, asked for with `limit` at a time; fails when a page is empty or too long before the last. */
export async function allPages<T>(
  limit: number,
  list: (query: { limit: number; cursor?: string }) => Promise<{ items: T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < 1000; pages++) {
    const found: { items: T[]; nextCursor: string | null } = await list({ limit, ...(cursor ? { cursor } : {}) });
    all.push(...found.items);
    if (found.nextCursor === null) return all;
    if (found.items.length !== limit)
      throw new Error(`a page of ${found.items.length} where ${limit} were asked for, and there is a next one`);
    cursor = found.nextCursor;
  }
  throw new Error('the pages do not end');
}
