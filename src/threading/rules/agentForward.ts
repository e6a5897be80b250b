import type { HintedTicket, ThreadCandidate, ThreadDecision } from '../thread.js';
import { lastOf, previous, ticketFact, unique } from './facts.js';

/**
 * An agent passes somebody's mail on to us. Whoever wrote it has never written here himself, as far as anybody can prove,
 * so it never joins what is there: a ticket of its own, linked to his last one and to whatever the forward names. It is
 * no rule of the ladder, since the mail's own marks are the agent's.
 */
export function decideAgentForward({ own, hinted }: { own: readonly ThreadCandidate[]; hinted: readonly HintedTicket[] }): ThreadDecision {
  const last = lastOf(own);
  const named = hinted.map(({ ticket }): ThreadDecision['links'][number] => ({
    ticketId: ticket.id,
    kind: own.some(({ id }) => id === ticket.id) ? 'previous' : 'claims',
  }));
  return {
    outcome: 'new',
    ticketId: null,
    rule: 'agent_forward',
    evidence: last ? [ticketFact(last)] : [],
    confidence: 0.9,
    links: unique([...previous(last), ...named]),
    alternatives: [],
  };
}
