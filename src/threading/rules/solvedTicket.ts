import { compare, DAY_MS, isSharedSender, solvedTime, startsItsOwnThread, type Rule, type Situation } from '../situation.js';
import { isPureThanks } from '../thanks.js';
import type { ThreadCandidate } from '../thread.js';
import { ticketFact } from './facts.js';

/** A fresh mail with nothing in common still counts as going on with the issue for so long after it was solved. */
const STILL_WARM_MS = 2 * DAY_MS;

/**
 * Nothing is live, but something was solved lately. Going on with it reopens it; a mere thank-you or a machine's
 * note joins it and leaves it solved.
 */
export const solvedTicket: Rule = (situation) => {
  const { reopenable, inbound, isPerson } = situation;
  const ranked = reopenable
    .map((ticket) => ({ ticket, ...compare(situation, ticket) }))
    .sort((a, b) => b.score - a.score || solvedTime(b.ticket) - solvedTime(a.ticket));
  const [latest] = reopenable;
  const [best] = ranked;
  if (!latest || !best) return null;

  if (!isPerson) {
    // What a newsletter or another system tells is new content; a vacation note or a bounce is an echo of our last mail.
    if (inbound.wroteBy !== 'auto_reply' && inbound.wroteBy !== 'bounce') return null;
    return {
      outcome: 'join',
      ticketId: latest.id,
      rule: 'machine_mail',
      evidence: [ticketFact(latest)],
      confidence: 0.6,
      links: [],
      alternatives: [],
    };
  }
  if (isPureThanks(inbound)) {
    return {
      outcome: 'join',
      ticketId: latest.id,
      rule: 'thanks',
      evidence: [ticketFact(latest)],
      confidence: 0.85,
      links: [],
      alternatives: [],
    };
  }
  if (!isContinuing(best, situation)) return null;
  return {
    outcome: 'reopen',
    ticketId: best.ticket.id,
    rule: 'reopened',
    evidence: [
      ticketFact(best.ticket),
      { kind: 'solved_days_ago', value: String(Math.max(0, Math.floor((situation.said.getTime() - solvedTime(best.ticket)) / DAY_MS))) },
    ],
    confidence: best.score > 0 ? 0.85 : 0.7,
    links: [],
    alternatives: ranked.slice(1, 4).map(({ ticket }) => ({ ticketId: ticket.id, rule: 'reopened', confidence: 0.3 })),
  };
};

/**
 * In doubt it continues: a text, a call and a chat have no subject to be new by. A mail is new when it says so by its
 * topic or number, or starts its own thread with no word in common once the ticket has cooled down.
 */
function isContinuing(
  { ticket, score, contrary }: { ticket: ThreadCandidate; score: number; contrary: boolean },
  situation: Situation,
): boolean {
  if (score > 0) return true;
  if (contrary) return false;
  if (!startsItsOwnThread(situation) || situation.about().words.size < 2) return true;
  return !isSharedSender(situation) && situation.said.getTime() - solvedTime(ticket) <= STILL_WARM_MS;
}
