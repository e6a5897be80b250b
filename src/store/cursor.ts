import { AppError } from '../lib/errors.js';
import type { List } from '../contract/common.js';

/**
 * A page's end as an opaque string: the sort value and the id of its last entry. Sort values tie, so every sort ends in
 * the id.
 */
export function encodeCursor(sortValue: Date | string | number | null, id: string): string {
  const value = sortValue instanceof Date ? { t: sortValue.getTime() } : { v: sortValue };
  return Buffer.from(JSON.stringify({ ...value, id })).toString('base64url');
}

/** @throws AppError `invalid_input` for a cursor that we did not make. */
export function decodeCursor(cursor: string): { value: Date | string | number | null; id: string } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && 'id' in parsed && typeof parsed.id === 'string') {
      if ('t' in parsed && typeof parsed.t === 'number') return { value: new Date(parsed.t), id: parsed.id };
      if ('v' in parsed && (parsed.v === null || typeof parsed.v === 'string' || typeof parsed.v === 'number')) {
        return { value: parsed.v, id: parsed.id };
      }
    }
  } catch {
    // Not JSON: falls through to the same refusal.
  }
  throw new AppError('invalid_input', 'This cursor is not one of ours.');
}

/**
 * The filter for "after the cursor" in a sort by `field` then `_id`, both in direction `dir`.
 * @param field null when the sort is by `_id` alone.
 */
export function afterCursor(cursor: string | undefined, field: string | null, dir: 1 | -1): Record<string, unknown> {
  if (!cursor) return {};
  const { value, id } = decodeCursor(cursor);
  const op = dir === 1 ? '$gt' : '$lt';
  if (field === null) return { _id: { [op]: id } };
  // A range that the index can start from; the $nor only skips the ties that the last page has shown.
  return { [field]: { [`${op}e`]: value }, $nor: [{ [field]: value, _id: { [dir === 1 ? '$lte' : '$gte']: id } }] };
}

/** Cuts the one entry that was read too many, and makes the cursor of the last one kept. */
export function page<T extends { id: string }>(found: T[], limit: number, sortValue: (last: T) => Date | string | number | null): List<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last ? encodeCursor(sortValue(last), last.id) : null };
}
