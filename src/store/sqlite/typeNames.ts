import { serverError } from './errors.js';
import { bsonType, Rank, rankOf } from './values.js';

const BY_NUMBER: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  [-1]: 'minKey',
  127: 'maxKey',
};
const NAMES = new Set([...Object.values(BY_NUMBER), 'number']);

/** The type names of a `$type` operand (names, numbers or a list of them). */
export function parseTypes(operand: unknown): Set<string> {
  const list: unknown[] = Array.isArray(operand) ? operand : [operand];
  const names = list.map((entry) => {
    const name = typeof entry === 'number' ? BY_NUMBER[entry] : entry;
    if (typeof name !== 'string' || !NAMES.has(name)) throw serverError(2, 'BadValue', `Unknown type name alias: ${String(entry)}`);
    return name;
  });
  return new Set(names.flatMap((name) => (name === 'number' ? ['int', 'long', 'double', 'decimal'] : [name])));
}

const BY_RANK: Record<number, string> = {
  [Rank.string]: 'string',
  [Rank.object]: 'object',
  [Rank.array]: 'array',
  [Rank.binary]: 'binData',
  [Rank.objectId]: 'objectId',
  [Rank.boolean]: 'bool',
  [Rank.date]: 'date',
  [Rank.null]: 'null',
  [Rank.regex]: 'regex',
  [Rank.timestamp]: 'timestamp',
  [Rank.minKey]: 'minKey',
  [Rank.maxKey]: 'maxKey',
};

/** The type name of a value. A JavaScript number is an `int` when BSON writes it as one, else a `double`. */
export function typeName(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) && !Object.is(value, -0) && value === (value | 0) ? 'int' : 'double';
  if (typeof value === 'object' && value !== null) {
    const name = bsonType(value);
    if (name === 'Long') return 'long';
    if (name === 'Decimal128') return 'decimal';
  }
  return BY_RANK[rankOf(value)] ?? 'unknown';
}
