import type { Channel, TicketStatus } from '../contract/common.js';
import { AppError } from '../lib/errors.js';
import { previewOf, type Ticket } from './ticket.js';

/** What to write on a ticket. `addChannels` is a set union, so that two changes at once lose nothing. */
export interface TicketChange {
  set: Partial<Ticket>;
  addChannels: Channel[];
}

type Current = Pick<
  Ticket,
  | 'status'
  | 'snooze'
  | 'mergedIntoId'
  | 'channels'
  | 'waitingSince'
  | 'lastMessageAt'
  | 'lastInboundAt'
  | 'firstRepliedAt'
  | 'solvedAt'
  | 'closedAt'
>;

/**
 * What an inbound message does to its ticket. A machine's mail only shows that something came: nobody waits for an
 * answer to it. With `reopen` a solved ticket opens again; without, it stays solved (a thank-you). A message that
 * arrives late changes no time or preview of a later one.
 */
export function applyInbound(
  ticket: Current,
  { at, channel, text, isPerson, reopen }: { at: Date; channel: Channel; text: string; isPerson: boolean; reopen: boolean },
): TicketChange {
  const newest = at >= ticket.lastMessageAt;
  if (!isPerson) return { set: newest ? { lastMessageAt: at } : {}, addChannels: [] };

  const set: Partial<Ticket> = { lastInboundAt: latest(ticket.lastInboundAt, at) };
  if (newest) Object.assign(set, { lastMessageAt: at, lastChannel: channel, ...previewed(text) });
  if (ticket.status === 'solved' && reopen) Object.assign(set, { status: 'open', solvedAt: null });
  if (ticket.status === 'pending') set.status = 'open';
  // Whoever put it aside meant: until the customer writes.
  if (ticket.snooze) set.snooze = null;
  const stays = (ticket.status === 'solved' && !reopen) || ticket.status === 'closed';
  if (!stays) set.waitingSince = ticket.waitingSince && ticket.waitingSince < at ? ticket.waitingSince : at;
  return { set, addChannels: added(ticket, channel) };
}

/**
 * What our reply does to its ticket: the customer has been answered, and unless told otherwise an open ticket now waits
 * on him. A ticket on hold stays there, a solved or closed one too (a check-in afterwards is a reply like any other).
 * `unheard`: when he said the first of what our reply could not answer; then he waits on us since.
 * @throws AppError `conflict` when `status` is not possible from here.
 */
export function applyReply(
  ticket: Current,
  {
    at,
    channel,
    text,
    status,
    unheard = null,
  }: { at: Date; channel: Channel; text: string; status?: TicketStatus | null; unheard?: Date | null },
): TicketChange {
  const set: Partial<Ticket> = { waitingSince: unheard, firstRepliedAt: ticket.firstRepliedAt ?? at };
  if (at >= ticket.lastMessageAt) Object.assign(set, { lastMessageAt: at, lastChannel: channel, ...previewed(text) });
  const next = status ?? (ticket.status === 'open' && unheard === null ? 'pending' : ticket.status);
  return { set: { ...applyStatus(ticket, next, at).set, ...set }, addChannels: added(ticket, channel) };
}

/**
 * An agent, or a rule, changes the status. Solving ends the wait and dates the solution; leaving `solved` forgets it.
 * `pending` waits on the customer, so he no longer waits on us; on `hold` he still does.
 * @throws AppError `conflict` for a ticket that is closed (its customer gets a new one) or merged away.
 */
export function applyStatus(ticket: Current, status: TicketStatus, at: Date): TicketChange {
  if (status === ticket.status) return { set: {}, addChannels: [] };
  if (ticket.mergedIntoId !== null)
    throw new AppError('conflict', 'This ticket was merged into another one.', { mergedIntoId: ticket.mergedIntoId });
  if (ticket.status === 'closed') throw new AppError('conflict', 'This ticket is closed and stays so. Open a new one for this customer.');
  return { set: { status, ...consequences(ticket, status, at) }, addChannels: [] };
}

function consequences(ticket: Current, status: TicketStatus, at: Date): Partial<Ticket> {
  switch (status) {
    case 'solved':
      return { solvedAt: at, waitingSince: null };
    case 'closed':
      return { solvedAt: ticket.solvedAt ?? at, closedAt: at, waitingSince: null };
    case 'pending':
      return { solvedAt: null, waitingSince: null };
    default:
      return { solvedAt: null };
  }
}

/** A picture or a voicemail without words hides nothing that was said before it. */
function previewed(text: string): { preview?: string } {
  const preview = previewOf(text);
  return preview ? { preview } : {};
}

function latest(a: Date | null, b: Date): Date {
  return a && a > b ? a : b;
}

function added({ channels }: Current, channel: Channel): Channel[] {
  return channels.includes(channel) ? [] : [channel];
}
