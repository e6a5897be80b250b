import { serverError } from './errors.js';
import type { Index } from './indexSpec.js';
import { KeyWriter } from './keys.js';
import { matches } from './matcher.js';
import { fieldOf, MISSING } from './paths.js';
import { type Doc, isDoc } from './values.js';

/** The keys a document has in an index. */
export interface IndexKeys {
  keys: Buffer[];
  /** The paths at which this document holds an array. */
  arrays: string[];
}

const EMPTY: unique symbol = Symbol('empty array');
const NO_ARRAYS: string[] = [];
const NONE: IndexKeys = { keys: [], arrays: NO_ARRAYS };
const writer = new KeyWriter();

/** The key of a document in the `_id` index and at the end of every other index. */
export function idKey(id: unknown): Buffer {
  return writer.reset().value(id).take();
}

/**
 * The `_id` part that ends every index row. It turns with the last field, so that `{ createdAt: -1 }` also serves the
 * sort `{ createdAt: -1, _id: -1 }`.
 */
export function tailKey(index: Index, id: unknown): Buffer {
  return writer.reset().value(id, tailDescending(index)).take();
}

/** Whether the `_id` part of the rows of an index is in descending order. */
export function tailDescending(index: Index): boolean {
  return index.fields[index.fields.length - 1]?.descending ?? false;
}

/** A position in the document for each field of the index: what is there, and how much of the path is left. */
interface Position {
  value: unknown;
  at: number;
}

/**
 * All keys of a document in an index: one, or one for each element where a field leads into an array; none when a sparse
 * or partial index leaves the document out.
 * @throws the error of MongoDB when two fields lead into different arrays
 */
export function keysOf(index: Index, doc: Doc): IndexKeys {
  if (index.partial !== null && !matches(index.partial, doc)) return NONE;
  const row = plainRow(index, doc);
  if (row !== null)
    return index.sparse && row.every((value) => value === MISSING) ? NONE : { keys: [encodeRow(index, row)], arrays: NO_ARRAYS };
  const start = index.fields.map((): Position => ({ value: doc, at: 0 }));
  const arrays = new Set<string>();
  const rows: unknown[][] = [];
  expand(index, start, arrays, rows);
  if (index.sparse && rows.every((row) => row.every((value) => value === MISSING))) return NONE;
  if (rows.length === 1) return { keys: [encodeRow(index, rows[0] ?? [])], arrays: [...arrays] };
  const keys = new Map<string, Buffer>();
  for (const row of rows) {
    const key = encodeRow(index, row);
    keys.set(key.toString('latin1'), key);
  }
  return { keys: [...keys.values()], arrays: [...arrays] };
}

/** The values of a document in the fields of an index; null when there is an array at one of them, or on the way. */
function plainRow(index: Index, doc: Doc): unknown[] | null {
  const row: unknown[] = [];
  for (const { parts } of index.fields) {
    let value: unknown = doc;
    for (const part of parts) {
      if (Array.isArray(value)) return null;
      value = isDoc(value) ? fieldOf(value, part) : MISSING;
      if (value === MISSING) break;
    }
    if (Array.isArray(value)) return null;
    row.push(value);
  }
  return row;
}

function encodeRow(index: Index, row: unknown[]): Buffer {
  writer.reset();
  index.fields.forEach(({ descending }, i) => {
    const value = row[i];
    if (value === EMPTY) writer.emptyArray(descending);
    else writer.value(value === MISSING ? null : value, descending);
  });
  return writer.take();
}

/** Follows every path as far as it goes without an array; then opens the one array and goes on for each element. */
function expand(index: Index, from: Position[], arrays: Set<string>, rows: unknown[][]): void {
  const positions = from.map((position, i) => advance(position, index.fields[i]?.parts ?? []));
  const open = positions.findIndex((position) => isOpenArray(position));
  if (open < 0) {
    rows.push(positions.map(({ value }) => value));
    return;
  }
  const list = positions[open]?.value as unknown[];
  const path = pathTo(index, positions, open);
  positions.forEach((position, i) => {
    if (isOpenArray(position) && (position.value !== list || pathTo(index, positions, i) !== path)) {
      throw serverError(171, 'CannotIndexParallelArrays', `cannot index parallel arrays [${pathTo(index, positions, i)}] [${path}]`);
    }
  });
  arrays.add(path);
  const elements: unknown[] = list.length === 0 ? [EMPTY] : list;
  for (const element of elements) {
    const next = positions.map((position, i) =>
      isOpenArray(position) ? enter(position, element, index.fields[i]?.parts ?? []) : position,
    );
    expand(index, next, arrays, rows);
  }
}

/** `done` positions have a value that is a key already, so an array there is an element of an array and stays whole. */
interface Done extends Position {
  done?: true;
}

function isOpenArray(position: Done): boolean {
  return position.done !== true && Array.isArray(position.value);
}

function advance(position: Done, parts: readonly string[]): Done {
  if (position.done === true) return position;
  let { value, at } = position;
  while (at < parts.length && !Array.isArray(value)) {
    value = isDoc(value) ? fieldOf(value, parts[at] ?? '') : MISSING;
    at++;
    if (value === MISSING) return { value, at: parts.length, done: true };
  }
  return { value, at };
}

/** Steps from an array to one of its elements. Below an array only sub-documents are looked into, never arrays. */
function enter(position: Position, element: unknown, parts: readonly string[]): Done {
  if (position.at >= parts.length) return { value: element, at: position.at, done: true };
  if (isDoc(element)) return { value: element, at: position.at };
  return { value: MISSING, at: parts.length, done: true };
}

function pathTo(index: Index, positions: Position[], i: number): string {
  return (index.fields[i]?.parts ?? []).slice(0, positions[i]?.at ?? 0).join('.');
}
