import { isLive } from '../../tickets/ticket.js';
import { mayReopen, namesAnotherSubject, type Rule, type Situation } from '../situation.js';
import { isPureThanks } from '../thanks.js';
import type { HintedTicket, ThreadDecision } from '../thread.js';
import { claims, hintEvidence, ticketFact } from './facts.js';

/**
 * The message names what it answers (RFC 5322 3.6.4, or a token or a session of ours), and its sender belongs
 * there. The first such ticket that may still take it wins; a closed one is left to `afterClosed`.
 * Machine mail goes to its ticket whatever state that is in, and changes nothing there.
 */
export const proof: Rule = (situation) => {
  const { trusted, isPerson } = situation;
  const found = trusted.find(({ ticket }) => isLive(ticket) || !isPerson || mayTake(ticket, situation));
  if (!found) return null;
  const { ticket, hint } = found;
  const decided = {
    ticketId: ticket.id,
    evidence: evidenceOf(found, situation),
    confidence: sureness(found, situation),
    links: claims(situation),
    alternatives: others(situation, found),
  };
  if (!isPerson || isLive(ticket)) return { ...decided, outcome: 'join', rule: hint.kind };
  if (isPureThanks(situation.inbound))
    return { ...decided, outcome: 'join', rule: 'thanks', confidence: Math.min(decided.confidence, 0.9) };
  return { ...decided, outcome: 'reopen', rule: 'reopened' };
};

/** A thank-you is welcome on a solved ticket however late it comes. */
function mayTake(ticket: HintedTicket['ticket'], situation: Situation): boolean {
  return mayReopen(ticket, situation) || (ticket.status === 'solved' && isPureThanks(situation.inbound));
}

/** A mail that answers one thing and is headed by another may be about another: still with what it answers, as a guess. */
const ANOTHER_SUBJECT = 0.75;

function sureness(found: HintedTicket, situation: Situation): number {
  const proven = byHint(found, situation);
  return namesAnotherSubject(situation, found.ticket) ? Math.min(proven, ANOTHER_SUBJECT) : proven;
}

/** A reference is anybody's to write, and a text leaves unsaid what it answers. */
const LESS_SURE: Partial<Record<HintedTicket['hint']['kind'], number>> = { reference: 0.95, text_answer: 0.9 };

function byHint({ hint, ticket }: HintedTicket, { customerId }: Situation): number {
  const base = LESS_SURE[hint.kind] ?? 1;
  return ticket.customerId === customerId ? base : base - 0.1;
}

function evidenceOf(found: HintedTicket, situation: Situation): ThreadDecision['evidence'] {
  const changed = namesAnotherSubject(situation, found.ticket) ? [{ kind: 'subject_changed', value: situation.subject }] : [];
  const evidence = [hintEvidence(found.hint), ticketFact(found.ticket), ...changed];
  return found.ticket.customerId === situation.customerId
    ? evidence
    : [...evidence, { kind: 'participant', value: situation.inbound.sender[0]?.value ?? '' }];
}

function others({ trusted }: Situation, chosen: HintedTicket): ThreadDecision['alternatives'] {
  const rest = trusted.filter(
    ({ ticket }, i) => ticket.id !== chosen.ticket.id && trusted.findIndex((hinted) => hinted.ticket.id === ticket.id) === i,
  );
  return rest.map(({ hint, ticket }) => ({ ticketId: ticket.id, rule: hint.kind, confidence: 0.4 }));
}
