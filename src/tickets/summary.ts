import type { Channel } from '../contract/common.js';
import type { Message } from './message.js';
import { isLive, previewOf, type Ticket } from './ticket.js';

/**
 * What a ticket knows from its messages alone, counted anew after messages came or went: channels, last words, who
 * waits since when, whether it was answered.
 * @param messages all of the ticket's, oldest first; an empty list changes nothing.
 */
export function summarise(ticket: Ticket, messages: Message[]): Partial<Ticket> {
  const spoken = messages.filter((message) => message.direction !== 'note');
  const last = spoken.at(-1);
  if (!last) return {};
  const inbound = spoken.filter((message) => message.direction === 'in');
  const replies = spoken.filter((message) => message.direction === 'out');
  const lastReplyAt = replies.at(-1)?.createdAt ?? null;
  const unanswered = inbound.find((message) => message.wroteBy === 'person' && (!lastReplyAt || message.createdAt > lastReplyAt));
  const channels = [...new Set<Channel>(spoken.map((message) => message.channel))];
  return {
    channels,
    lastChannel: last.channel,
    preview: previewOf(last.text),
    lastDirection: last.direction === 'out' ? 'out' : 'in',
    lastMessageAt: last.createdAt,
    lastInboundAt: inbound.at(-1)?.createdAt ?? null,
    firstRepliedAt: replies[0]?.createdAt ?? null,
    waitingSince: isLive(ticket) && ticket.status === 'open' && unanswered ? unanswered.createdAt : null,
  };
}
