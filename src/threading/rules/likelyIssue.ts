import { isLive } from '../../tickets/ticket.js';
import { nearness, otherness } from '../otherness.js';
import { isPureThanks } from '../thanks.js';
import { solvedTime, type Rule, type Situation } from '../situation.js';
import type { ThreadCandidate, ThreadDecision } from '../thread.js';
import { claimEvidence, claims, lastOf, namedBefore, previous, ticketFact, unique } from './facts.js';

/** How far `otherness` stands from zero where nothing is surer. */
const SURE_AT = 3;
const SHOWN = 3;

/**
 * Where each issue has a ticket of its own (`anotherIssue: likely`): the nearest of the live tickets and of those that may
 * reopen, on whatever channel; and a new one when the message is likelier about something else than about any of them.
 * A mail's proof of what it answers stands before this.
 */
export const likelyIssue: Rule = (situation) => {
  const { policy, live, reopenable, isPerson, inbound } = situation;
  if (policy.anotherIssue !== 'likely' || !isPerson) return null;
  const candidates = [...live, ...reopenable];
  if (candidates.length === 0) return null;
  const thanks = isPureThanks(inbound);
  const ranked = candidates
    .map((ticket) => ({ ticket, near: thanks ? lastWord(ticket) : nearness(situation, ticket) }))
    .sort((a, b) => b.near - a.near || b.ticket.number - a.ticket.number);
  const [best, second] = ranked as [(typeof ranked)[number], (typeof ranked)[number] | undefined];
  const others = ranked.slice(1, 1 + SHOWN).map(({ ticket }) => ticket);
  if (thanks) return joined(situation, best.ticket, isLive(best.ticket) ? 'best_live_ticket' : 'thanks', 0.85, others);
  const other = otherness(situation, best.ticket);
  if (other > 0) return apart(situation, Math.min(0.9, 0.55 + (0.35 * other) / SURE_AT));
  const sure = second ? Math.min(0.79, 0.5 + 0.1 * (best.near - second.near)) : Math.min(0.9, 0.6 - 0.1 * other);
  return joined(situation, best.ticket, isLive(best.ticket) ? (second ? 'best_live_ticket' : 'live_ticket') : 'reopened', sure, others);
};

/** Thanks are for what we said last: tickets that wait for us are thanked only when there is no other. */
function lastWord(ticket: ThreadCandidate): number {
  const at = ticket.status === 'solved' ? Math.max(solvedTime(ticket), ticket.lastMessageAt.getTime()) : ticket.lastMessageAt.getTime();
  return ticket.status === 'solved' || ticket.answeredLast ? at : at / 2;
}

function joined(
  situation: Situation,
  ticket: ThreadCandidate,
  rule: 'live_ticket' | 'best_live_ticket' | 'reopened' | 'thanks',
  confidence: number,
  others: ThreadCandidate[],
): ThreadDecision {
  return {
    outcome: rule === 'reopened' ? 'reopen' : 'join',
    ticketId: ticket.id,
    rule,
    evidence: [ticketFact(ticket), ...about(situation), ...claimEvidence(situation)],
    confidence,
    links: unique([...claims(situation), ...namedBefore(situation)]).filter((link) => link.ticketId !== ticket.id),
    alternatives: others.map((other) => ({
      ticketId: other.id,
      rule: isLive(other) ? 'best_live_ticket' : 'reopened',
      confidence: (1 - confidence) / others.length,
    })),
  };
}

function apart(situation: Situation, confidence: number): ThreadDecision {
  const { live, reopenable, subject, own } = situation;
  const candidates = [...live, ...reopenable].slice(0, SHOWN);
  return {
    outcome: 'new',
    ticketId: null,
    rule: 'likely_another_issue',
    evidence: [
      ...(subject ? [{ kind: 'subject', value: subject }] : []),
      ...about(situation),
      ...candidates.map(ticketFact),
      ...claimEvidence(situation),
    ],
    confidence,
    links: unique([...claims(situation), ...previous(lastOf(own))]),
    alternatives: candidates.map((ticket) => ({
      ticketId: ticket.id,
      rule: isLive(ticket) ? 'best_live_ticket' : 'reopened',
      confidence: (1 - confidence) / candidates.length,
    })),
  };
}

function about(situation: Situation): ThreadDecision['evidence'] {
  const { topic, numbers } = situation.about();
  return [...(topic ? [{ kind: 'topic', value: topic }] : []), ...[...numbers].slice(0, SHOWN).map((value) => ({ kind: 'number', value }))];
}
