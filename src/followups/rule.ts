import type { FollowupRule as FollowupRuleShape } from '../contract/desk.js';
import type { Ticket } from '../tickets/ticket.js';

/** When a ticket like this is solved, that question tends to come next: prompt the agent, and maybe check in later. */
export type FollowupRule = Omit<FollowupRuleShape, 'version'>;

/** What rules look at. */
export type RuleSubject = Pick<Ticket, 'topic' | 'channels' | 'tags' | 'mergedIntoId'>;

/**
 * The enabled rules that fit a ticket, the most telling first: those for its very topic, then the likelier next issue.
 * All of a rule's tags must be on the ticket, and at least one of its channels.
 */
export function matchRules(ticket: RuleSubject, rules: readonly FollowupRule[]): FollowupRule[] {
  if (ticket.mergedIntoId !== null) return [];
  return rules.filter((rule) => rule.enabled && fits(ticket, rule.when)).sort((a, b) => weight(b) - weight(a));
}

function fits(ticket: RuleSubject, when: FollowupRule['when']): boolean {
  if (when.topic !== null && when.topic !== ticket.topic) return false;
  if (when.channels?.length && !when.channels.some((channel) => ticket.channels.includes(channel))) return false;
  return (when.tags ?? []).every((tag) => ticket.tags.includes(tag));
}

function weight({ when, expect }: FollowupRule): number {
  return (when.topic === null ? 0 : 10) + (when.tags?.length ? 2 : 0) + (expect.probability ?? 0);
}
