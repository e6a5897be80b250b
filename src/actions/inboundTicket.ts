import { saidWords } from '../contract/saidWords.js';
import { derivedId } from '../lib/ids.js';
import type { TicketMutation } from '../ports/store.js';
import { subjectMatterWith, topicOfMessage } from '../threading/subjectMatter.js';
import { addTerms } from '../threading/terms.js';
import type { Message } from '../tickets/message.js';
import { previewOf, subjectOf, type Ticket, type TicketLink } from '../tickets/ticket.js';
import type { Topic } from '../tickets/topics.js';
import { applyInbound } from '../tickets/transitions.js';
import { receivedEvent, writerOf } from './inboundMessage.js';

/** A customer's next ticket, as his message opens it. */
export function openedTicket(
  message: Message,
  customerId: string,
  {
    number,
    ordinal,
    links,
    topics,
    firstReplyDueAt,
    now,
  }: { number: number; ordinal: number; links: TicketLink[]; topics: readonly Topic[]; firstReplyDueAt: Date | null; now: Date },
): Ticket {
  const at = message.createdAt;
  const said = saidWords(message);
  const person = message.wroteBy === 'person';
  return {
    id: message.id,
    number,
    subject: subjectOf(message.subject, said),
    status: 'open',
    customerId,
    assigneeId: null,
    channels: [message.channel],
    lastChannel: message.channel,
    priority: 'normal',
    tags: [],
    topic: topicOfMessage(message, topics),
    topicByAgent: false,
    preview: previewOf(said),
    ...(person ? { terms: addTerms([], message) } : {}),
    lastDirection: 'in',
    waitingSince: person ? at : null,
    firstReplyDueAt,
    firstRepliedAt: null,
    lastMessageAt: at,
    lastInboundAt: at,
    solvedAt: null,
    closedAt: null,
    mergedIntoId: null,
    links,
    moving: null,
    seq: 0,
    opened: { customerId, ordinal, intakeId: message.id, at },
    createdAt: at,
    updatedAt: now,
  };
}

/** Tells of a ticket that its first message opened; has the message's id, as `receivedEvent` has. */
export function openedEvent(message: Message, number: number): TicketMutation['events'][number] {
  return {
    id: message.id,
    type: 'ticket.created',
    actor: writerOf(message),
    at: message.createdAt,
    data: { number, messageId: message.id, channel: message.channel },
    undo: null,
  };
}

/** What a message does to the ticket that it joins. @param eventId under which the ticket remembers it */
export function enteredTicket(
  message: Message,
  current: Ticket,
  { reopen, links, topics, eventId, now }: { reopen: boolean; links: TicketLink[]; topics: readonly Topic[]; eventId: string; now: Date },
): TicketMutation {
  const { set, addChannels } = applyInbound(current, {
    at: message.createdAt,
    channel: message.channel,
    text: saidWords(message),
    // Another ticket system passes on a person's words; nobody should miss them, but they reopen nothing.
    isPerson:
      message.wroteBy === 'person' ||
      ((message.wroteBy === 'system' || message.wroteBy === 'ticket_system') && current.status !== 'solved'),
    reopen,
  });
  const reopens = set.status === 'open' && current.status === 'solved';
  return {
    set: {
      ...set,
      ...subjectMatterWith(current, message, topics),
      lastDirection: 'in',
      links: joined(current.links, links),
      updatedAt: now,
    },
    addChannels,
    events: [
      { ...receivedEvent(message), id: eventId },
      ...(reopens
        ? [
            {
              id: derivedId(message.id, 'reopened'),
              type: 'ticket.reopened' as const,
              actor: writerOf(message),
              at: message.createdAt,
              data: {},
              undo: null,
            },
          ]
        : []),
    ],
  };
}

/** Each ticket is linked once. */
function joined(links: TicketLink[], added: TicketLink[]): TicketLink[] {
  return [...links, ...added.filter((link) => !links.some((other) => other.ticketId === link.ticketId))];
}
