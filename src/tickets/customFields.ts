import type { FieldValue, FieldValues } from '../contract/workspace.js';
import { AppError } from '../lib/errors.js';

/** What is known of one of the desk's own fields. */
export interface FieldRule {
  on: 'ticket' | 'customer';
  key: string;
  name: string;
  type: 'text' | 'number' | 'choice' | 'date' | 'checkbox';
  choices: readonly string[];
}

/**
 * The stored values after a change: what is given replaces, null and '' clear, everything else stays.
 * @throws AppError `invalid_input` for a field that there is not, and for a value that does not fit its type
 */
export function withFieldValues(
  rules: readonly FieldRule[],
  on: FieldRule['on'],
  before: FieldValues | undefined,
  given: FieldValues,
): Record<string, string | number | boolean> {
  const values = new Map(Object.entries(before ?? {}));
  for (const [key, value] of Object.entries(given)) {
    const rule = rules.find((one) => one.on === on && one.key === key);
    if (!rule) throw new AppError('invalid_input', `There is no field "${key}".`, { field: key });
    if (value === null || value === '') values.delete(key);
    else values.set(key, readValue(rule, value));
  }
  return Object.fromEntries([...values].filter((entry): entry is [string, string | number | boolean] => entry[1] !== null));
}

function readValue(rule: FieldRule, value: Exclude<FieldValue, null>): string | number | boolean {
  const fits = {
    text: () => typeof value === 'string',
    number: () => typeof value === 'number' && Number.isFinite(value),
    choice: () => typeof value === 'string' && rule.choices.includes(value),
    date: () => typeof value === 'string' && isDay(value),
    checkbox: () => typeof value === 'boolean',
  }[rule.type]();
  if (fits) return value;
  const wanted = {
    text: 'a text',
    number: 'a number',
    choice: `one of: ${rule.choices.join(', ')}`,
    date: 'a day such as 2026-11-22',
    checkbox: 'true or false',
  }[rule.type];
  throw new AppError('invalid_input', `"${rule.name}" must be ${wanted}.`, { field: rule.key });
}

/** A day that there is: 30 February is none. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
