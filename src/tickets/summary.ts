import type { Channel, TicketStatus } from '../contract/common.js';
import { saidWords } from '../contract/saidWords.js';
import type { Message } from './message.js';
import { isLive, previewOf, type Ticket } from './ticket.js';

/** A reply that was taken back or did not arrive answered nobody. */
const NOT_SAID = ['cancelled', 'failed'];

/**
 * What a ticket knows from its messages alone, counted anew after messages came, went or were taken back: channels, last
 * words, who waits since when, whether it was answered, and so whether it waits on us or on the customer. A ticket that
 * is solved, closed or on hold stays so.
 * @param messages all of the ticket's, oldest first; an empty list changes nothing.
 */
export function summarise(ticket: Ticket, messages: Message[]): Partial<Ticket> {
  const spoken = messages.filter(
    (message) => message.direction !== 'note' && !message.forwarded && !NOT_SAID.includes(message.delivery?.state ?? ''),
  );
  const last = spoken.at(-1);
  if (!last) return {};
  const inbound = spoken.filter((message) => message.direction === 'in');
  const replies = spoken.filter((message) => message.direction === 'out');
  const unanswered = firstUnanswered(messages);
  const status = statusBy(ticket.status, unanswered !== null, replies.length > 0);
  return {
    status,
    channels: [...new Set<Channel>(spoken.map((message) => message.channel))],
    lastChannel: last.channel,
    preview: previewOf(saidWords(last)),
    lastDirection: last.direction === 'out' ? 'out' : 'in',
    lastMessageAt: last.createdAt,
    lastInboundAt: inbound.at(-1)?.createdAt ?? null,
    firstRepliedAt: replies[0]?.createdAt ?? null,
    waitingSince: isLive({ ...ticket, status }) && status !== 'pending' ? (unanswered?.createdAt ?? null) : null,
  };
}

/** The first thing that the customer has said since we last answered him; null when nothing is open. */
export function firstUnanswered(messages: Message[]): Message | null {
  const lastReplyAt = messages.findLast(
    (message) => message.direction === 'out' && !message.forwarded && !NOT_SAID.includes(message.delivery?.state ?? ''),
  )?.createdAt;
  return (
    messages.find(
      (message) => message.direction === 'in' && message.wroteBy === 'person' && (!lastReplyAt || message.createdAt > lastReplyAt),
    ) ?? null
  );
}

function statusBy(status: TicketStatus, waits: boolean, answered: boolean): TicketStatus {
  if (status === 'pending' && waits) return 'open';
  if (status === 'open' && !waits && answered) return 'pending';
  return status;
}
