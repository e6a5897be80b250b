import type { Ticket, TicketPatch } from '../../../contract/tickets.js';
import { createStore } from '../../lib/createStore.js';
import { whose } from '../../lib/whose.js';

/** Two people changed the same thing at once: what this one wanted, and what the other made of it. */
export interface Conflict {
  ticket: Ticket;
  wanted: TicketPatch;
  now: Partial<Record<keyof TicketPatch, unknown>>;
  /** Does it again, knowing of the other. */
  insist: () => void;
}

/** One for the whole page; null: there is none to be settled. */
export const conflict = createStore<Conflict | null>(null);
whose.subscribe(() => conflict.set(null));

const FIELDS = ['status', 'assigneeId', 'teamId', 'priority', 'topic', 'subject', 'tags', 'fields'] as const;

/** What was on the screen in the fields that the patch changes. */
export function expectedOf(ticket: Ticket, patch: TicketPatch): NonNullable<TicketPatch['expected']> {
  const seen = (key: (typeof FIELDS)[number]): unknown =>
    key === 'fields' ? Object.fromEntries(Object.keys(patch.fields ?? {}).map((name) => [name, ticket.fields[name] ?? null])) : ticket[key];
  return Object.fromEntries(FIELDS.filter((key) => patch[key] !== undefined).map((key) => [key, seen(key)]));
}

/** What the others have made of it, when the refusal says so. */
export function nowOf(details: unknown): Conflict['now'] | null {
  const now = (details as { now?: unknown } | null | undefined)?.now;
  return typeof now === 'object' && now !== null ? (now as Conflict['now']) : null;
}
