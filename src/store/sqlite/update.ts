import mongoose from 'mongoose';
import { serverError, UnsupportedError } from './errors.js';
import type { Expr } from './filter.js';
import { fieldOf, MISSING, partsOf } from './paths.js';
import { matchedPosition } from './positional.js';
import { typeName } from './typeNames.js';
import { addToSetChange, popChange, pullAllChange, pullChange, pushChange } from './updateArrays.js';
import type { Update, UpdateStep } from './updateParse.js';
import { type Change, changeAt, concretePaths, type Positions, valueAt } from './updatePaths.js';
import { compareValues, type Doc, equalValues, isDoc, plain, Rank, rankOf, setField } from './values.js';

const { Long, ObjectId } = mongoose.mongo.BSON;

/** What an update has to know beside its operators. */
export interface UpdateContext {
  /** The filter that found the document: it says what `$` means. */
  filter: Expr;
  /** The document is new: `$setOnInsert` applies. */
  inserting: boolean;
}

/**
 * The document after an update. The old one is not touched; unchanged parts are shared, and the old one itself comes
 * back when nothing changes.
 * @throws as a MongoDB server would, with its code
 */
export function applyUpdate(doc: Doc, update: Update, context: UpdateContext): Doc {
  if (update.kind === 'replacement') return replaced(doc, update.doc);
  const positions: Positions = { filters: update.filters, matched: (path) => matchedPosition(context.filter, doc, path) };
  let next = doc;
  // One copy serves all fields of the document itself.
  let own: Doc | null = null;
  for (const step of update.steps) {
    if (step.operator === '$setOnInsert' && !context.inserting) continue;
    if (step.operator === '$rename') {
      next = rename(next, step);
      continue;
    }
    const change = changeOf(step);
    for (const parts of concretePaths(doc, step.parts, positions)) {
      const [name = ''] = parts;
      if (parts.length > 1) next = changeAt(next, parts, !REMOVERS.has(step.operator), change) as Doc;
      else if (next === own) putField(own, name, change(fieldOf(own, name)));
      else {
        const changed: Doc = changeAt(next, parts, true, change) as Doc;
        if (changed !== next) own = changed;
        next = changed;
      }
    }
  }
  if (next !== doc && !context.inserting) checkId(doc, next);
  return next;
}

function putField(doc: Doc, name: string, value: unknown): void {
  if (value === MISSING) delete doc[name];
  else setField(doc, name, value);
}

const REMOVERS = new Set(['$unset', '$pull', '$pullAll', '$pop']);

function replaced(doc: Doc, replacement: Doc): Doc {
  const { _id: id, ...rest } = replacement;
  if (id !== undefined && '_id' in doc && !equalValues(id, doc['_id'])) throw immutableId();
  const next: Doc = { _id: doc['_id'] ?? id, ...rest };
  return equalValues(doc, next) ? doc : next;
}

function checkId(before: Doc, after: Doc): void {
  if ('_id' in after !== '_id' in before || !equalValues(before['_id'], after['_id'])) throw immutableId();
}

