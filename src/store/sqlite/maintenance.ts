import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Catalog, type Collection, docsTable, indexTable } from './catalog.js';
import type { Engine } from './engine.js';
import { turn } from './turn.js';
import { asStoreError, StoreFileError } from './errors.js';
import { idKey, keysOf, tailKey } from './indexKeys.js';
import type { Index } from './indexSpec.js';
import { countKeys, keysIn } from './count.js';
import { blob, integer, Sqlite } from './sqlite.js';
import { decode } from './decode.js';
import type { Doc } from './values.js';
import { runAside } from './worker.js';

/**
 * Writes a consistent copy of the store to a new file while reads and writes go on. The copy is complete or absent: it
 * is made under another name, synced, then renamed.
 * @throws StoreFileError when the target exists or cannot be written
 */
export async function backup(engine: Engine, file: string): Promise<void> {
  if (engine.file === ':memory:') throw new StoreFileError('cannot_open', 'A store in memory cannot be backed up');
  if (await exists(file)) throw new StoreFileError('cannot_open', `The backup file ${file} exists already`);
  const partial = `${file}.partial`;
  await rm(partial, { force: true });
  try {
    await runAside(engine.sqlite.source, 'VACUUM INTO ?', [partial], false);
    await sync(partial);
    await rename(partial, file);
    await sync(dirname(file));
  } catch (error) {
    await rm(partial, { force: true });
    throw ofTheCopy(error, file);
  }
}

/** Room and rights are missing where the copy goes; the error of the statement names the store that it is made of. */
function ofTheCopy(error: unknown, file: string): unknown {
  if (!(error instanceof StoreFileError) || !['full', 'read_only', 'cannot_open'].includes(error.code)) return error;
  const why = error.code === 'full' ? 'the disk is full there' : 'check that its folder exists and is writable';
  return new StoreFileError(error.code, `The copy ${file} cannot be written: ${why}`, error);
}

async function exists(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'r');
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What a check found. An empty list of problems is a sound store. */
export interface IntegrityReport {
  problems: string[];
  collections: number;
  documents: number;
  indexRows: number;
}

// More would only say the same thing again.
const MAX_PROBLEMS = 100;

/**
 * Checks the file as SQLite sees it, and every index against the keys computed anew from the documents. It works on a
 * snapshot of its own, so reads and writes go on meanwhile.
 */
export async function checkIntegrity(engine: Engine): Promise<IntegrityReport> {
  const report: IntegrityReport = { problems: [], collections: 0, documents: 0, indexRows: 0 };
  if (engine.file === ':memory:') {
    for (const [text] of engine.sqlite.prepare('PRAGMA integrity_check').all([])) if (text !== 'ok') report.problems.push(String(text));
    for (const collection of engine.catalog.list()) await checkCollection(engine.sqlite, collection, report);
    return report;
  }
  await toldOfDamage(engine.file, report, async () => {
    for (const [text] of await runAside(engine.sqlite.source, 'PRAGMA integrity_check', [], true))
      if (text !== 'ok') report.problems.push(String(text));
  });
  const sqlite = new Sqlite(engine.file, engine.sqlite.source);
  try {
    await toldOfDamage(engine.file, report, async () => {
      sqlite.exec('PRAGMA busy_timeout = 5000');
      sqlite.exec('BEGIN');
      for (const collection of new Catalog(sqlite).list())
        await toldOfDamage(engine.file, report, () => checkCollection(sqlite, collection, report));
    });
  } finally {
    sqlite.close();
  }
  return report;
}

/** A page that cannot be read is what a check is there to find: it is told, and what else can be read is checked. */
async function toldOfDamage(file: string, report: IntegrityReport, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    const fault = asStoreError(error, file);
    if (!(fault instanceof StoreFileError) || fault.code !== 'corrupt') throw fault;
    report.problems.push(fault.message);
  }
}

async function checkCollection(sqlite: Sqlite, collection: Collection, report: IntegrityReport): Promise<void> {
  report.collections++;
  const problem = (text: string): void => {
    if (report.problems.length < MAX_PROBLEMS) report.problems.push(`${collection.name}: ${text}`);
  };
  // One that is still being built lacks keys by right.
  const indexes = collection.ready.filter(({ id }) => id !== 0);
  const expected = new Map(indexes.map((index) => [index.id, 0]));
  let last = -1;
  for (;;) {
    const rows = sqlite.prepare(`SELECT id, k, d FROM ${docsTable(collection)} WHERE id > ? ORDER BY id LIMIT 100`).all([last]);
    for (const [id, key, bytes] of rows) {
      last = integer(id);
      report.documents++;
      const doc = read(blob(bytes), last, problem);
      if (doc === null) continue;
      if (!idKey(doc['_id']).equals(blob(key))) problem(`row ${last} is keyed by another _id`);
      for (const index of indexes) expected.set(index.id, (expected.get(index.id) ?? 0) + checkDocument(sqlite, index, doc, last, problem));
    }
    if (rows.length < 100) break;
    await turn();
  }
  for (const index of indexes) {
    const counting = countKeys(sqlite, keysIn(collection, index));
    let step = counting.next();
    for (; step.done !== true; step = counting.next()) await turn();
    const found = step.value;
    report.indexRows += found;
    if (found !== expected.get(index.id)) problem(`index ${index.name} has ${found} rows, the documents ask for ${expected.get(index.id)}`);
  }
}

function read(bytes: Buffer, row: number, problem: (text: string) => void): Doc | null {
  try {
    return decode(bytes);
  } catch (error) {
    problem(`row ${row} cannot be decoded (${error instanceof Error ? error.message : String(error)})`);
    return null;
  }
}

/** Looks up each key a document should have; gives their number. */
function checkDocument(sqlite: Sqlite, index: Index, doc: Doc, row: number, problem: (text: string) => void): number {
  const { keys, arrays } = keysOf(index, doc);
  const unmarked = arrays.find((path) => !index.multikey.has(path));
  if (unmarked !== undefined) problem(`index ${index.name} does not know of the array at ${unmarked} in row ${row}`);
  const tail = tailKey(index, doc['_id']);
  for (const key of keys) {
    const found = sqlite
      .prepare(`SELECT r, i FROM ${indexTable(index)} WHERE k = ?${index.unique ? '' : ' AND i = ?'}`)
      .get(index.unique ? [key] : [key, tail]);
    if (found === undefined || found[0] !== row || !blob(found[1]).equals(tail)) problem(`index ${index.name} lacks a key of row ${row}`);
  }
  return keys.length;
}
