import { type Doc, isDoc } from './values.js';

/** Stands for "there is no such field", which differs from null only for `$exists`. */
export const MISSING: unique symbol = Symbol('missing');

const cache = new Map<string, readonly string[]>();

/** The parts of a dotted path; remembered, as the same few paths come again and again. */
export function partsOf(path: string): readonly string[] {
  const known = cache.get(path);
  if (known !== undefined) return known;
  const parts = path.split('.');
  // Paths come from code, not from users; the limit only guards against a bug that builds them.
  if (cache.size > 5000) cache.clear();
  cache.set(path, parts);
  return parts;
}

/** The array position that a path part names, or -1. */
export function arrayPosition(part: string): number {
  return /^(0|[1-9]\d*)$/.test(part) ? Number(part) : -1;
}

/** A field of a sub-document; MISSING when it has none of its own. */
export function fieldOf(doc: Doc, name: string): unknown {
  const value = doc[name];
  // Functions come from the prototype (`toString`, `constructor`): documents hold none.
  if (value !== undefined && typeof value !== 'function' && name !== '__proto__') return value;
  return Object.hasOwn(doc, name) ? doc[name] : MISSING;
}

/**
 * Walks a path the way the MongoDB matcher does and calls `visit` for every value that a predicate is tested against,
 * until one returns true: arrays on the way are entered element by element, a path part may also be an array position,
 * and an array at the end gives each element and then itself (only itself when `expandLeaf` is false).
 * A path that ends at nothing gives MISSING, except below an array, where it gives nothing.
 */
export function someValue(
  from: unknown,
  parts: readonly string[],
  at: number,
  expandLeaf: boolean,
  visit: (value: unknown) => boolean,
): boolean {
  const part = parts[at];
  if (part === undefined) return leaf(from, expandLeaf, visit);
  if (isDoc(from)) {
    const value = fieldOf(from, part);
    if (value === MISSING) return visit(MISSING);
    if (at + 1 < parts.length && Array.isArray(value)) return insideArray(value, parts, at + 1, expandLeaf, visit);
    return someValue(value, parts, at + 1, expandLeaf, visit);
  }
  // A scalar where the path goes on: the field is not there.
  return visit(MISSING);
}

function leaf(value: unknown, expandLeaf: boolean, visit: (value: unknown) => boolean): boolean {
  if (expandLeaf && Array.isArray(value)) {
    for (const element of value) if (visit(element)) return true;
  }
  return visit(value);
}

function insideArray(
  list: unknown[],
  parts: readonly string[],
  at: number,
  expandLeaf: boolean,
  visit: (value: unknown) => boolean,
): boolean {
  const position = arrayPosition(parts[at] ?? '');
  for (let i = 0; i < list.length; i++) {
    const element: unknown = list[i];
    if (isDoc(element) && someValue(element, parts, at, expandLeaf, visit)) return true;
    if (i !== position) continue;
    if (at + 1 === parts.length) {
      if (leaf(element, expandLeaf, visit)) return true;
    } else if (Array.isArray(element)) {
      if (insideArray(element, parts, at + 1, expandLeaf, visit)) return true;
    } else if (isDoc(element)) {
      if (someValue(element, parts, at + 1, expandLeaf, visit)) return true;
    }
  }
  return false;
}
