import type { Connection } from 'mongoose';
import { SqliteClient } from './client.js';
import type { Engine } from './engine.js';

export { sqliteDriver, SqliteConnection, fileOf } from './connection.js';
export { SqliteClient } from './client.js';
export { Engine, type EngineOptions, type ReadOnly } from './engine.js';
export { ScanLimitError, StoreFileError, type StoreFileCode, UnsupportedError } from './errors.js';
export { backup, checkIntegrity, type IntegrityReport } from './maintenance.js';
export { changeAndInsert, changePatiently, type Insert, insertAllOrNone, type OneChange } from './together.js';
export type { PlanReport, WatchOptions } from './watch.js';

/**
 * The engine under a mongoose connection.
 * @throws when the connection is not open or is not one of this driver
 */
export function engineOf(connection: Connection): Engine {
  const client: unknown = connection.getClient();
  if (client instanceof SqliteClient) return client.engine;
  throw new TypeError('This mongoose connection is not an open SQLite store');
}
