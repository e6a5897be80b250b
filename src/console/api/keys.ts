import type { SearchKind } from '../../contract/search.js';
import type { TicketsQuery } from '../../contract/tickets.js';
import type { SearchAsk } from './search.js';

/** Which tickets a list holds: what the API takes in its query, and so the name of the list in the cache. */
export type TicketFilter = Partial<
  Pick<TicketsQuery, 'status' | 'assigneeId' | 'customerId' | 'q' | 'sort' | 'channel' | 'snoozed' | 'view' | 'filter'>
>;

/** Names of everything in the cache, so that one place knows what a change touches. */
export const keys = {
  me: ['me'] as const,
  agents: ['agents'] as const,
  everyAgent: ['agents', 'inactive too'] as const,
  ticketLists: ['tickets'] as const,
  ticketList: (filter: TicketFilter) => ['tickets', filter] as const,
  ticketCounts: ['ticket-counts'] as const,
  ticket: (id: string) => ['ticket', id] as const,
  story: (id: string) => ['ticket', id, 'story'] as const,
  ticketFollowups: (id: string) => ['ticket', id, 'followups'] as const,
  search: (kind: SearchKind, ask: SearchAsk | null, limit: number) => ['search', kind, ask, limit] as const,
  customers: (q: string) => ['customers', q] as const,
  customer: (id: string) => ['customer', id] as const,
  timeline: (id: string) => ['customer', id, 'timeline'] as const,
  suggestions: (id: string) => ['customer', id, 'suggestions'] as const,
  customerChanges: (id: string) => ['customer', id, 'changes'] as const,
  workspace: (what: string) => ['workspace', what] as const,
  viewCounts: ['view-counts'] as const,
  mentions: ['mentions'] as const,
  queues: ['queues'] as const,
  intake: (state: string) => ['intake', state] as const,
  outbox: (state: string) => ['outbox', state] as const,
  rules: ['followup-rules'] as const,
  followups: (state: string) => ['followups', state] as const,
};
