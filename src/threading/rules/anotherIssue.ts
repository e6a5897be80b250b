import { compare, DAY_MS, hasSubjectOf, isSharedSender, startsItsOwnThread, type Rule, type Situation } from '../situation.js';
import type { ThreadDecision } from '../thread.js';
import { claimEvidence, claims, lastOf, previous, ticketFact, unique } from './facts.js';
import { solvedTicket } from './solvedTicket.js';

/**
 * A new mail beside live tickets that is about something else. It has to be unmistakable, since a customer who
 * is split over two tickets has to say everything twice: its own thread and subject, no significant word in common, a
 * topic or an order number that differs, and nothing said in the live tickets for a day. If a ticket of
 * that subject was solved lately, it is that issue again.
 */
export const anotherIssue: Rule = (situation) => {
  const { policy, live } = situation;
  if (policy.anotherIssue !== 'clear' || !mayStand(situation)) return null;
  const differs = live.every((ticket) => isQuiet(ticket, situation) && compare(situation, ticket).contrary);
  if (!differs) return null;
  const sameSubject = situation.reopenable.filter((ticket) => hasSubjectOf(situation, ticket));
  return solvedTicket({ ...situation, reopenable: sameSubject }) ?? beside(situation, 'another_issue', 0.8);
};

/**
 * Several people write from a desk, a form or a mailing list, so there one live ticket proves nothing: a mail that
 * starts its own thread and shares no word with the live tickets is somebody else's matter.
 */
export const sharedMailbox: Rule = (situation) => {
  const { live } = situation;
  if (!mayStand(situation) || !isSharedSender(situation) || situation.about().words.size === 0) return null;
  return live.every((ticket) => compare(situation, ticket).score === 0) ? beside(situation, 'shared_mailbox', 0.7) : null;
};

function mayStand(situation: Situation): boolean {
  return situation.live.length > 0 && startsItsOwnThread(situation);
}

/** Both clocks count, its own and ours: a backlog that arrives at once is one conversation. */
function isQuiet({ lastMessageAt }: Situation['live'][number], { inbound, asOf }: Situation): boolean {
  const last = lastMessageAt.getTime();
  return asOf.getTime() - last > DAY_MS && Math.abs(inbound.occurredAt.getTime() - last) > DAY_MS;
}

function beside(situation: Situation, rule: 'another_issue' | 'shared_mailbox', confidence: number): ThreadDecision {
  const { live, subject } = situation;
  const about = situation.about();
  const last = lastOf(live);
  return {
    outcome: 'new',
    ticketId: null,
    rule,
    evidence: [
      { kind: 'subject', value: subject },
      ...(about.topic ? [{ kind: 'topic', value: about.topic }] : []),
      ...[...about.numbers].slice(0, 3).map((value) => ({ kind: 'number', value })),
      ...live.slice(0, 3).map(ticketFact),
      ...claimEvidence(situation),
    ],
    confidence,
    links: unique([...claims(situation), ...previous(last)]),
    alternatives: live.map(({ id }) => ({ ticketId: id, rule: 'live_ticket', confidence: 1 - confidence })),
  };
}
