import type { Rule } from '../situation.js';
import { claimEvidence, claims } from './facts.js';

/**
 * Somebody names a ticket that he has no part in: a guessed Message-ID, a forwarded mail, a colleague. He gets his own
 * ticket, linked, and sees nothing of the other (FreeScout GHSA-6r38-6mcf-2ww3, GHSA-8vm3-wwq4-ggfx: joining was a hijack).
 */
export const stranger: Rule = (situation) => {
  const { claimed } = situation;
  if (claimed.length === 0) return null;
  return {
    outcome: 'new',
    ticketId: null,
    rule: 'stranger_with_known_id',
    evidence: [...claimEvidence(situation), { kind: 'sender', value: situation.inbound.sender[0]?.value ?? '' }],
    confidence: 0.9,
    links: claims(situation),
    alternatives: claimed.slice(0, 3).map(({ hint, ticket }) => ({ ticketId: ticket.id, rule: hint.kind, confidence: 0.1 })),
  };
};
