import type { Situation } from '../situation.js';
import type { ThreadDecision } from '../thread.js';
import { lastOf, previous, ticketFact } from './facts.js';

/** A new ticket, linked to the customer's last one. Its subject alone never joins it to anything. */
export function newTicket({ own, reopenable }: Situation): ThreadDecision {
  const last = lastOf(own);
  return {
    outcome: 'new',
    ticketId: null,
    rule: 'new_ticket',
    evidence: last ? [ticketFact(last)] : [],
    confidence: reopenable.length > 0 ? 0.75 : last ? 0.95 : 1,
    links: previous(last),
    alternatives: reopenable.slice(0, 3).map(({ id }) => ({ ticketId: id, rule: 'reopened', confidence: 0.25 })),
  };
}
