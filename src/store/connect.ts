import path from 'node:path';
import type { Connection, ConnectOptions, Mongoose } from 'mongoose';
import type { Log } from '../ports/log.js';
import type { StoreConfig } from './openStore.js';
import { sqliteDriver, type ReadOnly } from './sqlite/index.js';

/** How long we wait for MongoDB at start, and for a server to answer later on. */
const SERVER_SELECTION_MS = 10_000;
/** A query that reads more documents than this without an index is logged; the store's own tests make it an error. */
const MAX_SCAN = 1000;

/** Connects one mongoose instance to its engine: the official driver, or ours on SQLite. */
export async function connect(instance: Mongoose, config: StoreConfig, log: Log, readOnly?: ReadOnly): Promise<Connection> {
  if (config.kind === 'mongodb') {
    await instance.connect(config.uri, {
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: SERVER_SELECTION_MS,
      // Acknowledged is durable on the majority: nothing that we said 250 to is rolled back.
      writeConcern: { w: 'majority', journal: true },
      retryWrites: true,
      monitorCommands: config.onCommand !== undefined,
    });
    const { onCommand } = config;
    if (onCommand) instance.connection.getClient().on('commandStarted', ({ command }) => onCommand(command));
    return instance.connection;
  }
  return connectSqlite(instance, config, log, readOnly);
}

async function connectSqlite(
  instance: Mongoose,
  { dataDir, watch }: StoreConfig & { kind: 'embedded' },
  log: Log,
  readOnly?: ReadOnly,
): Promise<Connection> {
  instance.setDriver(sqliteDriver);
  const options = {
    autoIndex: false,
    autoCreate: false,
    sqlite: {
      maxScan: MAX_SCAN,
      scan: 'warn',
      onScan: (report: unknown) => log.warn({ report }, 'a query reads many documents to find few'),
      readOnly,
      ...watch,
    },
  };
  await instance.connect(`sqlite:${path.join(dataDir, 'sayonce.db')}`, options as ConnectOptions);
  return instance.connection;
}
