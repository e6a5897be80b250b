import { serverError, UnsupportedError } from './errors.js';
import { partsOf } from './paths.js';
import { type Doc, isDoc, setField } from './values.js';

type Tree = Map<string, Tree | null>;

/** A projection, parsed; null keeps everything. */
export interface Projection {
  include: boolean;
  tree: Tree;
  id: boolean;
  /** It names whole fields of the document only, so reading those fields is all there is to do. */
  flat: boolean;
}

/** Of specifications that nobody can change any more. */
const parsed = new WeakMap<object, Projection | null>();

/**
 * Parses a projection of included or excluded paths; one that is frozen only once.
 * @throws UnsupportedError for computed fields, `$slice`, `$elemMatch`, `$meta` and the positional `$`
 */
export function parseProjection(spec: unknown): Projection | null {
  if (typeof spec !== 'object' || spec === null || !Object.isFrozen(spec)) return parseSpec(spec);
  const known = parsed.get(spec);
  if (known !== undefined) return known;
  const projection = parseSpec(spec);
  // What is inside of a frozen object may still change.
  if (Object.values(spec).every((wanted) => typeof wanted !== 'object')) parsed.set(spec, projection);
  return projection;
}

function parseSpec(spec: unknown): Projection | null {
  if (spec === undefined || spec === null) return null;
  const entries = Array.isArray(spec) ? spec.map((path): [string, unknown] => [String(path), 1]) : Object.entries(spec as Doc);
  const flat = flatten(entries, '');
  if (flat.length === 0) return null;
  const others = flat.filter(([path]) => path !== '_id');
  const idSetting = flat.find(([path]) => path === '_id')?.[1];
  const include = others.length > 0 ? (others[0]?.[1] ?? false) : (idSetting ?? false);
  const tree: Tree = new Map();
  for (const [path, wanted] of others) {
    if (wanted !== include) throw serverError(31254, 'Location31254', `Cannot mix inclusion and exclusion of ${path} in a projection`);
    insert(tree, path);
  }
  return { include, tree, id: idSetting ?? true, flat: [...tree.values()].every((inside) => inside === null) };
}

function flatten(entries: [string, unknown][], base: string): [string, boolean][] {
  return entries.flatMap(([key, value]): [string, boolean][] => {
    const path = base + key;
    if (path.split('.').some((part) => part.startsWith('$'))) throw new UnsupportedError(`the projection ${path}`);
    if (typeof value === 'boolean') return [[path, value]];
    if (typeof value === 'number') return [[path, value !== 0]];
    if (isDoc(value)) {
      const operator = Object.keys(value).find((name) => name.startsWith('$'));
      if (operator !== undefined) throw new UnsupportedError(`the projection operator ${operator}`, `on ${path}`);
      return flatten(Object.entries(value), `${path}.`);
    }
    throw new UnsupportedError(`a computed projection of ${path}`);
  });
}

function insert(tree: Tree, path: string): void {
  let at = tree;
  const parts = partsOf(path);
  for (const [i, part] of parts.entries()) {
    const known = at.get(part);
    if (i === parts.length - 1 || known === null) {
      if (known instanceof Map) throw serverError(31249, 'Location31249', `Path collision at ${path}`);
      if (i < parts.length - 1) throw serverError(31249, 'Location31249', `Path collision at ${path}`);
      at.set(part, null);
      return;
    }
    const next: Tree = known ?? new Map<string, Tree | null>();
    at.set(part, next);
    at = next;
  }
}

/** The projected copy of a document. */
export function project(doc: Doc, projection: Projection | null): Doc {
  if (projection === null) return doc;
  const { include, tree, id } = projection;
  const out: Doc = {};
  for (const [key, value] of Object.entries(doc)) {
    if (key === '_id' && !tree.has('_id')) {
      if (id) out['_id'] = value;
    } else keepField(out, key, value, tree, include);
  }
  return out;
}

function keepField(out: Doc, key: string, value: unknown, tree: Tree, include: boolean): void {
  const rule = tree.get(key);
  if (rule === undefined) {
    if (!include) setField(out, key, value);
  } else if (rule === null) {
    if (include) setField(out, key, value);
  } else {
    const inner = inside(value, rule, include);
    if (inner !== undefined) setField(out, key, inner);
  }
}

/** Applies the rest of a path; undefined when an inclusion finds nothing to descend into. */
function inside(value: unknown, tree: Tree, include: boolean): unknown {
  if (Array.isArray(value)) return value.map((element) => inside(element, tree, include)).filter((element) => element !== undefined);
  if (!isDoc(value)) return include ? undefined : value;
  const out: Doc = {};
  for (const [key, field] of Object.entries(value)) keepField(out, key, field, tree, include);
  return out;
}
