import { type Catalog, type Collection, docsTable, indexTable } from './catalog.js';
import { duplicateKeyError, serverError } from './errors.js';
import { keysOf, idKey, tailKey } from './indexKeys.js';
import { idIndex, type Index, type IndexSpec } from './indexSpec.js';
import { MISSING, partsOf, someValue } from './paths.js';
import { blob, integer, type Sqlite } from './sqlite.js';
import { decode } from './decode.js';
import { type Doc, encode, equalValues, Rank, rankOf } from './values.js';

/** Writes documents together with their index rows. Every method runs inside the writer's transaction. */
export class Mutations {
  readonly #sqlite: Sqlite;
  readonly #catalog: Catalog;

  constructor(sqlite: Sqlite, catalog: Catalog) {
    this.#sqlite = sqlite;
    this.#catalog = catalog;
  }

  /**
   * Inserts a document that has its `_id`.
   * @throws the E11000 error naming the index and the values
   */
  insert(name: string, doc: Doc, bytes: Uint8Array = encode(doc)): void {
    const collection = this.#catalog.ensure(name);
    const id = checkedId(doc);
    // Asked for what it did rather than made to fail: an exception from SQLite costs more than the insert.
    const sql = `INSERT INTO ${docsTable(collection)} (k, d) VALUES (?, ?) ON CONFLICT DO NOTHING`;
    const { changes, lastInsertRowid: row } = this.#sqlite.prepare(sql).run([idKey(id), bytes]);
    if (changes === 0) throw duplicateKeyError(collection.name, idIndex(), { _id: id });
    for (const index of collection.indexes) {
      if (index.id !== 0) this.#addKeys(collection, index, doc, row, this.#keys(collection, index, doc));
    }
  }

  /** Replaces the document in a row. The `_id` stays; indexes over unchanged fields are left alone. */
  update(collection: Collection, row: number, before: Doc, after: Doc): void {
    const bytes = encode(after);
    for (const index of collection.indexes) {
      if (index.id === 0 || !touches(index, before, after)) continue;
      const old = keysOf(index, before).keys;
      const next = this.#keys(collection, index, after);
      const gone = old.filter((key) => !next.some((other) => other.equals(key)));
      const added = next.filter((key) => !old.some((other) => other.equals(key)));
      this.#removeKeys(index, before, gone);
      this.#addKeys(collection, index, after, row, added);
    }
    this.#sqlite.prepare(`UPDATE ${docsTable(collection)} SET d = ? WHERE id = ?`).run([bytes, row]);
  }

  /** Deletes the document in a row. */
  remove(collection: Collection, row: number, doc: Doc): void {
    for (const index of collection.indexes) if (index.id !== 0) this.#removeKeys(index, doc, keysOf(index, doc).keys);
    this.#sqlite.prepare(`DELETE FROM ${docsTable(collection)} WHERE id = ?`).run([row]);
  }

  /** The document in a row now, or null if it has gone. */
  read(collection: Collection, row: number): Doc | null {
    const bytes = this.#sqlite.prepare(`SELECT d FROM ${docsTable(collection)} WHERE id = ?`).get([row])?.[0];
    return bytes === undefined ? null : decode(blob(bytes));
  }

  /**
   * Declares an index and fills it from the documents there are.
   * @throws E11000 naming the values when a unique index meets duplicates; nothing is left behind then
   */
  createIndex(name: string, spec: IndexSpec): void {
    const collection = this.#catalog.ensure(name);
    const index = this.#catalog.addIndex(collection, spec);
    let last = -1;
    for (;;) {
      // The catalog is read anew: a page may have made the index multikey.
      const current = this.#catalog.ensure(name);
      const now = current.indexes.find(({ id }) => id === index.id) ?? index;
      const rows = this.#sqlite.prepare(`SELECT id, d FROM ${docsTable(current)} WHERE id > ? ORDER BY id LIMIT 200`).all([last]);
      for (const [id, bytes] of rows) {
        last = integer(id);
        const doc = decode(blob(bytes));
        this.#addKeys(current, now, doc, last, this.#keys(current, now, doc));
      }
      if (rows.length < 200) return;
    }
  }

  /** The keys of a document; the index is first marked when this is its first array. */
  #keys(collection: Collection, index: Index, doc: Doc): Buffer[] {
    const { keys, arrays } = keysOf(index, doc);
    const fresh = arrays.filter((path) => !index.multikey.has(path));
    // The caller may hold the index as it was before; marking again would only cost time.
    if (fresh.length > 0) {
      const current = this.#catalog.find(collection.name)?.indexes.find(({ id }) => id === index.id) ?? index;
      if (fresh.some((path) => !current.multikey.has(path))) this.#catalog.markMultikey(collection, current, fresh);
    }
    return keys;
  }

  #addKeys(collection: Collection, index: Index, doc: Doc, row: number, keys: Buffer[]): void {
    if (keys.length === 0) return;
    const tail = tailKey(index, doc['_id']);
    const sql = `INSERT INTO ${indexTable(index)} (k, i, r) VALUES (?, ?, ?)${index.unique ? ' ON CONFLICT DO NOTHING' : ''}`;
    for (const key of keys) {
      const { changes } = this.#sqlite.prepare(sql).run([key, tail, row]);
      if (changes === 0) throw duplicateKeyError(collection.name, index, keyValue(index, doc));
    }
  }

  #removeKeys(index: Index, doc: Doc, keys: Buffer[]): void {
    if (keys.length === 0) return;
    if (index.unique) {
      const statement = this.#sqlite.prepare(`DELETE FROM ${indexTable(index)} WHERE k = ?`);
      for (const key of keys) statement.run([key]);
      return;
    }
    const tail = tailKey(index, doc['_id']);
    const statement = this.#sqlite.prepare(`DELETE FROM ${indexTable(index)} WHERE k = ? AND i = ?`);
    for (const key of keys) statement.run([key, tail]);
  }
}

function checkedId(doc: Doc): unknown {
  const id = doc['_id'];
  const rank = rankOf(id);
  if (id === undefined) throw serverError(2, 'BadValue', 'A document needs an _id');
  if (rank === Rank.array || rank === Rank.regex) throw serverError(53, 'InvalidIdField', "The '_id' value cannot be of this type");
  return id;
}

/** Whether an update changed a field the index reads: unchanged fields are the same object in both documents. */
function touches(index: Index, before: Doc, after: Doc): boolean {
  return index.reads.some((field) => before[field] !== after[field]);
}

/** The values that clashed, by field, for the error. Where a field leads into an array, all its values. */
function keyValue(index: Index, doc: Doc): Doc {
  const out: Doc = {};
  for (const { path } of index.fields) {
    const found: unknown[] = [];
    someValue(doc, partsOf(path), 0, false, (value) => {
      const known = value === MISSING ? null : value;
      if (!found.some((other) => equalValues(other, known))) found.push(known);
      return false;
    });
    out[path] = found.length > 1 ? found : (found[0] ?? null);
  }
  return out;
}
