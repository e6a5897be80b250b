import type { Rule } from '../situation.js';
import { claims, hintEvidence, namedBefore, ticketFact } from './facts.js';

/** A message names its sender's own ticket, and that one is closed or solved too long ago: a new one, linked to it. */
export const afterClosed: Rule = (situation) => {
  const [named] = situation.trusted;
  if (!named) return null;
  return {
    outcome: 'new',
    ticketId: null,
    rule: 'after_closed',
    evidence: [hintEvidence(named.hint), ticketFact(named.ticket)],
    confidence: 0.9,
    links: [...namedBefore(situation), ...claims(situation)],
    alternatives: [{ ticketId: named.ticket.id, rule: named.hint.kind, confidence: 0.1 }],
  };
};
