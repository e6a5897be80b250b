import { differs, differsByKey } from '../lib/differs.js';
import type { CustomerPatch } from '../contract/customers.js';
import type { FieldValues } from '../contract/workspace.js';
import type { Customer } from './customer.js';

/** What agents write about a customer. */
export const EDITED = ['name', 'tags', 'language', 'timeZone', 'likes', 'dislikes', 'notes', 'fields'] as const;
type Key = (typeof EDITED)[number];
/** The parts that are to be written; what is not in it stays. */
export type Edit = Partial<Pick<Customer, Key>>;
/** What each part was and became; of `fields` only the keys that changed. */
export type Change = Partial<Record<Key, { from: unknown; to: unknown }>>;

/** What a part says when nobody has said anything. */
const EMPTY: Readonly<Record<Key, unknown>> = {
  name: '',
  tags: [],
  language: null,
  timeZone: null,
  likes: '',
  dislikes: '',
  notes: '',
  fields: {},
};
const partOf = (customer: Customer, key: Key): unknown => customer[key] ?? EMPTY[key];

/** The parts that the client saw otherwise, and that are not what it wants anyway: somebody else changed them. */
export function foreignParts(current: Customer, { expected = {}, ...wanted }: CustomerPatch): Record<string, unknown> {
  const foreign = EDITED.filter((key) =>
    key === 'fields'
      ? differsByKey(current.fields, expected.fields) && differsByKey(current.fields, wanted.fields)
      : differs(partOf(current, key), expected[key]) && differs(partOf(current, key), wanted[key]),
  );
  return Object.fromEntries(foreign.map((key) => [key, partOf(current, key)]));
}

/**
 * What a patch makes of a customer; null when it changes nothing.
 * @param fields all his field values as they will be, when the patch names some
 */
export function editOf(current: Customer, patch: CustomerPatch, fields: FieldValues | undefined): { set: Edit; change: Change } | null {
  const wanted: Edit = { ...pick(patch), ...(patch.tags ? { tags: [...new Set(patch.tags)] } : {}), ...(fields ? { fields } : {}) };
  const keys = EDITED.filter((key) => differs(partOf(current, key), wanted[key]));
  if (keys.length === 0) return null;
  const set = Object.fromEntries(keys.map((key) => [key, wanted[key]])) as Edit;
  return {
    set,
    change: Object.fromEntries(
      keys.map((key) => [
        key,
        key === 'fields' ? changedFields(current.fields ?? {}, fields ?? {}) : { from: partOf(current, key), to: wanted[key] },
      ]),
    ),
  };
}

/** What gives a change back, part by part, as far as nobody has changed it since; null when nothing of it is left. */
export function backOf(current: Customer, change: Change): { set: Edit; change: Change } | null {
  const fields = { ...current.fields };
  const { from: fieldsFrom, to: fieldsTo } = (change.fields ?? { from: {}, to: {} }) as { from: FieldValues; to: FieldValues };
  for (const [key, to] of Object.entries(fieldsTo)) {
    if (differs(fields[key], to)) continue;
    const before = fieldsFrom[key] ?? null;
    if (before === null) delete fields[key];
    else fields[key] = before;
  }
  const parts = EDITED.flatMap((key) => {
    const one = change[key];
    return key !== 'fields' && one && !differs(partOf(current, key), one.to) ? [[key, one.from] as const] : [];
  });
  return editOf(current, Object.fromEntries(parts) as CustomerPatch, change.fields ? fields : undefined);
}

function pick(patch: CustomerPatch): Edit {
  const parts = EDITED.flatMap((key) => (key !== 'fields' && patch[key] !== undefined ? [[key, patch[key]] as const] : []));
  return Object.fromEntries(parts) as Edit;
}

function changedFields(before: FieldValues, after: FieldValues): { from: FieldValues; to: FieldValues } {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => differs(before[key], after[key] ?? null));
  const of = (values: FieldValues): FieldValues => Object.fromEntries(keys.map((key) => [key, values[key] ?? null]));
  return { from: of(before), to: of(after) };
}
