import path from 'node:path';
import type { Connection, Mongoose } from 'mongoose';
import type { Log } from '../ports/log.js';
import type { StoreConfig } from './openStore.js';

/** How long we wait for MongoDB at start, and for a server to answer later on. */
const SERVER_SELECTION_MS = 10_000;

/** Connects one mongoose instance to its engine: the official driver, or ours on SQLite. */
export async function connect(instance: Mongoose, config: StoreConfig, log: Log): Promise<Connection> {
  if (config.kind === 'mongodb') {
    await instance.connect(config.uri, {
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: SERVER_SELECTION_MS,
      // Acknowledged is durable on the majority: nothing that we said 250 to is rolled back.
      writeConcern: { w: 'majority', journal: true },
      retryWrites: true,
    });
    return instance.connection;
  }
  return connectSqlite(instance, path.join(config.dataDir, 'sayonce.db'), log);
}
