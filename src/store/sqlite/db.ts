import { SqliteCollection } from './collection.js';
import { Cursor } from './cursor.js';
import { dropCollection } from './ddl.js';
import type { Engine } from './engine.js';
import { serverError, UnsupportedError } from './errors.js';
import { matches } from './matcher.js';
import { checkOptions } from './options.js';
import { parseFilter } from './filter.js';
import { type Doc, isDoc } from './values.js';

// Collation must not slip through: names and keys would compare differently from what was asked.
const CREATE_OPTIONS = new Set([
  'autoIndexId',
  'storageEngine',
  'collation',
  'capped',
  'timeseries',
  'validator',
  'viewOn',
  'clusteredIndex',
  'expireAfterSeconds',
  'size',
  'max',
  'changeStreamPreAndPostImages',
  'encryptedFields',
]);

/** The MongoDB driver's Db, as far as mongoose and its users call it. A store file is one database. */
export class SqliteDb {
  readonly databaseName: string;
  readonly #engine: Engine;
  readonly #collections = new Map<string, SqliteCollection>();

  constructor(engine: Engine, name: string) {
    this.#engine = engine;
    this.databaseName = name;
  }

  collection(name: string): SqliteCollection {
    const known = this.#collections.get(name);
    if (known !== undefined) return known;
    const made = new SqliteCollection(this.#engine, this.databaseName, name);
    this.#collections.set(name, made);
    return made;
  }

  async createCollection(name: string, options?: unknown): Promise<SqliteCollection> {
    for (const [option, value] of Object.entries((options ?? {}) as Doc)) {
      if (CREATE_OPTIONS.has(option) && value !== undefined && value !== null && value !== false)
        throw new UnsupportedError(`the collection option ${option}`);
    }
    checkOptions('createCollection', options, [...CREATE_OPTIONS, 'strict']);
    const collection = this.collection(name);
    await this.#engine.write(() => void this.#engine.catalog.ensure(name));
    return collection;
  }

  listCollections(filter?: unknown, options?: unknown): Cursor<Doc> {
    checkOptions('listCollections', options, ['nameOnly', 'authorizedCollections']);
    const wanted = parseFilter(filter);
    const engine = this.#engine;
    return new Cursor<Doc>(
      engine,
      function* () {
        for (const { name } of engine.catalog.list()) {
          const found: Doc = {
            name,
            type: 'collection',
            options: {},
            info: { readOnly: false },
            idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
          };
          if (matches(wanted, found)) yield found;
        }
      },
      () => null,
    );
  }

  async collections(): Promise<SqliteCollection[]> {
    return this.#engine.catalog.list().map(({ name }) => this.collection(name));
  }

  async dropCollection(name: string, options?: unknown): Promise<boolean> {
    checkOptions('dropCollection', options, []);
    return dropCollection(this.#engine, name);
  }

  async dropDatabase(): Promise<boolean> {
    for (const { name } of this.#engine.catalog.list()) await dropCollection(this.#engine, name);
    return true;
  }

  /** `ping`, `hello` and `buildInfo`; anything else is refused by name. */
  async command(command: unknown): Promise<Doc> {
    const [name] = isDoc(command) ? Object.keys(command) : [];
    if (name === 'ping') {
      await this.#engine.read(() => this.#engine.sqlite.value('SELECT 1'));
      return { ok: 1 };
    }
    if (name === 'hello' || name === 'isMaster') return { ok: 1, isWritablePrimary: true, msg: 'sqlite' };
    if (name === 'buildInfo') return { ok: 1, version: '8.0.0-sqlite', storageEngines: ['sqlite'] };
    throw new UnsupportedError(`the command ${name ?? '(none)'}`);
  }

  admin(): SqliteAdmin {
    return new SqliteAdmin(this);
  }

  aggregate(): never {
    throw new UnsupportedError('aggregate on a database');
  }

  watch(): never {
    throw new UnsupportedError('change streams');
  }
}

/** The driver's Admin. */
export class SqliteAdmin {
  readonly #db: SqliteDb;

  constructor(db: SqliteDb) {
    this.#db = db;
  }

  ping(): Promise<Doc> {
    return this.#db.command({ ping: 1 });
  }

  command(command: unknown): Promise<Doc> {
    return this.#db.command(command);
  }

  serverInfo(): Promise<Doc> {
    return this.#db.command({ buildInfo: 1 });
  }

  async listDatabases(): Promise<Doc> {
    return { ok: 1, databases: [{ name: this.#db.databaseName, empty: false }] };
  }

  serverStatus(): never {
    throw serverError(59, 'CommandNotFound', 'no such command: serverStatus');
  }
}
