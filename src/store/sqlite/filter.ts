import { UnsupportedError, serverError } from './errors.js';
import { partsOf } from './paths.js';
import { parseTypes } from './typeNames.js';
import { bsonType, type Doc, isDoc, plain, regexParts } from './values.js';

/** One test of one value. */
export type Test =
  | { op: 'eq' | 'gt' | 'gte' | 'lt' | 'lte'; value: unknown }
  | { op: 'in'; values: unknown[]; patterns: RegExp[]; strings: Set<string> | null }
  | { op: 'exists' }
  | { op: 'size'; size: number }
  | { op: 'type'; types: Set<string> }
  | { op: 'mod'; divisor: number; remainder: number }
  | { op: 'regex'; pattern: RegExp };

/** A filter, parsed: what the matcher runs and what the planner reads. `path` is '' inside `$elemMatch` on plain values. */
export type Expr =
  | { kind: 'and' | 'or' | 'nor'; list: Expr[] }
  | { kind: 'not'; inner: Expr }
  | { kind: 'leaf'; path: string; parts: readonly string[]; test: Test }
  | { kind: 'elem'; path: string; parts: readonly string[]; inner: Expr; values: boolean };

const NO_PARTS: readonly string[] = [];
/** Matches everything. */
const EVERYTHING: Expr = { kind: 'and', list: [] };

/**
 * Parses a MongoDB filter.
 * @throws UnsupportedError naming any operator this engine does not do
 */
export function parseFilter(filter: unknown): Expr {
  if (filter === undefined || filter === null) return EVERYTHING;
  const clean = plain(filter);
  if (!isDoc(clean)) throw serverError(9, 'FailedToParse', 'A filter must be an object');
  return parseDoc(clean);
}

function all(list: Expr[]): Expr {
  const [only] = list;
  return list.length === 1 && only !== undefined ? only : { kind: 'and', list };
}

function parseDoc(filter: Doc): Expr {
  const list: Expr[] = [];
  for (const [key, value] of Object.entries(filter)) {
    if (!key.startsWith('$')) list.push(...parseField(key, value));
    else if (key === '$and') list.push(...branches(key, value));
    else if (key === '$or') list.push({ kind: 'or', list: branches(key, value) });
    else if (key === '$nor') list.push({ kind: 'nor', list: branches(key, value) });
    else if (key !== '$comment') throw new UnsupportedError(`the query operator ${key}`);
  }
  return all(list);
}

function branches(name: string, value: unknown): Expr[] {
  if (!Array.isArray(value) || value.length === 0) throw bad(`${name} must be a nonempty array`);
  return value.map((branch) => {
    if (!isDoc(branch)) throw bad(`${name} entries must be objects`);
    return parseDoc(branch);
  });
}

function bad(message: string): Error {
  return serverError(2, 'BadValue', message);
}

/** True for `{ $gt: 1 }`, false for a sub-document to be matched whole. */
function isOperators(value: unknown): value is Doc {
  if (!isDoc(value)) return false;
  const [first] = Object.keys(value);
  return first !== undefined && first.startsWith('$');
}

function leafExpr(path: string, test: Test): Expr {
  return { kind: 'leaf', path, parts: path === '' ? NO_PARTS : partsOf(path), test };
}

function isRegex(value: unknown): boolean {
  return value instanceof RegExp || (typeof value === 'object' && value !== null && bsonType(value) === 'BSONRegExp');
}

function parseField(path: string, value: unknown): Expr[] {
  if (isRegex(value)) return [leafExpr(path, { op: 'regex', pattern: pattern(value, undefined) })];
  if (!isOperators(value)) return [leafExpr(path, { op: 'eq', value })];
  const list: Expr[] = [];
  for (const [operator, operand] of Object.entries(value)) {
    if (operator === '$options') {
      if (!('$regex' in value)) throw bad('$options needs a $regex');
      continue;
    }
    list.push(parseOperator(path, operator, operand, value));
  }
  return list;
}

