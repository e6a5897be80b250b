import { serverError, UnsupportedError } from './errors.js';
import { fieldOf, MISSING, partsOf } from './paths.js';
import { compareValues, type Doc, isDoc } from './values.js';

/** A sort order, parsed: field paths with their direction, most significant first. */
export type SortSpec = readonly { path: string; parts: readonly string[]; dir: 1 | -1 }[];

/** Reads every form of sort that the driver takes: an object, a Map, a list of pairs, a list of names, one name. */
export function parseSort(sort: unknown, direction?: unknown): SortSpec {
  if (sort === undefined || sort === null) return [];
  let entries: [unknown, unknown][];
  if (typeof sort === 'string') entries = [[sort, direction ?? 1]];
  else if (sort instanceof Map) entries = [...sort];
  else if (Array.isArray(sort))
    entries = sort.map((entry): [unknown, unknown] => (Array.isArray(entry) ? [entry[0], entry[1]] : [entry, 1]));
  else if (isDoc(sort)) entries = Object.entries(sort);
  else throw serverError(2, 'BadValue', 'Unknown form of sort');
  return entries.map(([path, dir]) => {
    if (typeof path !== 'string' || path === '') throw serverError(2, 'BadValue', 'A sort field must be a name');
    if (path.startsWith('$')) throw new UnsupportedError(`sorting by ${path}`);
    return { path, parts: partsOf(path), dir: parseDirection(path, dir) };
  });
}

function parseDirection(path: string, dir: unknown): 1 | -1 {
  if (isDoc(dir)) throw new UnsupportedError(`sorting ${path} by ${Object.keys(dir).join()}`);
  const word = String(dir).toLowerCase();
  if (word === '1' || word === 'asc' || word === 'ascending') return 1;
  if (word === '-1' || word === 'desc' || word === 'descending') return -1;
  throw serverError(15975, 'Location15975', `Sort direction of ${path} must be 1 or -1`);
}

/** Below null: the sort value of an empty array. */
const EMPTY: unique symbol = Symbol('empty array');

/** The values a document sorts by. Of an array it is the least element ascending and the greatest descending. */
export function sortValues(doc: Doc, sort: SortSpec): unknown[] {
  return sort.map(({ parts, dir }) => {
    const found: unknown[] = [];
    collect(doc, parts, 0, found);
    let best: unknown = found.length === 0 ? null : found[0];
    for (const value of found) if (compareSortValue(value, best) * dir < 0) best = value;
    return best;
  });
}

/** The same values that an index has keys for, so that both orders agree. */
function collect(from: unknown, parts: readonly string[], at: number, out: unknown[]): void {
  const part = parts[at];
  if (part === undefined) {
    if (!Array.isArray(from)) out.push(from === MISSING ? null : from);
    else if (from.length === 0) out.push(EMPTY);
    else for (const element of from) out.push(element);
    return;
  }
  const value = isDoc(from) ? fieldOf(from, part) : MISSING;
  if (at + 1 < parts.length && Array.isArray(value)) {
    if (value.length === 0) out.push(null);
    for (const element of value) collect(element, parts, at + 1, out);
    return;
  }
  collect(value, parts, at + 1, out);
}

function compareSortValue(a: unknown, b: unknown): number {
  if (a === EMPTY || b === EMPTY) {
    if (a === b) return 0;
    // Only MinKey is below an empty array, and nobody stores it beside one.
    return a === EMPTY ? -1 : 1;
  }
  return compareValues(a, b);
}

/** Orders two rows by their sort values. */
export function compareSorted(a: unknown[], b: unknown[], sort: SortSpec): number {
  for (let i = 0; i < sort.length; i++) {
    const order = compareSortValue(a[i], b[i]);
    if (order !== 0) return order * (sort[i]?.dir ?? 1);
  }
  return 0;
}
