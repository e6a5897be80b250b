/**
 * The update operators as MongoDB's manual tells them, on a copy, in the plainest way: written without a look at the engine,
 * and with a comparison of its own. It knows what the generator of the test makes, nothing more.
 */
import type { Doc } from '../../../../src/store/sqlite/values.js';

/** MongoDB would refuse this update of this document. */
export class Refused extends Error {}
/** The manual does not say. */
export class Untold extends Error {}

export interface Circumstances {
  /** What `$` stands for, by the path of its array. */
  matched?: (list: unknown[]) => number;
  /** What `$[one]` stands for. */
  chosen?: (element: unknown) => boolean;
  inserting?: boolean;
}

/** Changes `doc` itself. @throws Refused */
export function applyReference(doc: Doc, update: Record<string, Doc>, circumstances: Circumstances = {}): void {
  const paths = Object.entries(update).flatMap(([operator, fields]) =>
    Object.entries(fields).flatMap(([path, operand]) => (operator === '$rename' ? [path, String(operand)] : [path])),
  );
  for (const [i, one] of paths.entries()) {
    for (const other of paths.slice(i + 1))
      if (`${one}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${one}.`)) throw new Refused('two changes of one field');
  }
  for (const [operator, fields] of Object.entries(update)) {
    for (const [path, operand] of Object.entries(fields)) {
      if (operator === '$rename') rename(doc, path, String(operand));
      else for (const parts of expanded(doc, path.split('.'), circumstances)) change(doc, parts, operator, operand, circumstances);
    }
  }
}

/** A path with positional parts as the paths that it stands for. */
function expanded(doc: Doc, parts: string[], circumstances: Circumstances): string[][] {
  const at = parts.findIndex((part) => part.startsWith('$'));
  if (at < 0) return [parts];
  const list = read(doc, parts.slice(0, at));
  if (!Array.isArray(list)) throw new Refused('no array there');
  const wanted =
    parts[at] === '$[]'
      ? list.map((_, i) => i)
      : parts[at] === '$'
        ? [circumstances.matched?.(list) ?? -1]
        : list.flatMap((one, i) => (circumstances.chosen?.(one) ? [i] : []));
  if (wanted.includes(-1)) throw new Refused('the filter has found no element');
  return wanted.map((i) => parts.with(at, String(i)));
}

const NOTHING = Symbol('nothing');
const isPosition = (part: string): boolean => /^\d+$/.test(part);
const isObject = (value: unknown): value is Doc =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

function read(doc: unknown, parts: string[]): unknown {
  let value = doc;
  for (const part of parts) {
    if (isObject(value) && Object.hasOwn(value, part)) value = value[part];
    else if (Array.isArray(value) && isPosition(part) && Number(part) < value.length) value = value[Number(part)] as unknown;
    else return NOTHING;
  }
  return value;
}

/** Makes what is missing on the way. */
function write(doc: Doc, parts: string[], value: unknown): void {
  let place: unknown = doc;
  for (const [i, part] of parts.entries()) {
    const isLast = i === parts.length - 1;
    if (Array.isArray(place)) {
      if (!isPosition(part)) throw new Refused('a name in an array');
      while (place.length < Number(part)) place.push(null);
    } else if (!isObject(place)) throw new Refused('a field in a value');
    const holder = place as Doc;
    if (isLast) holder[part] = value;
    else if (!Object.hasOwn(holder, part)) holder[part] = {};
    place = holder[part];
  }
}

function remove(doc: Doc, parts: string[]): void {
  const holder = read(doc, parts.slice(0, -1));
  const last = parts.at(-1) ?? '';
  if (Array.isArray(holder) && isPosition(last) && Number(last) < holder.length) holder[Number(last)] = null;
  else if (isObject(holder)) delete holder[last];
}

function rename(doc: Doc, from: string, to: string): void {
  const value = read(doc, from.split('.'));
  if (value === NOTHING) return;
  remove(doc, from.split('.'));
  write(doc, to.split('.'), value);
}

function change(doc: Doc, parts: string[], operator: string, operand: unknown, { inserting = false }: Circumstances): void {
  const old = read(doc, parts);
  const set = (value: unknown): void => write(doc, parts, value);
  switch (operator) {
    case '$set':
      return set(operand);
    case '$setOnInsert':
      return inserting ? set(operand) : undefined;
    case '$unset':
      return remove(doc, parts);
    case '$inc':
      return set(old === NOTHING ? operand : numeric(old) + Number(operand));
    case '$mul':
      return set(old === NOTHING ? 0 : numeric(old) * Number(operand));
    case '$min':
      return old === NOTHING || order(operand, old) < 0 ? set(operand) : undefined;
    case '$max':
      return old === NOTHING || order(operand, old) > 0 ? set(operand) : undefined;
    case '$push':
      return set(pushed(old === NOTHING ? [] : listed(old), operand));
    case '$addToSet': {
      const list = old === NOTHING ? [] : listed(old);
      for (const one of eachOf(operand)) if (!list.some((known) => order(known, one) === 0)) list.push(one);
      return set(list);
    }
    case '$pull':
      return old === NOTHING ? undefined : set(listed(old).filter((one) => !isMeant(one, operand)));
    case '$pullAll':
      return old === NOTHING
        ? undefined
        : set(listed(old).filter((one) => !(operand as unknown[]).some((wanted) => order(wanted, one) === 0)));
    case '$pop':
      return old === NOTHING ? undefined : set(operand === 1 ? listed(old).slice(0, -1) : listed(old).slice(1));
    default:
      throw new Error(`the reference does not know ${operator}`);
  }
}