function immutableId(): Error {
  return serverError(66, 'ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'");
}

function changeOf({ operator, path, operand }: UpdateStep): Change {
  switch (operator) {
    case '$set':
    case '$setOnInsert':
      return (old) => (old !== MISSING && same(old, operand) ? old : operand);
    case '$unset':
      return () => MISSING;
    case '$inc':
      return arithmetic(operator, path, operand, add, (amount) => amount);
    case '$mul':
      return arithmetic(operator, path, operand, multiply, () => 0);
    case '$min':
      return (old) => (old === MISSING || compareValues(operand, old) < 0 ? operand : old);
    case '$max':
      return (old) => (old === MISSING || compareValues(operand, old) > 0 ? operand : old);
    case '$push':
      return pushChange(path, operand);
    case '$addToSet':
      return addToSetChange(path, operand);
    case '$pull':
      return pullChange(path, operand);
    case '$pullAll':
      return pullAllChange(path, operand);
    case '$pop':
      return popChange(path, operand);
    case '$currentDate':
      return currentDate(path, operand);
    default:
      throw new UnsupportedError(`the update operator ${operator}`);
  }
}

/** Equal and of one type: setting a string over an equal string changes nothing. */
function same(a: unknown, b: unknown): boolean {
  // Decimal128 has no order here, but may be stored; a new value is then simply written.
  if (typeName(a) === 'decimal' || typeName(b) === 'decimal') return false;
  try {
    return equalValues(a, b) && typeName(a) === typeName(b);
  } catch (error) {
    if (error instanceof UnsupportedError) return false;
    throw error;
  }
}

function currentDate(path: string, operand: unknown): Change {
  const wanted = isDoc(operand) ? operand['$type'] : operand;
  if (wanted !== true && wanted !== 'date') throw new UnsupportedError(`$currentDate of ${String(wanted)}`, `on ${path}`);
  return () => new Date();
}

function arithmetic(
  operator: string,
  path: string,
  operand: unknown,
  compute: (a: unknown, b: unknown) => unknown,
  start: (amount: unknown) => unknown,
): Change {
  const verb = operator === '$inc' ? 'increment' : 'multiply';
  if (rankOf(operand) !== Rank.number)
    throw serverError(14, 'TypeMismatch', `Cannot ${verb} with non-numeric argument: {${path}: ${typeName(operand)}}`);
  return (old) => {
    if (old === MISSING) return start(operand);
    if (rankOf(old) !== Rank.number) {
      throw serverError(
        14,
        'TypeMismatch',
        `Cannot apply ${operator} to a value of non-numeric type (field '${path}' is ${typeName(old)})`,
      );
    }
    const next = compute(old, operand);
    return equalValues(old, next) ? old : next;
  };
}

const MAX_LONG = 2n ** 63n;

/** Whole numbers are added as 64 bit integers, like the server does; anything else as doubles. */
function add(a: unknown, b: unknown): unknown {
  return exact(a, b, (x, y) => x + y) ?? Number(a) + Number(b);
}

function multiply(a: unknown, b: unknown): unknown {
  return exact(a, b, (x, y) => x * y) ?? Number(a) * Number(b);
}

function exact(a: unknown, b: unknown, compute: (x: bigint, y: bigint) => bigint): unknown {
  const x = toBigInt(a);
  const y = toBigInt(b);
  if (x === null || y === null) return null;
  const result = compute(x, y);
  if (result >= MAX_LONG || result < -MAX_LONG) throw serverError(2, 'BadValue', 'The result of $inc or $mul does not fit into 64 bits');
  return plain(result);
}

function toBigInt(value: unknown): bigint | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : null;
  return Long.isLong(value) ? value.toBigInt() : null;
}

function rename(doc: Doc, { path, parts, operand }: UpdateStep): Doc {
  if (typeof operand !== 'string' || operand === '')
    throw serverError(2, 'BadValue', `The 'to' field for $rename must be a string: ${path}`);
  const to = partsOf(operand);
  if ([...parts, ...to].some((part) => part.startsWith('$'))) throw serverError(2, 'BadValue', `$rename may not be positional: ${path}`);
  for (const way of [parts, to]) {
    for (let i = 1; i <= way.length; i++) {
      if (Array.isArray(valueAt(doc, way.slice(0, i))) && i < way.length)
        throw serverError(2, 'BadValue', `$rename cannot go through an array: ${way.join('.')}`);
    }
  }
  const value = valueAt(doc, parts);
  if (value === MISSING) {
    refuseBelowScalars(doc, parts);
    return doc;
  }
  const without = changeAt(doc, parts, false, () => MISSING);
  return changeAt(without, to, true, () => value) as Doc;
}

/** Nothing can be taken from below what is neither missing nor a document: MongoDB refuses it rather than change nothing. */
function refuseBelowScalars(doc: Doc, parts: readonly string[]): void {
  for (let i = 1; i < parts.length; i++) {
    const parent = valueAt(doc, parts.slice(0, i));
    if (parent === MISSING) return;
    if (typeName(parent) !== 'object')
      throw serverError(
        28,
        'PathNotViable',
        `cannot use the part (${parts[i] ?? ''} of ${parts.join('.')}) to traverse the element ({${parts[i - 1] ?? ''}: ${typeName(parent)}})`,
      );
  }
}

/** The document an upsert starts from: what the filter asks to be equal. */
export function upsertSeed(filter: Expr): Doc {
  const seed = fill({}, filter);
  return seed;
}

function fill(doc: Doc, expr: Expr): Doc {
  if (expr.kind === 'and' || (expr.kind === 'or' && expr.list.length === 1)) return expr.list.reduce(fill, doc);
  if (expr.kind !== 'leaf' || expr.test.op !== 'eq') return doc;
  const { value } = expr.test;
  return changeAt(doc, expr.parts, true, (old) => {
    if (old !== MISSING)
      throw serverError(54, 'NotSingleValueField', `cannot infer query fields to set, path '${expr.path}' is matched twice`);
    return value;
  }) as Doc;
}

/** The document with an `_id`, as its first field. */
export function withId(doc: Doc): Doc {
  const { _id: id, ...rest } = doc;
  return { _id: id === undefined ? new ObjectId() : id, ...rest };
}
