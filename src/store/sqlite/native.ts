import { createRequire } from 'node:module';
import type { EventEmitter } from 'node:events';
import type mongoose from 'mongoose';

/**
 * The parts of mongoose's own MongoDB driver that are reused. They are public files of mongoose (its driver interface),
 * but have no types.
 */
const require = createRequire(import.meta.url);

/** What is used and set of mongoose's NativeConnection. */
export interface NativeConnectionShape extends EventEmitter {
  models: Record<string, unknown>;
  collections: Record<string, { onOpen(): void }>;
  config: Record<string, unknown>;
  otherDbs: NativeConnectionShape[];
  readyState: number;
  _destroyCalled?: boolean;
  _connectionString: string;
  _connectionOptions: unknown;
  _closeCalled: boolean;
  _lastHeartbeatAt: number | null;
  $dbName?: string;
  client: unknown;
  db: unknown;
  host: unknown;
  port: unknown;
  name: string;
  onOpen(): void;
}

/** mongoose's connection class, made to be extended by drivers. */
export const NativeConnection = require('mongoose/lib/drivers/node-mongodb-native/connection.js') as new (
  base?: typeof mongoose,
) => NativeConnectionShape;

/** mongoose's collection class: queues calls until the connection is open, then passes them on. */
export const NativeCollection: unknown = require('mongoose/lib/drivers/node-mongodb-native/collection.js');

/** The counts of a bulk write, in the driver's form. */
export interface BulkCounts {
  ok: number;
  writeErrors: unknown[];
  writeConcernErrors: unknown[];
  insertedIds: { index: number; _id: unknown }[];
  nInserted: number;
  nUpserted: number;
  nMatched: number;
  nModified: number;
  nRemoved: number;
  upserted: { index: number; _id: unknown }[];
}

/** The driver's result class of bulk writes; mongoose hands it to callers. */
export const BulkWriteResult = require('mongoose/lib/drivers/node-mongodb-native/bulkWriteResult.js') as new (
  counts: BulkCounts,
  ordered: boolean,
) => {
  insertedCount: number;
  insertedIds: Record<number, unknown>;
};
