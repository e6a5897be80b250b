import { EventEmitter } from 'node:events';
import { SqliteDb } from './db.js';
import { Engine, type EngineOptions } from './engine.js';
import { UnsupportedError } from './errors.js';

/** What mongoose uses of the driver's MongoClient: one open store file. */
export class SqliteClient extends EventEmitter {
  readonly engine: Engine;
  readonly #db: SqliteDb;
  /** mongoose's own mark: it sets it before it calls `close`, so it does not say that anything was closed. */
  _closeCalled = false;
  #closed: Promise<void> | null = null;

  private constructor(engine: Engine, name: string) {
    super();
    this.engine = engine;
    this.#db = new SqliteDb(engine, name);
    this.setMaxListeners(0);
  }

  /** Opens a store file. */
  static async open(file: string, name: string, options: EngineOptions): Promise<SqliteClient> {
    return new SqliteClient(await Engine.open(file, options), name);
  }

  db(name?: string): SqliteDb {
    if (name !== undefined && name !== this.#db.databaseName)
      throw new UnsupportedError(`a second database (${name})`, 'a store file is one database');
    return this.#db;
  }

  /** Settles queued writes and closes the file. */
  async close(): Promise<void> {
    this._closeCalled = true;
    await (this.#closed ??= this.engine.close().then(() => void this.emit('close')));
  }

  startSession(): never {
    throw new UnsupportedError('sessions and transactions');
  }

  withSession(): never {
    throw new UnsupportedError('sessions and transactions');
  }

  bulkWrite(): never {
    throw new UnsupportedError('bulkWrite over several collections');
  }

  watch(): never {
    throw new UnsupportedError('change streams');
  }
}
