import { addOpenMinutes, ALWAYS_OPEN } from '../../agents/businessHours.js';
import { saidWords } from '../../contract/saidWords.js';
import { derivedId } from '../../lib/ids.js';
import type { TicketMutation } from '../../ports/store.js';
import type { Actor, TicketEvent } from '../../tickets/event.js';
import type { Message } from '../../tickets/message.js';
import { previewOf, subjectOf, type Ticket } from '../../tickets/ticket.js';
import { topicOfMessage } from '../../threading/subjectMatter.js';
import { DEFAULT_TOPICS } from '../../tickets/topics.js';
import { applyInbound, applyReply } from '../../tickets/transitions.js';

/** A ticket as it stands after all that was done to it, with its events, and the steps that led here. */
export interface TicketLog {
  ticket: Ticket;
  customerName: string;
  events: TicketEvent[];
  /** The events of the last step: they ride in the ticket's own document as well. */
  riding: TicketEvent[];
  /** What `TicketStore.open` and `mutate` would have been given. */
  steps: { opened: { ticket: Ticket; events: TicketMutation['events'] }; mutations: TicketMutation[] };
}

/** What `placeMessage` does with a message that opens a ticket. */
export function openLog(
  message: Message,
  number: number,
  ordinal: number,
  customerName: string,
  links: Ticket['links'],
  firstReplyMinutes: number,
): TicketLog {
  const at = message.createdAt;
  const ticket: Ticket = {
    id: message.id,
    number,
    subject: subjectOf(message.subject, saidWords(message)),
    status: 'open',
    customerId: message.customerId,
    assigneeId: null,
    channels: [message.channel],
    lastChannel: message.channel,
    priority: 'normal',
    tags: [],
    topic: topicOfMessage(message, DEFAULT_TOPICS),
    topicByAgent: false,
    preview: previewOf(saidWords(message)),
    lastDirection: 'in',
    waitingSince: at,
    firstReplyDueAt: addOpenMinutes(ALWAYS_OPEN, at, firstReplyMinutes),
    firstRepliedAt: null,
    lastMessageAt: at,
    lastInboundAt: at,
    solvedAt: null,
    closedAt: null,
    mergedIntoId: null,
    links,
    moving: null,
    seq: 0,
    opened: { customerId: message.customerId, ordinal, intakeId: message.id, at },
    createdAt: at,
    updatedAt: at,
  };
  const events: TicketMutation['events'] = [
    { id: derivedId(message.id, 'created'), type: 'ticket.created', actor: customerOf(message), at, data: { number }, undo: null },
    receivedEvent(message),
  ];
  const riding = numbered(events, ticket, 0);
  return {
    ticket: { ...ticket, seq: riding.length },
    customerName,
    events: [...riding],
    riding,
    steps: { opened: { ticket, events }, mutations: [] },
  };
}

/** What `TicketStore.mutate` does. */
export function mutateLog(log: TicketLog, mutation: TicketMutation): void {
  const added = numbered(mutation.events, { ...log.ticket, ...mutation.set }, log.ticket.seq);
  const channels = [...log.ticket.channels, ...(mutation.addChannels ?? []).filter((channel) => !log.ticket.channels.includes(channel))];
  log.ticket = { ...log.ticket, channels, ...mutation.set, seq: log.ticket.seq + added.length };
  log.events.push(...added);
  log.riding = added;
  log.steps.mutations.push(mutation);
}

/** What `placeMessage` does to the ticket that a message joins. */
export function enterLog(log: TicketLog, message: Message, reopen: boolean): void {
  const { ticket } = log;
  const actor = customerOf(message);
  const { set, addChannels } = applyInbound(ticket, {
    at: message.createdAt,
    channel: message.channel,
    text: saidWords(message),
    isPerson: true,
    reopen,
  });
  const reopens = set.status === 'open' && ticket.status === 'solved';
  const topic = ticket.topic ?? (ticket.topicByAgent ? null : topicOfMessage(message, DEFAULT_TOPICS));
  mutateLog(log, {
    set: { ...set, topic, lastDirection: 'in', updatedAt: message.createdAt },
    addChannels,
    events: [
      receivedEvent(message),
      ...(reopens
        ? [{ id: derivedId(message.id, 'reopened'), type: 'ticket.reopened' as const, actor, at: message.createdAt, data: {}, undo: null }]
        : []),
    ],
  });
}

/** What `writeMessage` does to the ticket with a reply. */
export function replyLog(log: TicketLog, message: Message, author: Actor, status: Ticket['status'] | null = null): void {
  const { set, addChannels } = applyReply(log.ticket, {
    at: message.createdAt,
    channel: message.channel,
    text: saidWords(message),
    ...(status ? { status } : {}),
  });
  mutateLog(log, {
    set: { ...set, lastDirection: 'out', updatedAt: message.createdAt },
    addChannels,
    events: [
      {
        id: message.id,
        type: 'message.sent',
        actor: author,
        at: message.createdAt,
        data: { messageId: message.id, channel: message.channel },
        undo: null,
      },
    ],
  });
}

function numbered(drafts: TicketMutation['events'], ticket: Pick<Ticket, 'id' | 'customerId'>, before: number): TicketEvent[] {
  return drafts.map((draft, i) => ({ ...draft, ticketId: ticket.id, customerId: ticket.customerId, seq: before + i + 1, undoneBy: null }));
}

function customerOf(message: Message): Actor {
  return { kind: 'customer', id: message.customerId, name: message.from.name };
}

function receivedEvent(message: Message): TicketMutation['events'][number] {
  const { decision } = message;
  return {
    id: message.id,
    type: 'message.received',
    actor: customerOf(message),
    at: message.createdAt,
    data: { messageId: message.id, channel: message.channel, rule: decision?.rule, confidence: decision?.confidence },
    undo: decision?.id !== null ? { messageIds: [message.id] } : null,
  };
}
