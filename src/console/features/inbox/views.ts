import type { TicketSort } from '../../../contract/common.js';
import { NEARLY_LATE_MINUTES, TICKET_SORTS } from '../../../contract/lists.js';
import type { FilterNode } from '../../../contract/filters.js';
import type { Ticket } from '../../../contract/tickets.js';
import type { TicketFilter } from '../../api/keys.js';

/** Ways to look at the tickets that every desk has. `pending` waits on the customer. */
export const VIEWS = ['live', 'mine', 'unassigned', 'breaching', 'pending', 'mentions', 'snoozed', 'solved'] as const;
/** See `VIEWS`. */
export type BuiltIn = (typeof VIEWS)[number];
/** One of them, or the id of a saved view. */
export type View = string;
export type Sort = TicketSort;

const LIVE = ['open', 'pending', 'hold'];
/** First replies that are late, or will be before an agent has had his coffee. */
export const BREACHING: FilterNode = { field: 'breaching', withinMinutes: NEARLY_LATE_MINUTES };

/** False for a saved view. */
export const isBuiltIn = (view: View): view is BuiltIn => VIEWS.some((one) => one === view);
const isSaved = (view: string): boolean => /^[0-9a-f]{24}$/.test(view);

/** An unknown view in an address is the first one. */
export const readView = (value: string): View => (isBuiltIn(value) || isSaved(value) ? value : 'live');

/** Where we owe an answer, whoever waits longest comes first. */
export const defaultSort = (view: View): Sort => (view === 'pending' || view === 'solved' ? 'newest' : 'waiting');

const BY_TIME: readonly Sort[] = ['newest', 'oldest'];
/** Most useful first. */
const ORDERS: readonly Sort[] = ['waiting', 'due', 'priority', 'heard', ...BY_TIME];

/** The orders that make sense in a view: what is solved waits for nobody, and some views have one order only. */
export function ordersOf(view: View): readonly Sort[] {
  if (view === 'solved') return BY_TIME;
  return view === 'mentions' || view === 'snoozed' ? [] : ORDERS;
}

/** One that was chosen for a view before; null: none that we know. */
export const readSort = (view: View, kept: string | null): Sort | null =>
  TICKET_SORTS.find((one) => one === kept && ordersOf(view).includes(one)) ?? null;

/** What the server is asked for. Words search everything live and solved, whatever the view. */
export function filterOf(view: View, sort: Sort, words: string): TicketFilter {
  const q = words.trim();
  if (q) return { q, sort: 'newest' };
  if (!isBuiltIn(view)) return { view, sort };
  switch (view) {
    case 'live':
    case 'mentions':
      return { status: 'live', snoozed: 'without', sort };
    case 'mine':
      return { status: 'live', assigneeId: 'me', snoozed: 'without', sort };
    case 'unassigned':
      return { status: 'live', assigneeId: 'none', snoozed: 'without', sort };
    case 'breaching':
      return { status: 'live', filter: JSON.stringify(BREACHING), sort };
    case 'pending':
      return { status: 'pending', sort };
    case 'snoozed':
      return { snoozed: 'only', sort: 'newest' };
    case 'solved':
      return { status: 'solved,closed', sort };
  }
}

/** The same question as `filterOf`, for one ticket that just changed; null: only the server can say. */
export function belongsIn(
  view: View,
  ticket: Pick<Ticket, 'status' | 'assigneeId' | 'mergedIntoId' | 'snooze'>,
  myId: string,
): boolean | null {
  if (ticket.mergedIntoId) return false;
  const live = LIVE.includes(ticket.status);
  const awake = live && ticket.snooze === null;
  switch (view) {
    case 'live':
      return awake;
    case 'mine':
      return awake && ticket.assigneeId === myId;
    case 'unassigned':
      return awake && ticket.assigneeId === null;
    case 'pending':
      return ticket.status === 'pending';
    case 'snoozed':
      return live && ticket.snooze !== null;
    case 'solved':
      return ticket.status === 'solved' || ticket.status === 'closed';
    default:
      return null;
  }
}
