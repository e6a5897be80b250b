import { serverError, UnsupportedError } from './errors.js';
import { type Expr, parseFilter } from './filter.js';
import { partsOf } from './paths.js';
import { type Doc, isDoc, plain } from './values.js';

/** One operator on one path. */
export interface UpdateStep {
  operator: string;
  path: string;
  parts: readonly string[];
  operand: unknown;
}

/** A parsed update: steps, or a whole new document. */
export type Update = { kind: 'steps'; steps: UpdateStep[]; filters: ReadonlyMap<string, Expr> } | { kind: 'replacement'; doc: Doc };

const OPERATORS = new Set([
  '$set',
  '$unset',
  '$inc',
  '$mul',
  '$min',
  '$max',
  '$push',
  '$addToSet',
  '$pull',
  '$pullAll',
  '$pop',
  '$rename',
  '$setOnInsert',
  '$currentDate',
]);

function failed(message: string): Error {
  return serverError(9, 'FailedToParse', message);
}

/**
 * Parses an update of operators.
 * @throws UnsupportedError for pipelines and for operators this engine does not do
 */
export function parseUpdate(update: unknown, arrayFilters?: unknown): Update {
  if (Array.isArray(update)) throw new UnsupportedError('an update pipeline');
  const clean = plain(update);
  if (!isDoc(clean)) throw failed('An update must be an object');
  const steps: UpdateStep[] = [];
  for (const [operator, fields] of Object.entries(clean)) {
    if (!operator.startsWith('$')) throw failed('Update document requires atomic operators');
    if (!OPERATORS.has(operator)) throw new UnsupportedError(`the update operator ${operator}`);
    if (!isDoc(fields)) throw failed(`Modifiers operate on fields but we found another type for ${operator}`);
    for (const [path, operand] of Object.entries(fields)) steps.push({ operator, path, parts: checkPath(path), operand });
  }
  checkConflicts(steps);
  const filters = parseArrayFilters(arrayFilters);
  for (const id of filters.keys()) {
    if (!steps.some(({ parts }) => parts.includes(`$[${id}]`)))
      throw failed(`The array filter for identifier '${id}' was not used in the update`);
  }
  return { kind: 'steps', steps, filters };
}

/** Parses a replacement document. */
export function parseReplacement(replacement: unknown): Update {
  const doc = plain(replacement);
  if (!isDoc(doc)) throw failed('A replacement must be an object');
  const operator = Object.keys(doc).find((key) => key.startsWith('$'));
  if (operator !== undefined) throw failed(`Replacement document must not contain atomic operators (${operator})`);
  return { kind: 'replacement', doc };
}

function checkPath(path: string): readonly string[] {
  const parts = partsOf(path);
  if (path === '') throw serverError(56, 'EmptyFieldName', 'An empty update path is not valid.');
  if (parts.includes(''))
    throw serverError(56, 'EmptyFieldName', `The update path '${path}' contains an empty field name, which is not allowed.`);
  if (parts.includes('__proto__')) throw failed(`The update path '${path}' is not allowed`);
  if (parts[0]?.startsWith('$') === true)
    throw serverError(52, 'DollarPrefixedFieldName', `The dollar ($) prefixed field '${path}' is not valid for storage.`);
  return parts;
}

function checkConflicts(steps: readonly UpdateStep[]): void {
  const seen = new Set<string>();
  /** A path below which something is updated, and what. */
  const above = new Map<string, string>();
  for (const { operator, path, operand } of steps) {
    const paths = operator === '$rename' ? [path, String(operand)] : [path];
    for (const one of paths) {
      const parents = parentsOf(one);
      const clash = seen.has(one) ? one : (above.get(one) ?? parents.find((parent) => seen.has(parent)));
      if (clash !== undefined)
        throw serverError(40, 'ConflictingUpdateOperators', `Updating the path '${one}' would create a conflict at '${clash}'`);
      seen.add(one);
      for (const parent of parents) above.set(parent, one);
    }
  }
}

/** `a` and `a.b` of `a.b.c`. */
function parentsOf(path: string): string[] {
  const parents: string[] = [];
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) parents.push(path.slice(0, dot));
  return parents;
}

function parseArrayFilters(arrayFilters: unknown): Map<string, Expr> {
  const out = new Map<string, Expr>();
  if (arrayFilters === undefined || arrayFilters === null) return out;
  if (!Array.isArray(arrayFilters)) throw failed('arrayFilters must be an array');
  for (const filter of arrayFilters) {
    const clean = plain(filter);
    if (!isDoc(clean)) throw failed('An array filter must be an object');
    const names = new Set(namesIn(clean));
    const [name] = names;
    if (name === undefined || names.size > 1) throw failed('An array filter must be about exactly one identifier');
    if (out.has(name)) throw failed(`Found multiple array filters with the same top-level field name ${name}`);
    out.set(name, parseFilter(clean));
  }
  return out;
}

function namesIn(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([key, value]) => {
    if (!key.startsWith('$')) return [key.split('.')[0] ?? ''];
    return Array.isArray(value) ? value.flatMap((branch) => (isDoc(branch) ? namesIn(branch) : [])) : [];
  });
}
