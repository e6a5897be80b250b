import mongoose from 'mongoose';
import { StoreFileError } from './errors.js';
import { buildIndex, ID_INDEX, type Index, type IndexSpec } from './indexSpec.js';
import { integer, type Sqlite } from './sqlite.js';
import { Turn } from './turn.js';
import type { Doc } from './values.js';

const { EJSON } = mongoose.mongo.BSON;

/** A collection as the catalog knows it. */
export interface Collection {
  id: number;
  name: string;
  /** All indexes, the one on `_id` first: what a write must keep. */
  indexes: readonly Index[];
  /** Those that a query may read. */
  ready: readonly Index[];
}

/** The format of the file. A newer one is refused, an older one is brought forward by MIGRATIONS. */
export const FORMAT_VERSION = 2;

/** Steps that bring a file of format n (its position) to n + 1. The first makes a new file. */
const MIGRATIONS: ((sqlite: Sqlite) => void)[] = [
  (sqlite) => {
    sqlite.exec(`CREATE TABLE so_collections (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
      CREATE TABLE so_indexes (id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name TEXT NOT NULL, spec TEXT NOT NULL,
        multikey TEXT NOT NULL DEFAULT '[]', UNIQUE (collection, name));`);
  },
  // Indexes are built in steps: up to which row, or null when it is done.
  (sqlite) => sqlite.exec('ALTER TABLE so_indexes ADD COLUMN built_to INTEGER'),
];

/** Name of the table that holds the documents of a collection. */
export const docsTable = (collection: Collection): string => `docs_${collection.id}`;
/** Name of the table that holds the rows of an index. */
export const indexTable = (index: Index): string => `ix_${index.id}`;

/** The collections and indexes in the file, cached until any process changes them. */
export class Catalog {
  readonly #sqlite: Sqlite;
  #version: unknown = null;
  #collections = new Map<string, Collection>();
  /** Indexes by all that is stored of them: a new store declares a hundred, and each changes the catalog. */
  #indexes = new Map<string, Index>();
  /** The transaction that runs has changed the catalog. */
  #touched = false;

  readonly #clock: Turn;
  #checkedIn = 0;

  constructor(sqlite: Sqlite, clock = new Turn()) {
    this.#sqlite = sqlite;
    this.#clock = clock;
  }