function parseOperator(path: string, operator: string, operand: unknown, siblings: Doc): Expr {
  switch (operator) {
    case '$eq':
      return leafExpr(path, { op: 'eq', value: operand });
    case '$ne':
      return { kind: 'not', inner: leafExpr(path, { op: 'eq', value: noRegex(operator, operand) }) };
    case '$gt':
      return leafExpr(path, { op: 'gt', value: noRegex(operator, operand) });
    case '$gte':
      return leafExpr(path, { op: 'gte', value: noRegex(operator, operand) });
    case '$lt':
      return leafExpr(path, { op: 'lt', value: noRegex(operator, operand) });
    case '$lte':
      return leafExpr(path, { op: 'lte', value: noRegex(operator, operand) });
    case '$in':
      return leafExpr(path, inTest(operator, operand));
    case '$nin':
      return { kind: 'not', inner: leafExpr(path, inTest(operator, operand)) };
    case '$exists': {
      const exists = leafExpr(path, { op: 'exists' });
      return operand === false || operand === 0 || operand === null ? { kind: 'not', inner: exists } : exists;
    }
    case '$not':
      return { kind: 'not', inner: all(parseNot(path, operand)) };
    case '$all':
      return parseAll(path, operand);
    case '$elemMatch':
      return parseElemMatch(path, operand);
    case '$size': {
      if (typeof operand !== 'number' || !Number.isInteger(operand) || operand < 0) throw bad('$size must be a whole number');
      return leafExpr(path, { op: 'size', size: operand });
    }
    case '$type':
      return leafExpr(path, { op: 'type', types: parseTypes(operand) });
    case '$mod':
      return leafExpr(path, modTest(operand));
    case '$regex':
      return leafExpr(path, { op: 'regex', pattern: pattern(operand, siblings['$options']) });
    default:
      throw new UnsupportedError(`the query operator ${operator}`, `on field ${path || '(array element)'}`);
  }
}

function noRegex(operator: string, operand: unknown): unknown {
  if (isRegex(operand)) throw bad(`Can't have RegEx as arg to ${operator}`);
  return operand;
}

function parseNot(path: string, operand: unknown): Expr[] {
  if (isRegex(operand)) return parseField(path, operand);
  if (!isOperators(operand)) throw bad('$not needs a regex or a document of operators');
  return parseField(path, operand);
}

function inTest(operator: string, operand: unknown): Test {
  if (!Array.isArray(operand)) throw bad(`${operator} needs an array`);
  const values = operand.filter((value) => !isRegex(value));
  if (values.some(isOperators)) throw bad(`cannot nest $ under ${operator}`);
  const patterns = operand.filter(isRegex).map((value) => pattern(value, undefined));
  const strings = values.length > 8 && values.every((value) => typeof value === 'string') ? new Set<string>(values) : null;
  return { op: 'in', values, patterns, strings };
}

function modTest(operand: unknown): Test {
  const [divisor, remainder] = Array.isArray(operand) && operand.length === 2 ? (operand as unknown[]) : [];
  if (typeof divisor !== 'number' || typeof remainder !== 'number') throw bad('malformed mod: needs [divisor, remainder]');
  if (Math.trunc(divisor) === 0) throw bad('divisor cannot be 0');
  return { op: 'mod', divisor: Math.trunc(divisor), remainder: Math.trunc(remainder) };
}

function parseAll(path: string, operand: unknown): Expr {
  if (!Array.isArray(operand)) throw bad('$all needs an array');
  // `$all: []` matches nothing.
  if (operand.length === 0) return { kind: 'or', list: [] };
  return all(
    operand.map((value) => {
      if (isDoc(value) && '$elemMatch' in value) return parseElemMatch(path, value['$elemMatch']);
      if (isOperators(value)) throw bad('no $ expressions in $all');
      return isRegex(value) ? leafExpr(path, { op: 'regex', pattern: pattern(value, undefined) }) : leafExpr(path, { op: 'eq', value });
    }),
  );
}

const LOGICAL = new Set(['$and', '$or', '$nor']);

function parseElemMatch(path: string, operand: unknown): Expr {
  if (!isDoc(operand)) throw bad('$elemMatch needs an object');
  const parts = path === '' ? NO_PARTS : partsOf(path);
  const [first] = Object.keys(operand);
  const values = first !== undefined && first.startsWith('$') && !LOGICAL.has(first);
  const inner = values ? all(parseField('', operand)) : parseDoc(operand);
  return { kind: 'elem', path, parts, inner, values };
}

function pattern(operand: unknown, options: unknown): RegExp {
  if (typeof operand !== 'string' && !isRegex(operand)) throw bad('$regex has to be a string');
  const { source, flags } = typeof operand === 'string' ? { source: operand, flags: '' } : regexParts(operand);
  if (options !== undefined && typeof options !== 'string') throw bad('$options has to be a string');
  let wanted = '';
  for (const flag of new Set(options ?? flags)) {
    // g, y and d only steer JavaScript's own search; s, i, m and u mean the same in both.
    if ('imsu'.includes(flag)) wanted += flag;
    else if (!'gyd'.includes(flag)) throw new UnsupportedError(`the regular expression option ${flag}`);
  }
  return new RegExp(source, wanted);
}
