import type { Alternative } from '../tickets/message.js';
import type { ThreadCandidate, ThreadDecision } from './thread.js';

const KEPT = 3;
const SUBJECT_LENGTH = 120;

/** What a decision passed over, in the form in which it is kept on the message: the likeliest, each ticket once. */
export function alternativesOf(
  { ticketId, alternatives }: ThreadDecision,
  candidates: readonly ThreadCandidate[],
  customerId: string,
): Alternative[] {
  const tickets = new Map(candidates.map((ticket) => [ticket.id, ticket]));
  const ranked = [...alternatives].sort((a, b) => b.confidence - a.confidence);
  const kept = new Map<string, Alternative>();
  for (const other of ranked) {
    const ticket = tickets.get(other.ticketId);
    if (!ticket || ticket.id === ticketId || kept.has(ticket.id) || kept.size === KEPT) continue;
    const subject = ticket.customerId === customerId ? ticket.subject.slice(0, SUBJECT_LENGTH) : '';
    kept.set(ticket.id, { ticketId: ticket.id, number: ticket.number, subject, rule: other.rule, confidence: other.confidence });
  }
  return [...kept.values()];
}
