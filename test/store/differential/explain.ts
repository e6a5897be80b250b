/**
 * The differences that are known and proven, by their names in `differences.md`. Each condition is as narrow as the
 * difference: whatever else differs is a failure.
 */
import type { Outcome } from './compare.js';
import type { Doc, Read, Write } from './generate.js';

type Operation = Read | Write;
interface Explanation {
  name: string;
  holds(operation: Operation, ours: Outcome, theirs: Outcome): boolean;
}

const EXPLANATIONS: Explanation[] = [
  {
    name: 'S1 null at a position of an array',
    holds: ({ filter }) => leaves(filter).some(([path, operand]) => /\.\d+(\.|$)/.test(path) && mentions(operand, (value) => value === null)),
  },
  {
    name: 'S2 $all with null and a missing field',
    holds: ({ filter }) => leaves(filter).some(([, operand]) => mentions(operand, (value) => isDoc(value) && Array.isArray(value['$all']) && value['$all'].includes(null))),
  },
  {
    name: 'S3 true is taken for 1, false for 0',
    holds: (operation, ours, theirs) =>
      operation.kind === 'distinct'
        ? 'result' in ours && 'result' in theirs && withoutBooleans(ours.result) === withoutBooleans(theirs.result)
        : 'update' in operation && ['$pull', '$pullAll', '$addToSet'].some((operator) => mentions(operation.update[operator], (value) => typeof value === 'boolean' || value === 0 || value === 1)),
  },
  {
    name: 'O1 $mul of a whole 0 by a fraction',
    holds: (operation, ours, theirs) =>
      'update' in operation && '$mul' in operation.update && 'result' in ours && 'result' in theirs && withoutModified(ours.result) === withoutModified(theirs.result),
  },
];

/** @returns the name of the difference, or null when nothing explains it. */
export function explain(operation: Operation, ours: Outcome, theirs: Outcome): string | null {
  return EXPLANATIONS.find((explanation) => explanation.holds(operation, ours, theirs))?.name ?? null;
}

/** Paths with what is asked of them, at any depth of a filter. */
function leaves(filter: Doc): [string, unknown][] {
  return Object.entries(filter).flatMap(([key, value]) => (key.startsWith('$') ? (value as Doc[]).flatMap(leaves) : [[key, value] as [string, unknown]]));
}

function mentions(value: unknown, wanted: (value: unknown) => boolean): boolean {
  if (wanted(value)) return true;
  if (Array.isArray(value)) return value.some((one) => mentions(one, wanted));
  return isDoc(value) && Object.values(value).some((one) => mentions(one, wanted));
}

function isDoc(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** A set of values as text, where booleans have become numbers. */
function withoutBooleans(result: string): string {
  const values = (JSON.parse(result) as string[]).map((value) => (value === 'true' ? '1' : value === 'false' ? '0' : value));
  return [...new Set(values)].toSorted().join();
}

function withoutModified(result: string): string {
  return result.replace(/"modifiedCount":\d+/, '');
}
