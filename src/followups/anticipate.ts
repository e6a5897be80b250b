import type { Anticipation } from '../contract/tickets.js';
import type { Ticket } from '../tickets/ticket.js';
import { matchRules, type FollowupRule, type RuleSubject } from './rule.js';
import { callable, fillIn, inLanguage } from './template.js';

type Subject = RuleSubject & Pick<Ticket, 'number' | 'subject'>;

/**
 * What this ticket's customer is likely to ask next, shown before resolving. `customer` fills the check-in's text as it
 * would be sent; `agentLanguage` picks the prompt's.
 */
export function anticipate(
  ticket: Subject,
  rules: readonly FollowupRule[],
  customer: { name: string | null; language: string | null } = { name: null, language: null },
  agentLanguage: string | null = null,
): Anticipation[] {
  const values = { name: callable(customer.name), number: ticket.number, subject: ticket.subject };
  return matchRules(ticket, rules).map((rule) => ({
    ruleId: rule.id,
    name: rule.name,
    expects: rule.expect.topic,
    withinDays: rule.expect.withinDays,
    probability: rule.expect.probability,
    prompt: inLanguage(rule.prompt, agentLanguage),
    reply: rule.reply && fillIn(inLanguage(rule.reply, customer.language), values),
    checkIn: rule.checkIn && {
      afterHours: rule.checkIn.afterHours,
      text: fillIn(inLanguage(rule.checkIn.text, customer.language), values),
    },
  }));
}
