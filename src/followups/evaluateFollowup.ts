import type { Ticket } from '../tickets/ticket.js';
import { intoActiveHours } from './activeHours.js';
import type { FollowupRule } from './rule.js';

/** How things stand right before it would be sent. */
export interface FollowupCircumstances {
  ticket: Pick<Ticket, 'status' | 'mergedIntoId'>;
  /** The rule as it is now; null: deleted. Left out: not asked. */
  rule?: Pick<FollowupRule, 'enabled'> | null;
  /** When the customer last wrote, in this ticket or anywhere. */
  lastInboundAt: Date | null;
  /** He has asked not to be written to. */
  optedOut: boolean;
  asOf: Date;
  /** Where he lives, or else where the desk is, so that a late check-in does not ring at night. */
  timeZone?: string | null;
}

/** What becomes of it now. `wait`: ask again at `until`, and then anew. */
export type FollowupVerdict = { act: 'send' } | { act: 'wait'; until: Date } | { act: 'cancel'; reason: CancelReason };
/** Kept with the follow-up and shown to agents. */
export type CancelReason = 'opted_out' | 'customer_wrote' | 'ticket_merged' | 'ticket_reopened' | 'rule_disabled' | 'too_late';

/** After an outage a check-in is still worth something for a week; later it only puzzles. */
const LATEST_MS = 7 * 24 * 3_600_000;

/**
 * Whether a planned check-in is still right: asked again right before it is sent, since much may happen in days. The
 * reason is the cause, not what followed from it: who writes also reopens the ticket, and then he wrote.
 */
export function evaluateFollowup(
  followup: { createdAt: Date; dueAt: Date },
  { ticket, rule, lastInboundAt, optedOut, asOf, timeZone }: FollowupCircumstances,
): FollowupVerdict {
  if (optedOut) return { act: 'cancel', reason: 'opted_out' };
  if (lastInboundAt && lastInboundAt > followup.createdAt) return { act: 'cancel', reason: 'customer_wrote' };
  if (ticket.mergedIntoId !== null) return { act: 'cancel', reason: 'ticket_merged' };
  if (ticket.status !== 'solved' && ticket.status !== 'closed') return { act: 'cancel', reason: 'ticket_reopened' };
  if (rule !== undefined && !rule?.enabled) return { act: 'cancel', reason: 'rule_disabled' };
  if (asOf < followup.dueAt) return { act: 'wait', until: followup.dueAt };
  if (asOf.getTime() - followup.dueAt.getTime() > LATEST_MS) return { act: 'cancel', reason: 'too_late' };
  const until = intoActiveHours(asOf, timeZone ?? null);
  return until > asOf ? { act: 'wait', until } : { act: 'send' };
}
