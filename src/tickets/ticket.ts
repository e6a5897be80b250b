import type { Channel, Priority, TicketStatus } from '../contract/common.js';
import { withoutTurns } from '../contract/direction.js';
import { beginningOf, oneLine } from '../contract/oneLine.js';

export type { Channel, Priority, TicketStatus };

/** One issue of one customer, across all channels. Times are UTC. */
export interface Ticket {
  id: string;
  /** What people call it: 1, 2, 3 ... */
  number: number;
  subject: string;
  status: TicketStatus;
  customerId: string;
  assigneeId: string | null;
  channels: Channel[];
  lastChannel: Channel;
  priority: Priority;
  tags: string[];
  topic: string | null;
  /** Whether an agent set the topic; keyword rules then leave it alone. */
  topicByAgent: boolean;
  /** Who is responsible as a group; absent or null: nobody yet. */
  teamId?: string | null;
  /** Values of the desk's own fields, by key; absent: none. */
  fields?: Record<string, string | number | boolean>;
  /** Put aside until then, or until the customer writes, who always wakes it; absent or null: it is not. */
  snooze?: Snooze | null;
  preview: string;
  /** What its customer has said it is about: see `threading/terms.ts`. Tickets of older versions have none. */
  terms?: string[];
  lastDirection: 'in' | 'out';
  waitingSince: Date | null;
  firstReplyDueAt: Date | null;
  firstRepliedAt: Date | null;
  lastMessageAt: Date;
  lastInboundAt: Date | null;
  solvedAt: Date | null;
  closedAt: Date | null;
  /** Set when the ticket was merged away: where its messages are now. */
  mergedIntoId: string | null;
  links: TicketLink[];
  /** A move of messages out of this ticket that has begun and must be finished, whoever dies meanwhile. */
  moving: Move | null;
  /** Number of events so far; each event carries the value it raised this to. */
  seq: number;
  /**
   * How it began. `ordinal` is the how-many-eth ticket of that customer it is; the store keeps (customerId, ordinal)
   * unique, so two workers that both decide "new ticket" for one customer cannot both be right.
   */
  opened: { customerId: string; ordinal: number; intakeId: string | null; at: Date };
  createdAt: Date;
  /** When its last change was written: what came in earlier and was placed late is told to whoever asks what changed since. */
  updatedAt: Date;
}

/** Put aside, by whom and since when (`at`). */
export interface Snooze {
  /** null: until the customer writes. */
  until: Date | null;
  at: Date;
  byId: string | null;
}

/**
 * Messages on their way from one ticket to another. `absorb`: the whole ticket ends in the other one (a merge, or a
 * split taken back). `carve`: some messages leave into a ticket that is made for them, or revived (a split, a merge or
 * a join taken back). Each is the inverse of the other.
 */
export interface Move {
  kind: 'absorb' | 'carve';
  fromId: string;
  toId: string;
  messageIds: string[];
  /** The status that `fromId` had (absorb) or that `toId` gets (carve). */
  status: TicketStatus;
  /** Since when the customer waited in `fromId` when the move began; a merge takes his waiting along. */
  waitingSince: Date | null;
  /** The event that tells of this move, and the one that it takes back. */
  eventId: string;
  undoes: string | null;
  /** The message whose joining is taken back (`undone: true`) or stands again. */
  decision: { messageId: string; undone: boolean } | null;
  at: Date;
}

/** To another ticket, which may be another customer's. */
export interface TicketLink {
  ticketId: string;
  /** `previous`: the same customer's last one; `claims`: the message claimed to belong there; `linked`: an agent said so. */
  kind: 'previous' | 'claims' | 'split' | 'linked';
}

/** Of tickets that somebody still works on. One that was merged away is `closed`. */
export const LIVE_STATUSES: readonly TicketStatus[] = ['open', 'pending', 'hold'];

/** Whether somebody still works on it: neither over nor merged into another. */
export function isLive(ticket: Pick<Ticket, 'status' | 'mergedIntoId'>): boolean {
  return ticket.mergedIntoId === null && LIVE_STATUSES.includes(ticket.status);
}

/** The first words of a text, on one line, for lists: at most 200 characters. */
export function previewOf(text: string): string {
  // Enough for 200 characters, also after much white space; a mail may have a million.
  const line = withoutTurns(oneLine(text.trimStart().slice(0, 1000))).trim();
  return beginningOf(line, 200);
}

/** A ticket's subject when the message has none: its first words. */
export function subjectOf(subject: string | null, text: string): string {
  const given = subject ? oneLine(subject).trim() : '';
  if (given) return beginningOf(given, 300);
  const line = withoutTurns(oneLine(text.trimStart().slice(0, 1000))).trim();
  if (!line) return '(no subject)';
  return beginningOf(line, 80);
}