function numeric(value: unknown): number {
  if (typeof value !== 'number') throw new Refused('not a number');
  return value;
}

function listed(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Refused('not an array');
  return [...(value as unknown[])];
}

function eachOf(operand: unknown): unknown[] {
  return isObject(operand) && '$each' in operand ? (operand['$each'] as unknown[]) : [operand];
}

function pushed(list: unknown[], operand: unknown): unknown[] {
  const {
    $position: position = Infinity,
    $slice: slice,
    $sort: sort,
  } = (isObject(operand) && '$each' in operand ? operand : {}) as {
    $position?: number;
    $slice?: number;
    $sort?: number | Record<string, number>;
  };
  const at = position < 0 ? Math.max(0, list.length + position) : Math.min(position, list.length);
  let next = [...list.slice(0, at), ...eachOf(operand), ...list.slice(at)];
  if (typeof sort === 'number') next = next.toSorted((a, b) => order(a, b) * sort);
  if (typeof sort === 'object') {
    const [[field = '', direction = 1] = []] = Object.entries(sort);
    const key = (one: unknown): unknown => (isObject(one) ? (one[field] ?? null) : null);
    next = next.toSorted((a, b) => order(key(a), key(b)) * direction);
  }
  return slice === undefined ? next : slice < 0 ? next.slice(Math.max(0, next.length + slice)) : next.slice(0, slice);
}

/** Whether `$pull` means this element: an equal one, one in a range or a list, or a sub-document with these fields. */
function isMeant(element: unknown, operand: unknown): boolean {
  if (!isObject(operand)) return order(element, operand) === 0;
  const conditions = Object.entries(operand);
  if (conditions.some(([name]) => name.startsWith('$'))) {
    if (Array.isArray(element)) throw new Untold('a condition on an array in an array');
    return conditions.every(([operator, wanted]) => fits(element, operator, wanted));
  }
  return isObject(element) && conditions.every(([field, wanted]) => anyOf(element[field] ?? null).some((one) => order(one, wanted) === 0));
}

/** An array equals a value by itself or by one of its elements. */
const anyOf = (value: unknown): unknown[] => (Array.isArray(value) ? [value, ...(value as unknown[])] : [value]);

function fits(value: unknown, operator: string, wanted: unknown): boolean {
  if (operator === '$in') return (wanted as unknown[]).some((one) => order(one, value) === 0);
  // NaN is in no range.
  if (rank(value) !== rank(wanted) || Number.isNaN(value)) return false;
  return operator === '$gte' ? order(value, wanted) >= 0 : order(value, wanted) < 0;
}

function rank(value: unknown): number {
  if (value === null || value === undefined) return 1;
  if (value instanceof Date) return 9;
  if (Array.isArray(value)) return 5;
  return { number: 2, string: 3, object: 4, boolean: 8 }[typeof value as 'number'] ?? 0;
}

/** The order of values in the manual, "Comparison/Sort Order". */
export function order(a: unknown, b: unknown): number {
  const ranks = rank(a) - rank(b);
  if (ranks !== 0) return ranks;
  if (typeof a === 'number' && typeof b === 'number')
    return Number.isNaN(a) || Number.isNaN(b) ? Number(Number.isNaN(b)) - Number(Number.isNaN(a)) : Math.sign(a - b) || 0;
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b as string));
  if (typeof a === 'boolean' || a instanceof Date) return Number(a) - Number(b);
  if (Array.isArray(a))
    return firstDifference(
      (a as unknown[]).map((one) => ['', one]),
      (b as unknown[]).map((one) => ['', one]),
    );
  return isObject(a) ? firstDifference(Object.entries(a), Object.entries(b as Doc)) : 0;
}

function firstDifference(a: [string, unknown][], b: [string, unknown][]): number {
  for (const [i, [name, value]] of a.entries()) {
    const other = b[i];
    if (!other) return 1;
    const difference = rank(value) - rank(other[1]) || (name < other[0] ? -1 : name > other[0] ? 1 : 0) || order(value, other[1]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