  /**
   * Makes or brings forward the format of the file. Call inside a transaction.
   * @throws StoreFileError `newer_format`
   */
  migrate(): void {
    const found = integer(this.#sqlite.value('PRAGMA user_version'));
    this.checkFormat(found);
    for (const step of MIGRATIONS.slice(found)) step(this.#sqlite);
    if (found < FORMAT_VERSION) this.#sqlite.exec(`PRAGMA user_version = ${FORMAT_VERSION}`);
  }

  /** The format of the file; refuses one this release cannot read. */
  checkFormat(found: number = integer(this.#sqlite.value('PRAGMA user_version'))): number {
    if (found > FORMAT_VERSION) {
      throw new StoreFileError(
        'newer_format',
        `The store file ${this.#sqlite.file} has format ${found}, made by a newer release; this one reads up to ${FORMAT_VERSION}`,
      );
    }
    return found;
  }

  /**
   * Reads the catalog again if any process has changed it. SQLite counts changes of tables in `schema_version`; changes
   * that are not of tables (an index turned multikey) are made visible by `#touch`.
   */
  refresh(): void {
    const version = this.#sqlite.value('PRAGMA schema_version');
    if (version === this.#version) return;
    // Not before the rows are read: another process may change them in between, and then the next call sees it.
    this.#sqlite.forget();
    this.#load();
    this.#version = version;
  }

  /** Forgets what is cached: after a rollback the version may come again with other content. */
  invalidate(): void {
    this.#version = null;
  }

  /** A transaction begins; reads the catalog again if another process has changed it. */
  begin(): void {
    this.#touched = false;
    this.refresh();
    this.#checkedIn = this.#clock.now();
  }

  /** A part of the transaction was undone: what is cached may have been changed by it. */
  undone(): void {
    if (this.#touched) this.invalidate();
  }

  /** What other processes changed is seen in the next turn of the event loop; a transaction always sees it. */
  find(name: string): Collection | undefined {
    const now = this.#clock.now();
    if (now !== this.#checkedIn || this.#version === null) {
      this.refresh();
      this.#checkedIn = now;
    }
    return this.#collections.get(name);
  }

  list(): Collection[] {
    this.refresh();
    return [...this.#collections.values()];
  }

  /** Makes a collection if there is none. Call inside a transaction. */
  ensure(name: string): Collection {
    const known = this.find(name);
    if (known !== undefined) return known;
    const { lastInsertRowid } = this.#sqlite.prepare('INSERT INTO so_collections (name) VALUES (?)').run([name]);
    // A rowid table: documents are large, and large rows make a b-tree without rowid deep.
    this.#sqlite.exec(`CREATE TABLE docs_${lastInsertRowid} (id INTEGER PRIMARY KEY, k BLOB NOT NULL UNIQUE, d BLOB NOT NULL)`);
    return this.#changed(name);
  }

  /** Drops a collection with its indexes. Call inside a transaction. */
  drop(collection: Collection): void {
    for (const index of collection.indexes) if (index.id !== 0) this.#sqlite.exec(`DROP TABLE ${indexTable(index)}`);
    this.#sqlite.exec(`DROP TABLE ${docsTable(collection)}`);
    this.#sqlite.prepare('DELETE FROM so_indexes WHERE collection = ?').run([collection.id]);
    this.#sqlite.prepare('DELETE FROM so_collections WHERE id = ?').run([collection.id]);
    this.#change();
  }

  /**
   * Declares an index and makes its empty table: from now on writes keep it, and no query reads it until it is built, which
   * it is at once where there are no documents. Call inside a transaction.
   */
  addIndex(collection: Collection, spec: IndexSpec): Index {
    const empty = this.#sqlite.value(`SELECT 1 FROM ${docsTable(collection)} LIMIT 1`) === undefined;
    const { lastInsertRowid } = this.#sqlite
      .prepare('INSERT INTO so_indexes (collection, name, spec, built_to) VALUES (?, ?, ?, ?)')
      .run([collection.id, spec.name, EJSON.stringify(spec, { relaxed: false }), empty ? null : 0]);
    // k: the key, i: the document's _id as key (order among equal keys), r: the row of the document.
    const primary = spec.unique ? 'k' : 'k, i';
    this.#sqlite.exec(
      `CREATE TABLE ix_${lastInsertRowid} (k BLOB NOT NULL, i BLOB NOT NULL, r INTEGER NOT NULL, PRIMARY KEY (${primary})) WITHOUT ROWID`,
    );
    const index = this.#changed(collection.name).indexes.find(({ id }) => id === lastInsertRowid);
    if (index === undefined) throw new Error(`index ${spec.name} was not stored`);
    return index;
  }

  /** The row up to which an index is built; null when it is done. */
  builtTo(index: Index): number | null {
    const row = this.#sqlite.value('SELECT built_to FROM so_indexes WHERE id = ?', [index.id]);
    return row === null || row === undefined ? null : integer(row);
  }

  /** Notes how far an index is built. Call inside a transaction. @param row null: all of it, and queries may read it */
  built(index: Index, row: number | null): void {
    this.#sqlite.prepare('UPDATE so_indexes SET built_to = ? WHERE id = ?').run([row, index.id]);
    if (row !== null) return;
    this.#touch();
    this.#change();
  }

  /** Drops an index. Call inside a transaction. */
  dropIndex(index: Index): void {
    this.#sqlite.exec(`DROP TABLE ${indexTable(index)}`);
    this.#sqlite.prepare('DELETE FROM so_indexes WHERE id = ?').run([index.id]);
    this.#change();
  }

  /** Notes that documents hold arrays at these paths of an index, before the first such row is written. */
  markMultikey(collection: Collection, index: Index, paths: readonly string[]): void {
    const all = [...new Set([...index.multikey, ...paths])];
    this.#sqlite.prepare('UPDATE so_indexes SET multikey = ? WHERE id = ?').run([JSON.stringify(all), index.id]);
    this.#touch();
    this.#changed(collection.name);
  }

  /** Raises `schema_version`, which only changes with tables. It happens once in the life of an index path. */
  #touch(): void {
    this.#sqlite.exec('CREATE TABLE so_touch (x)');
    this.#sqlite.exec('DROP TABLE so_touch');
  }

  #change(): void {
    this.#touched = true;
    this.invalidate();
  }

  #changed(name: string): Collection {
    this.#change();
    const collection = this.find(name);
    if (collection === undefined) throw new Error(`collection ${name} was not stored`);
    return collection;
  }

  #load(): void {
    const collections = new Map<string, Collection>();
    const known = new Map<string, Index>();
    const format = this.checkFormat();
    if (format > 0) {
      const indexes = new Map<number, Index[]>();
      // A file of the format before is only read to bring it forward.
      const builtTo = format > 1 ? 'built_to' : 'NULL';
      for (const [id, owner, spec, multikey, row] of this.#sqlite
        .prepare(`SELECT id, collection, spec, multikey, ${builtTo} FROM so_indexes ORDER BY id`)
        .all([])) {
        const list = indexes.get(integer(owner)) ?? [ID_INDEX];
        const stored = JSON.stringify([id, spec, multikey, row === null].map(String));
        const index = this.#indexes.get(stored) ?? readIndex(integer(id), String(spec), String(multikey), row === null);
        known.set(stored, index);
        list.push(index);
        indexes.set(integer(owner), list);
      }
      for (const [id, name] of this.#sqlite.prepare('SELECT id, name FROM so_collections').all([])) {
        const all = indexes.get(integer(id)) ?? [ID_INDEX];
        collections.set(String(name), { id: integer(id), name: String(name), indexes: all, ready: all.filter(({ ready }) => ready) });
      }
    }
    this.#collections = collections;
    this.#indexes = known;
  }
}

function readIndex(id: number, spec: string, multikey: string, ready: boolean): Index {
  const declared = EJSON.parse(spec, { relaxed: true }) as Doc as unknown as IndexSpec;
  return { ...buildIndex(id, declared, JSON.parse(multikey) as string[]), ready };
}
