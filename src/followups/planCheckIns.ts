import type { Ticket } from '../tickets/ticket.js';
import { intoActiveHours } from './activeHours.js';
import { matchRules, type FollowupRule, type RuleSubject } from './rule.js';
import { callable, fillIn, inLanguage } from './template.js';

/** One check-in to be: its text is ready, names and numbers filled in. */
export interface PlannedFollowup {
  ruleId: string;
  ruleName: string;
  dueAt: Date;
  text: string;
}

/** When it was solved, and of the customer: null where we do not know. `timeZone`: his, or the desk's where nobody knows his. */
export interface CheckInContext {
  resolvedAt: Date;
  customerName: string | null;
  language: string | null;
  timeZone: string | null;
}

const HOUR_MS = 3_600_000;

/**
 * The check-ins that solving this ticket now would plan, soonest first. The same words are said once, even if two rules
 * say them. Due times lie between nine and seven where the customer lives, if we know where that is.
 */
export function planCheckIns(
  ticket: RuleSubject & Pick<Ticket, 'number' | 'subject'>,
  rules: readonly FollowupRule[],
  { resolvedAt, customerName, language, timeZone }: CheckInContext,
): PlannedFollowup[] {
  const planned: PlannedFollowup[] = [];
  for (const rule of matchRules(ticket, rules)) {
    if (!rule.checkIn) continue;
    const text = fillIn(inLanguage(rule.checkIn.text, language), {
      name: callable(customerName),
      number: ticket.number,
      subject: ticket.subject,
    });
    if (!text || planned.some((other) => other.text === text)) continue;
    const due = new Date(resolvedAt.getTime() + rule.checkIn.afterHours * HOUR_MS);
    planned.push({ ruleId: rule.id, ruleName: rule.name, dueAt: intoActiveHours(due, timeZone), text });
  }
  return planned.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}
