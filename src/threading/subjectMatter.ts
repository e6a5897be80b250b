import type { Written } from '../screening/fold/foldOf.js';
import type { Message } from '../tickets/message.js';
import type { Ticket } from '../tickets/ticket.js';
import { topicsOf, type Topic } from '../tickets/topics.js';
import { ownWords } from './ownWords.js';
import { baseSubject } from './subjectText.js';
import { addTerms } from './terms.js';

type Said = Pick<Message, 'wroteBy' | 'subject'> & Written;

/** So much of a text is read for a topic. */
const READ_MAX = 4000;
/** Who says something about the matter himself, or passes on what somebody said. A vacation note or a bounce talks of other things. */
const SPEAKERS: readonly Message['wroteBy'][] = ['person', 'ticket_system', 'system'];

/** The topic that a message shows by its subject and its own words: what it quotes was said before, by us perhaps. */
export function topicOfMessage(message: Said, topics: readonly Topic[]): string | null {
  return topicsOfMessage(message, topics)[0] ?? null;
}

/** Every topic that it shows so, the best first. */
export function topicsOfMessage(said: Said, topics: readonly Topic[]): string[] {
  return SPEAKERS.includes(said.wroteBy) ? topicsOf(`${baseSubject(said.subject)}\n${ownWords(said, READ_MAX)}`, topics) : [];
}

/** The topic of a ticket that is made of these, as if its customer's had come one after the other. @param messages oldest first. */
export function topicOfMessages(messages: readonly Message[], topics: readonly Topic[]): string | null {
  return messages
    .filter(({ direction }) => direction === 'in')
    .reduce<string | null>((topic, message) => topic ?? topicOfMessage(message, topics), null);
}

/**
 * What a ticket is about, with one more message in it: its topic, by the words of that message unless it has one or an agent has
 * taken it away; and its terms, to which only people add.
 */
export function subjectMatterWith(
  ticket: Pick<Ticket, 'topic' | 'topicByAgent' | 'terms'>,
  message: Message,
  topics: readonly Topic[],
): Partial<Pick<Ticket, 'topic' | 'terms'>> {
  return {
    topic: ticket.topic ?? (ticket.topicByAgent ? null : topicOfMessage(message, topics)),
    ...(message.wroteBy === 'person' ? { terms: addTerms(ticket.terms ?? [], message) } : {}),
  };
}
