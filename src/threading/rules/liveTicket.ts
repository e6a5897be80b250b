import { compare, DAY_MS, startsItsOwnThread, type Rule, type Situation } from '../situation.js';
import type { ThreadCandidate, ThreadDecision } from '../thread.js';
import { claimEvidence, claims, namedBefore, ticketFact, unique } from './facts.js';

/**
 * The customer's live ticket, whatever channel it came on. Customers switch channels, not issues. With several
 * it is the likeliest, and marked as a guess.
 *
 * A message that names somebody else's ticket comes here too: it never joins that one, it is linked to it, and one
 * customer's mails end in one ticket in whichever order they arrive.
 */
export const liveTicket: Rule = (situation) => {
  const { live } = situation;
  const [only, second] = live;
  if (!only) return null;
  return second ? best(situation) : decided(situation, only, 'live_ticket', sureness(situation, only), []);
};

function best(situation: Situation): ThreadDecision {
  const ranked = situation.live
    .map((ticket) => ({ ticket, score: 0.7 * compare(situation, ticket).score + 0.3 * recency(ticket, situation) }))
    .sort((a, b) => b.score - a.score || b.ticket.number - a.ticket.number);
  const [first, second] = ranked as [(typeof ranked)[number], (typeof ranked)[number]];
  const confidence = Math.min(0.79, 0.5 + 0.5 * (first.score - second.score));
  const alternatives = ranked
    .slice(1, 4)
    .map(({ ticket }) => ({ ticketId: ticket.id, rule: 'best_live_ticket' as const, confidence: (1 - confidence) / (ranked.length - 1) }));
  return decided(situation, first.ticket, 'best_live_ticket', confidence, alternatives);
}

/** A mail of its own that has nothing in common with the ticket is still a guess, even if there is only one. */
function sureness(situation: Situation, ticket: ThreadCandidate): number {
  return startsItsOwnThread(situation) && compare(situation, ticket).score === 0 ? 0.75 : 0.9;
}

function recency({ lastMessageAt }: ThreadCandidate, { said }: Situation): number {
  return 1 / (1 + Math.abs(said.getTime() - lastMessageAt.getTime()) / DAY_MS);
}

function decided(
  situation: Situation,
  ticket: ThreadCandidate,
  rule: 'live_ticket' | 'best_live_ticket',
  confidence: number,
  alternatives: ThreadDecision['alternatives'],
): ThreadDecision {
  const links = unique([...claims(situation), ...namedBefore(situation)]).filter((link) => link.ticketId !== ticket.id);
  return {
    outcome: 'join',
    ticketId: ticket.id,
    rule,
    evidence: [ticketFact(ticket), { kind: 'live_tickets', value: String(situation.live.length) }, ...claimEvidence(situation)],
    confidence,
    links,
    alternatives,
  };
}
