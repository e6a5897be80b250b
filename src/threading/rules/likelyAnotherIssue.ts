import { OTHER_ISSUE, otherness } from '../otherness.js';
import { isPureThanks } from '../thanks.js';
import type { Rule } from '../situation.js';
import { lastOf, previous, ticketFact } from './facts.js';

/** How sure `otherness` is by how far it stands above its threshold. */
const SURE_AT = 3;

/**
 * Where each issue has a ticket of its own (`anotherIssue: likely`): whatever is likelier about something else than any
 * live ticket opens one beside them, on any channel. Proof in a mail's own thread stands before this.
 */
export const likelyAnotherIssue: Rule = (situation) => {
  const { policy, live, isPerson, inbound } = situation;
  if (policy.anotherIssue !== 'likely' || !isPerson || live.length === 0 || isPureThanks(inbound.text)) return null;
  const least = Math.min(...live.map((ticket) => otherness(situation, ticket)));
  if (least <= OTHER_ISSUE) return null;
  const about = situation.about();
  const confidence = Math.min(0.9, 0.55 + (0.35 * (least - OTHER_ISSUE)) / SURE_AT);
  return {
    outcome: 'new',
    ticketId: null,
    rule: 'likely_another_issue',
    evidence: [
      ...(situation.subject ? [{ kind: 'subject', value: situation.subject }] : []),
      ...(about.topic ? [{ kind: 'topic', value: about.topic }] : []),
      ...[...about.numbers].slice(0, 3).map((value) => ({ kind: 'number', value })),
      ...live.slice(0, 3).map(ticketFact),
    ],
    confidence,
    links: previous(lastOf(live)),
    alternatives: live.slice(0, 3).map(({ id }) => ({ ticketId: id, rule: 'live_ticket', confidence: (1 - confidence) / Math.min(3, live.length) })),
  };
};
