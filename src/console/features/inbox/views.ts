import type { Ticket } from '../../../contract/tickets.js';
import type { TicketFilter } from '../../api/keys.js';

/** Ways to look at the tickets. `pending` waits on the customer. */
export const VIEWS = ['live', 'mine', 'unassigned', 'pending', 'solved'] as const;
export type View = (typeof VIEWS)[number];
export type Sort = 'waiting' | 'newest';

const LIVE = ['open', 'pending', 'hold'];

/** An unknown view in an address is the first one. */
export const readView = (value: string): View => VIEWS.find((view) => view === value) ?? 'live';

/** Where we owe an answer, whoever waits longest comes first. */
export const defaultSort = (view: View): Sort => (view === 'pending' || view === 'solved' ? 'newest' : 'waiting');

/** What the server is asked for. Words search everything live and solved, whatever the view. */
export function filterOf(view: View, sort: Sort, words: string): TicketFilter {
  const q = words.trim();
  if (q) return { q, sort: 'newest' };
  switch (view) {
    case 'live':
      return { status: 'live', sort };
    case 'mine':
      return { status: 'live', assigneeId: 'me', sort };
    case 'unassigned':
      return { status: 'live', assigneeId: 'none', sort };
    case 'pending':
      return { status: 'pending', sort };
    case 'solved':
      return { status: 'solved,closed', sort };
  }
}

/** The same question as `filterOf`, for one ticket that just changed. */
export function belongsIn(view: View, ticket: Pick<Ticket, 'status' | 'assigneeId' | 'mergedIntoId'>, myId: string): boolean {
  if (ticket.mergedIntoId) return false;
  const live = LIVE.includes(ticket.status);
  switch (view) {
    case 'live':
      return live;
    case 'mine':
      return live && ticket.assigneeId === myId;
    case 'unassigned':
      return live && ticket.assigneeId === null;
    case 'pending':
      return ticket.status === 'pending';
    case 'solved':
      return ticket.status === 'solved' || ticket.status === 'closed';
  }
}
