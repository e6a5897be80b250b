import type { Condition, FilterNode } from '../../../contract/filters.js';

/** What a person can ask of a ticket in the form; the API can ask more. */
export const ASKED = ['status', 'priority', 'channel', 'assignee', 'team', 'topic', 'tag', 'waiting', 'snoozed', 'lastMessage', 'breaching'] as const;
export type Asked = (typeof ASKED)[number];

/** One line of the form. Values are texts here, whatever they are in the filter. */
export interface Line {
  key: number;
  field: Asked;
  values: string[];
}

/** The filter that the lines make; null while one of them says nothing yet. */
export function filterOfLines(lines: readonly Line[], match: 'all' | 'any'): FilterNode | null {
  const parts = lines.map(conditionOf);
  const said = parts.filter((part): part is Condition => part !== null);
  if (said.length === 0 || said.length < parts.length) return null;
  return match === 'all' ? { all: said } : { any: said };
}

function conditionOf({ field, values }: Line): Condition | null {
  const [first] = values;
  if (first === undefined || first === '') return null;
  const number = Number(first);
  switch (field) {
    case 'waiting':
    case 'snoozed':
      return { field, is: first === 'yes' };
    case 'lastMessage':
      return Number.isFinite(number) && number >= 0 ? { field, olderThanHours: number } : null;
    case 'breaching':
      return Number.isSafeInteger(number) && number >= 0 ? { field, withinMinutes: number } : null;
    case 'topic':
      return { field, in: values };
    default:
      return { field, in: values } as Condition;
  }
}

/** The lines that a saved filter came from; null when it asks what this form cannot show. */
export function linesOfFilter(filter: FilterNode): { match: 'all' | 'any'; lines: Line[] } | null {
  const match = 'any' in filter ? 'any' : 'all';
  const parts = 'any' in filter ? filter.any : 'all' in filter ? filter.all : [filter];
  const lines = parts.map(lineOf);
  return lines.every((line): line is Line => line !== null) ? { match, lines } : null;
}

function lineOf(part: FilterNode, key: number): Line | null {
  if (!('field' in part)) return null;
  const field = ASKED.find((one) => one === part.field);
  if (!field) return null;
  if ('is' in part) return { key, field, values: [part.is ? 'yes' : 'no'] };
  if ('olderThanHours' in part) return { key, field, values: [String(part.olderThanHours)] };
  if ('withinMinutes' in part) return { key, field, values: [String(part.withinMinutes)] };
  if (!('in' in part)) return null;
  const values = (part.in as readonly unknown[]).filter((value): value is string => typeof value === 'string');
  return values.length === part.in.length ? { key, field, values } : null;
}
