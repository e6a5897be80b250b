import { type Catalog, type Collection, docsTable, indexTable } from './catalog.js';
import { duplicateKeyError, serverError } from './errors.js';
import { keysOf, idKey, tailKey } from './indexKeys.js';
import { ID_INDEX, type Index } from './indexSpec.js';
import { MISSING, partsOf, someValue } from './paths.js';
import { blob, type Sqlite } from './sqlite.js';
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
    if (changes === 0) throw duplicateKeyError(collection.name, ID_INDEX, { _id: id });
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
      const [from] = gone;
      const [to] = added;
      if (from !== undefined && to !== undefined && gone.length === 1 && added.length === 1 && !index.unique && index.ready) {
        // The usual case, with one statement; the `_id` never changes. One that is being built may not have the old key yet.
        this.#sqlite.prepare(`UPDATE ${indexTable(index)} SET k = ? WHERE k = ? AND i = ?`).run([to, from, tailKey(index, before['_id'])]);
        continue;
      }
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

  /**
   * Adds the document in a row to an index that is being built; keys that another write has added meanwhile stay.
   * @throws E11000 when a key of a unique index belongs to another document
   */
  addToIndex(collection: Collection, index: Index, row: number, doc: Doc): void {
    const keys = this.#keys(collection, index, doc);
    if (keys.length === 0) return;
    const tail = tailKey(index, doc['_id']);
    for (const key of keys) {
      const { changes } = this.#sqlite
        .prepare(`INSERT INTO ${indexTable(index)} (k, i, r) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`)
        .run([key, tail, row]);
      if (changes > 0 || !index.unique) continue;
      if (this.#sqlite.value(`SELECT r FROM ${indexTable(index)} WHERE k = ?`, [key]) !== row)
        throw duplicateKeyError(collection.name, index, keyValue(index, doc));
    }
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
    // Of a unique index too by its owner: in one that is being built, a key may be another document's.
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

/** Whether an update changed a field the index reads: unchanged fields are the same object in both documents. 0 and -0 are of two types (int, double). */
function touches(index: Index, before: Doc, after: Doc): boolean {
  return index.reads.some((field) => !Object.is(before[field], after[field]));
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
