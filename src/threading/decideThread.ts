import type { Evidence } from '../tickets/message.js';
import { afterClosed } from './rules/afterClosed.js';
import { anotherIssue, sharedMailbox } from './rules/anotherIssue.js';
import { likelyIssue } from './rules/likelyIssue.js';
import { liveTicket } from './rules/liveTicket.js';
import { newTicket } from './rules/newTicket.js';
import { proof } from './rules/proof.js';
import { solvedTicket } from './rules/solvedTicket.js';
import { stranger } from './rules/stranger.js';
import { isEcho, situationOf, type Rule } from './situation.js';
import type { ThreadDecision, ThreadInput, ThreadPolicy } from './thread.js';

export type { HintedTicket, ThreadCandidate, ThreadDecision, ThreadInput, ThreadPolicy, ThreadRule } from './thread.js';

/** What a desk has that sets nothing else. */
export const DEFAULT_POLICY: ThreadPolicy = { reopenWindowDays: 14, anotherIssue: 'clear' };

/** As sure as a sender can be about whom the mail contradicts itself. */
const DOUBTED = 0.5;
/** Nor is one sure whom nothing proves where that is asked: below what the console calls a guess. */
const UNPROVEN = 0.7;

/** The ladder: what is proven first, then the customer's live ticket, then what was solved lately. */
const LADDER: readonly Rule[] = [proof, sharedMailbox, likelyIssue, anotherIssue, liveTicket, afterClosed, stranger, solvedTicket];

/**
 * Which ticket a message belongs to, by which rule, on what evidence, and how sure that is. Pure: the same input gives
 * the same answer, so a decision can be shown, tested and taken back.
 */
export function decideThread(input: ThreadInput): ThreadDecision {
  const situation = situationOf(input);
  for (const rule of LADDER) {
    const decision = rule(situation);
    if (decision) return doubted(decision, input);
  }
  return newTicket(situation);
}

/**
 * A mail with two senders, or none that can be read, is placed like any other - its own ticket is the likeliest, and
 * nothing is shown to its writer - but every place in which its address had a say is a guess (S12). So is one whose sender
 * is not proven though our mail server is asked: whoever saw a mail of ours can answer it in its customer's name.
 */
function doubted(decision: ThreadDecision, { inbound }: ThreadInput): ThreadDecision {
  const doubt = inbound.senderDoubt ?? null;
  if (decision.outcome === 'new') return decision;
  if (doubt !== null) return asGuess(decision, DOUBTED, { kind: 'sender_doubt', value: doubt });
  const byEcho = inbound.hints.some((hint) => hint.kind === decision.rule && isEcho(hint, inbound));
  if (!inbound.senderUnproven || byEcho) return decision;
  return asGuess(decision, UNPROVEN, { kind: 'sender_unproven', value: inbound.sender[0]?.value ?? '' });
}

function asGuess(decision: ThreadDecision, atMost: number, why: Evidence): ThreadDecision {
  return { ...decision, confidence: Math.min(decision.confidence, atMost), evidence: [...decision.evidence, why] };
}
