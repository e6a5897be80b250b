import { serverError, UnsupportedError } from './errors.js';
import { type Expr, parseFilter } from './filter.js';
import { arrayPosition, partsOf } from './paths.js';
import { type Doc, equalValues, isDoc, plain } from './values.js';

/** One field of an index. */
export interface IndexField {
  path: string;
  parts: readonly string[];
  descending: boolean;
}

/** What was declared, as `listIndexes` reports it. */
export interface IndexSpec {
  name: string;
  key: Record<string, 1 | -1>;
  unique: boolean;
  sparse: boolean;
  partialFilterExpression: Doc | null;
}

/** An index ready for use. */
export interface Index extends IndexSpec {
  id: number;
  fields: readonly IndexField[];
  partial: Expr | null;
  /** Every document is in it. */
  ready: boolean;
  /** The fields of the document, at its top level, that decide about its keys. */
  reads: readonly string[];
  /** Paths at which some document holds (or held) an array; bounds on fields below one cannot be intersected. */
  multikey: ReadonlySet<string>;
}

const KNOWN_OPTIONS = new Set(['name', 'unique', 'sparse', 'partialFilterExpression']);
// `background` has no meaning any more; the rest steer a server that is not here.
const IGNORED_OPTIONS = new Set(['background', 'v', 'commitQuorum', 'maxTimeMS', 'writeConcern', 'comment', '_autoIndex', 'timeoutMS']);

/**
 * Reads a createIndex request.
 * @throws UnsupportedError for index kinds and options this engine does not do
 */
export function parseIndexSpec(keys: unknown, options: Doc = {}): IndexSpec {
  const key = parseKeys(keys);
  for (const [option, value] of Object.entries(options)) {
    if (KNOWN_OPTIONS.has(option) || IGNORED_OPTIONS.has(option) || value === undefined || value === null) continue;
    throw new UnsupportedError(`the index option ${option}`);
  }
  const name =
    options['name'] ??
    Object.entries(key)
      .map(([path, dir]) => `${path}_${dir}`)
      .join('_');
  if (typeof name !== 'string' || name === '') throw serverError(67, 'CannotCreateIndex', 'An index name must be a non-empty string');
  const partial = options['partialFilterExpression'] ?? null;
  const sparse = options['sparse'] === true;
  if (partial !== null && sparse) throw serverError(67, 'CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options');
  const partialFilterExpression = partial === null ? null : (plain(partial) as Doc);
  if (partialFilterExpression !== null) checkPartial(parseFilter(partialFilterExpression));
  return { name, key, unique: options['unique'] === true, sparse, partialFilterExpression };
}

function parseKeys(keys: unknown): Record<string, 1 | -1> {
  let entries: [unknown, unknown][];
  if (typeof keys === 'string') entries = [[keys, 1]];
  else if (keys instanceof Map) entries = [...keys];
  else if (Array.isArray(keys))
    entries = keys.map((entry): [unknown, unknown] => (Array.isArray(entry) ? [entry[0], entry[1]] : [entry, 1]));
  else if (isDoc(keys)) entries = Object.entries(keys);
  else entries = [];
  if (entries.length === 0) throw serverError(67, 'CannotCreateIndex', 'Index keys cannot be empty');
  const key: Record<string, 1 | -1> = {};
  for (const [path, dir] of entries) {
    if (typeof path !== 'string' || path === '') throw serverError(67, 'CannotCreateIndex', 'An index field must be a name');
    if (path.includes('$')) throw new UnsupportedError(`the index field ${path}`);
    if (partsOf(path).some((part) => part === '' || arrayPosition(part) >= 0 || part === '__proto__'))
      throw new UnsupportedError(`the index field ${path}`);
    if (dir !== 1 && dir !== -1 && dir !== '1' && dir !== '-1' && dir !== 'asc' && dir !== 'desc')
      throw new UnsupportedError(`the index kind ${path}: ${String(dir)}`);
    key[path] = String(dir) === '-1' || dir === 'desc' ? -1 : 1;
  }
  return key;
}

const PARTIAL_TESTS = new Set(['eq', 'gt', 'gte', 'lt', 'lte', 'in', 'exists', 'type']);

/** The operators MongoDB allows in a partial filter, less `$or`. */
function checkPartial(expr: Expr): void {
  if (expr.kind === 'and') return expr.list.forEach(checkPartial);
  if (expr.kind === 'leaf' && PARTIAL_TESTS.has(expr.test.op)) return undefined;
  const what = expr.kind === 'leaf' ? expr.test.op : expr.kind;
  throw new UnsupportedError(`$${what} in a partialFilterExpression`);
}

/** Makes a declared index usable. */
export function buildIndex(id: number, spec: IndexSpec, multikey: Iterable<string>): Index {
  const partial = spec.partialFilterExpression === null ? null : parseFilter(spec.partialFilterExpression);
  const paths = [...Object.keys(spec.key), ...(partial === null ? [] : pathsIn(partial))];
  return {
    ...spec,
    id,
    fields: Object.entries(spec.key).map(([path, dir]) => ({ path, parts: partsOf(path), descending: dir === -1 })),
    partial,
    ready: true,
    reads: [...new Set(paths.map((path) => partsOf(path)[0] ?? ''))],
    multikey: new Set(multikey),
  };
}

/** `checkPartial` lets nothing else through. */
function pathsIn(partial: Expr): string[] {
  if (partial.kind === 'and') return partial.list.flatMap(pathsIn);
  return partial.kind === 'leaf' ? [partial.path] : [];
}

/** The index every collection has: the document table itself, keyed by `_id`. */
export const ID_INDEX: Index = buildIndex(
  0,
  { name: '_id_', key: { _id: 1 }, unique: true, sparse: false, partialFilterExpression: null },
  [],
);

/** The form `listIndexes` gives, field for field what a MongoDB server reports. */
export function describeIndex(index: IndexSpec): Doc {
  const out: Doc = { v: 2, key: { ...index.key }, name: index.name };
  if (index.unique && index.name !== '_id_') out['unique'] = true;
  if (index.sparse) out['sparse'] = true;
  if (index.partialFilterExpression !== null) out['partialFilterExpression'] = index.partialFilterExpression;
  return out;
}

/** Whether two declarations ask for the same index, whatever their names. */
export function sameIndex(a: IndexSpec, b: IndexSpec): boolean {
  return (
    sameKey(a, b) &&
    a.unique === b.unique &&
    a.sparse === b.sparse &&
    equalValues(a.partialFilterExpression ?? null, b.partialFilterExpression ?? null)
  );
}

/** Whether two declarations have the same fields in the same order and direction. */
export function sameKey(a: IndexSpec, b: IndexSpec): boolean {
  return equalValues(a.key, b.key);
}
