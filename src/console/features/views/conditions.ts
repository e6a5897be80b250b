import type { Condition, FilterNode } from '../../../contract/filters.js';
import type { Field } from '../../../contract/workspace.js';

/** What a person can ask of a ticket in the form; the API can ask more. */
export const ASKED = [
  'status',
  'priority',
  'channel',
  'assignee',
  'team',
  'topic',
  'tag',
  'waiting',
  'snoozed',
  'lastMessage',
  'breaching',
  'waitingSince',
  'created',
  'lastMessageWithin',
  'createdWithin',
  'custom',
] as const;
export type Asked = (typeof ASKED)[number];
/** Asked for by a number: hours, or minutes for a promise. */
export const isNumber = (field: Asked): boolean =>
  ['lastMessage', 'breaching', 'waitingSince', 'created', 'lastMessageWithin', 'createdWithin'].includes(field);
/** How a topic that a ticket has not stands among the values. */
export const NO_TOPIC = '';

/** One line of the form. Values are texts here, whatever they are in the filter. */
export interface Line {
  key: number;
  field: Asked;
  values: string[];
  /** Which of the desk's own fields, for `custom`. */
  own?: OwnField | undefined;
}
/** What of an own field a condition needs to know. */
export type OwnField = Pick<Field, 'key' | 'type'>;

/** Lines that were saved have the keys from 0 on. */
let keys = 100;
/** What is asked first is what most views ask. */
export const newLine = (field: Asked = 'status'): Line => ({ key: keys++, field, values: field === 'status' ? ['open'] : [] });

/** The filter that the lines make; null while one of them says nothing yet. */
export function filterOfLines(lines: readonly Line[], match: 'all' | 'any'): FilterNode | null {
  const parts = lines.map(conditionOf);
  const said = parts.filter((part): part is Condition => part !== null);
  if (said.length === 0 || said.length < parts.length) return null;
  return match === 'all' ? { all: said } : { any: said };
}

function conditionOf({ field, values, own }: Line): Condition | null {
  const [first] = values;
  if (first === undefined || (first === '' && field !== 'topic')) return null;
  const number = Number(first);
  switch (field) {
    case 'waiting':
    case 'snoozed':
      return { field, is: first === 'yes' };
    case 'lastMessage':
    case 'waitingSince':
    case 'created':
      return Number.isFinite(number) && number >= 0 ? { field, olderThanHours: number } : null;
    case 'breaching':
      return Number.isSafeInteger(number) && number >= 0 ? { field, withinMinutes: number } : null;
    case 'custom':
      return own ? customOf(own, values) : null;
    case 'lastMessageWithin':
    case 'createdWithin':
      return Number.isFinite(number) && number >= 0 ? { field, hours: number } : null;
    case 'topic':
      return { field, in: values.map((value) => (value === NO_TOPIC ? null : value)) };
    default:
      return { field, in: values } as Condition;
  }
}

function customOf({ key, type }: OwnField, values: readonly string[]): Condition | null {
  const told = values.map((value) => (type === 'number' ? Number(value) : type === 'checkbox' ? value === 'yes' : value));
  // A box that was never ticked says nothing, which is as good as no.
  const orNothing = type === 'checkbox' && told.includes(false) ? [...told, null] : told;
  return told.some((value) => typeof value === 'number' && !Number.isFinite(value)) ? null : { field: 'custom', key, in: orNothing };
}

/** The lines that a saved filter came from; null when it asks what this form cannot show. */
export function linesOfFilter(filter: FilterNode, fields: readonly OwnField[] = []): { match: 'all' | 'any'; lines: Line[] } | null {
  const match = 'any' in filter ? 'any' : 'all';
  const parts = 'any' in filter ? filter.any : 'all' in filter ? filter.all : [filter];
  const lines = parts.map((part, key) => lineOf(part, key, fields));
  return lines.every((line): line is Line => line !== null) ? { match, lines } : null;
}

function lineOf(part: FilterNode, key: number, fields: readonly OwnField[]): Line | null {
  if (!('field' in part)) return null;
  if (part.field === 'custom') {
    const own = fields.find((one) => one.key === part.key);
    const told = part.in.filter((value) => value !== null);
    return own
      ? { key, field: 'custom', own, values: told.map((value) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value))) }
      : null;
  }
  const field = ASKED.find((one) => one === part.field);
  if (!field) return null;
  if ('is' in part) return { key, field, values: [part.is ? 'yes' : 'no'] };
  if ('olderThanHours' in part) return { key, field, values: [String(part.olderThanHours)] };
  if ('hours' in part) return { key, field, values: [String(part.hours)] };
  if ('withinMinutes' in part) return { key, field, values: [String(part.withinMinutes)] };
  if (!('in' in part)) return null;
  if (part.field === 'topic') return { key, field, values: part.in.map((value) => value ?? NO_TOPIC) };
  const values = (part.in as readonly unknown[]).filter((value): value is string => typeof value === 'string');
  return values.length === part.in.length ? { key, field, values } : null;
}
