import { afterClosed } from './rules/afterClosed.js';
import { anotherIssue, sharedMailbox } from './rules/anotherIssue.js';
import { liveTicket } from './rules/liveTicket.js';
import { newTicket } from './rules/newTicket.js';
import { proof } from './rules/proof.js';
import { solvedTicket } from './rules/solvedTicket.js';
import { stranger } from './rules/stranger.js';
import { situationOf, type Rule } from './situation.js';
import type { ThreadDecision, ThreadInput, ThreadPolicy } from './thread.js';

export type { HintedTicket, ThreadCandidate, ThreadDecision, ThreadInput, ThreadPolicy, ThreadRule } from './thread.js';

export const DEFAULT_POLICY: ThreadPolicy = { reopenWindowDays: 14, anotherIssue: 'clear' };

/** The ladder: what is proven first, then the customer's live ticket, then what was solved lately. */
const LADDER: readonly Rule[] = [proof, sharedMailbox, anotherIssue, liveTicket, afterClosed, stranger, solvedTicket];

/**
 * Which ticket a message belongs to, by which rule, on what evidence, and how sure that is. Pure: the same input gives
 * the same answer, so a decision can be shown, tested and taken back.
 */
export function decideThread(input: ThreadInput): ThreadDecision {
  const situation = situationOf(input);
  for (const rule of LADDER) {
    const decision = rule(situation);
    if (decision) return decision;
  }
  return newTicket(situation) as ThreadDecision;
}
