import { serverError } from './errors.js';
import type { Expr } from './filter.js';
import { matches } from './matcher.js';
import { arrayPosition, fieldOf, MISSING } from './paths.js';
import { type Doc, isDoc, setField } from './values.js';
import { typeName } from './typeNames.js';

// MongoDB's own limit for filling an array up with nulls.
const MAX_FILL = 1_500_000;

/** Computes the new value of a field: MISSING removes it, the same value leaves the document untouched. */
export type Change = (old: unknown) => unknown;

/**
 * Changes the value at a path and returns the new document; everything off the path is shared with the old one, and the
 * old one itself comes back when nothing changed.
 * @param create make what is missing on the way; without it a path that leads nowhere changes nothing
 */
export function changeAt(from: unknown, parts: readonly string[], create: boolean, change: Change, at = 0): unknown {
  const part = parts[at] ?? '';
  const step = (old: unknown): unknown => (at === parts.length - 1 ? change(old) : changeAt(old, parts, create, change, at + 1));
  if (from === MISSING) {
    if (!create) return MISSING;
    const value = step(MISSING);
    if (value === MISSING) return MISSING;
    const made: Doc = {};
    setField(made, part, value);
    return made;
  }
  if (isDoc(from)) return changeField(from, part, step(fieldOf(from, part)));
  if (Array.isArray(from)) return changeElement(from, parts, at, create, step);
  if (!create) return from;
  throw notViable(parts, at, from);
}

function changeField(doc: Doc, name: string, value: unknown): Doc {
  if (value === fieldOf(doc, name)) return doc;
  const copy = { ...doc };
  if (value === MISSING) delete copy[name];
  else setField(copy, name, value);
  return copy;
}

function changeElement(list: unknown[], parts: readonly string[], at: number, create: boolean, step: (old: unknown) => unknown): unknown {
  const position = arrayPosition(parts[at] ?? '');
  if (position < 0) {
    if (!create) return list;
    throw notViable(parts, at, list);
  }
  const old: unknown = position < list.length ? list[position] : MISSING;
  if (old === MISSING && !create) return list;
  const changed = step(old);
  // An element cannot be taken out by its position: it becomes null, as in MongoDB.
  const value = changed === MISSING && old !== MISSING ? null : changed;
  if (value === old) return list;
  if (position - list.length > MAX_FILL) throw serverError(2, 'BadValue', `can't backfill array to element ${position}`);
  const copy = [...list];
  while (copy.length < position) copy.push(null);
  copy[position] = value;
  return copy;
}

function notViable(parts: readonly string[], at: number, found: unknown): Error {
  const where = parts.slice(0, at).join('.');
  return serverError(28, 'PathNotViable', `Cannot create field '${parts[at] ?? ''}' in element {${where}: ${typeName(found)}}`);
}

/** What positional path parts mean for one document. */
export interface Positions {
  /** The position that the filter matched in the array at a path, for `$`. */
  matched: (arrayPath: string) => number;
  /** The conditions of `$[name]`, by name, each about a document `{ name: element }`. */
  filters: ReadonlyMap<string, Expr>;
}

/** Replaces `$`, `$[]` and `$[name]` by array positions: one path becomes as many as there are elements meant. */
export function concretePaths(doc: Doc, parts: readonly string[], positions: Positions): (readonly string[])[] {
  const at = parts.findIndex((part) => part.startsWith('$'));
  if (at < 0) return [parts];
  const before = parts.slice(0, at);
  const after = parts.slice(at + 1);
  const part = parts[at] ?? '';
  if (part === '$') return concretePaths(doc, [...before, String(positions.matched(before.join('.'))), ...after], positions);
  const name = /^\$\[([a-z][A-Za-z0-9]*)?\]$/.exec(part);
  if (name === null)
    throw serverError(
      52,
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${part}' in '${parts.join('.')}' is not valid for storage`,
    );
  const list = valueAt(doc, before);
  if (!Array.isArray(list)) {
    throw serverError(2, 'BadValue', `The path '${before.join('.')}' must exist in the document in order to apply array updates.`);
  }
  const id = name[1];
  const filter = id === undefined ? null : positions.filters.get(id);
  if (filter === undefined)
    throw serverError(2, 'BadValue', `No array filter found for identifier '${id ?? ''}' in path '${parts.join('.')}'`);
  return list.flatMap((element: unknown, i) => {
    if (filter !== null && !matches(filter, { [id ?? '']: element })) return [];
    return concretePaths(doc, [...before, String(i), ...after], positions);
  });
}

/** The value at a concrete path; MISSING when there is none. */
export function valueAt(doc: unknown, parts: readonly string[]): unknown {
  let value = doc;
  for (const part of parts) {
    if (isDoc(value)) value = fieldOf(value, part);
    else if (Array.isArray(value)) {
      const position = arrayPosition(part);
      value = position >= 0 && position < value.length ? (value[position] as unknown) : MISSING;
    } else return MISSING;
  }
  return value;
}
