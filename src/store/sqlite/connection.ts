import mongoose from 'mongoose';
import { SqliteClient } from './client.js';
import type { EngineOptions } from './engine.js';
import { BulkWriteResult, NativeCollection, NativeConnection, type NativeConnectionShape } from './native.js';

const SCHEME = 'sqlite:';
const { connecting, connected, disconnected } = mongoose.ConnectionStates;
/** Options of mongoose that are kept in `connection.config`. */
const CONFIG_OPTIONS = ['autoIndex', 'autoCreate', 'sanitizeFilter', 'bufferTimeoutMS', 'bufferCommands'] as const;

/** The path in `sqlite:/data/store.db` or `sqlite::memory:`. */
export function fileOf(uri: unknown): string {
  if (typeof uri !== 'string' || !uri.startsWith(SCHEME) || uri.length === SCHEME.length) {
    throw new TypeError(`Expected a connection string like sqlite:/path/to/store.db, got ${String(uri)}`);
  }
  return uri.slice(SCHEME.length).replace(/^\/\/(?=\/)/, '');
}

/** mongoose's connection on a store file. Options for the engine are given under `sqlite`. */
export class SqliteConnection extends NativeConnection {
  /** Called by mongoose to connect. */
  async createClient(uri: unknown, options?: Record<string, unknown>): Promise<this> {
    const file = fileOf(uri);
    if (this._destroyCalled === true)
      throw new mongoose.mongo.MongoAPIError('The connection has been closed and destroyed; create a new one');
    const given = options ?? {};
    const config = (given['config'] ?? {}) as Record<string, unknown>;
    for (const name of CONFIG_OPTIONS) {
      const value = given[name] ?? config[name];
      if (value !== undefined && value !== null) this.config[name] = value;
    }
    const name = typeof given['dbName'] === 'string' ? given['dbName'] : 'main';
    this.$dbName = name;
    this._connectionOptions = given;
    this._connectionString = String(uri);
    this.readyState = connecting;
    let client: SqliteClient;
    try {
      client = await SqliteClient.open(file, name, (given['sqlite'] ?? {}) as EngineOptions);
    } catch (error) {
      this.readyState = disconnected;
      throw error;
    }
    attach(this, client, file);
    return this;
  }
}

/** What mongoose's own driver does once its client is connected, less the watching of servers. */
function attach(connection: NativeConnectionShape, client: SqliteClient, file: string): void {
  connection.client = client;
  connection.db = client.db();
  connection.host = file;
  connection.port = undefined;
  connection.name = client.db().databaseName;
  connection._closeCalled = false;
  connection._lastHeartbeatAt = null;
  client.once('close', () => {
    if (connection.readyState === connected) connection.readyState = disconnected;
  });
  connection.onOpen();
  for (const collection of Object.values(connection.collections)) collection.onOpen();
}

/** Hand this to `mongoose.setDriver`. */
export const sqliteDriver = { Connection: SqliteConnection, Collection: NativeCollection, BulkWriteResult };
