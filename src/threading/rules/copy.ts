import type { ThreadCandidate, ThreadDecision } from '../thread.js';

/**
 * The same mail in another mailbox of ours is a second entry in the same ticket: two tickets would have two agents answer
 * one customer. It is no rule of the ladder, since nothing about the message itself is weighed.
 * @param copy the first entry, by the same sender and with the same words.
 */
export function decideCopy(copy: { messageId: string; ticket: ThreadCandidate }): ThreadDecision {
  return {
    outcome: 'join',
    ticketId: copy.ticket.id,
    rule: 'copy',
    evidence: [{ kind: 'copy_of', value: copy.messageId }],
    confidence: 1,
    links: [],
    alternatives: [],
  };
}
