import type { Message } from '../tickets/message.js';
import type { Ticket } from '../tickets/ticket.js';
import { topicOf, type Topic } from '../tickets/topics.js';
import { addTerms } from './terms.js';

/**
 * What a ticket is about, with one more message in it: its topic by the words of that message unless it has one, or an agent has
 * taken it away; and its terms, to which only people add.
 */
export function subjectMatterWith(ticket: Pick<Ticket, 'topic' | 'topicByAgent' | 'terms'>, message: Message, topics: readonly Topic[]): Partial<Pick<Ticket, 'topic' | 'terms'>> {
  return {
    topic: ticket.topic ?? (ticket.topicByAgent ? null : topicOf(message.text, topics)),
    ...(message.wroteBy === 'person' ? { terms: addTerms(ticket.terms ?? [], message) } : {}),
  };
}
