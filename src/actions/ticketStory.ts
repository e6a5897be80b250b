import { compareEntries } from '../contract/storyOrder.js';
import type { Story, StoryEntry, TicketChanges } from '../contract/tickets.js';
import { AppError } from '../lib/errors.js';
import { presentMessage } from '../present/message.js';
import { presentEvent, presentTicket } from '../present/ticket.js';
import type { TicketEvent } from '../tickets/event.js';
import { getTicketFor, requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Page, Viewer } from './desk.js';

/** Events that only say again what a message shows already. */
const SHOWN_AS_MESSAGE = new Set([
  'message.received',
  'message.sent',
  'message.noted',
  'message.delivery_changed',
  'message.amended',
  'followup.sent',
]);
const EVENTS_AT_ONCE = 200;
const CHANGES_AT_ONCE = 200;
/** Processes' clocks differ a little: so much is told again. */
const OVERLAP_MS = 5000;

/** What a console shows of a ticket, and what it missed while its line was broken. */
export function createTicketStory({ store, now }: ActionDeps, agentNames: () => Promise<ReadonlyMap<string, string>>) {
  return { story, changes };

  async function story(viewer: Viewer, ticketId: string, { limit, cursor }: Page): Promise<Story> {
    const ticket = await getTicketFor(store, viewer, 'ticket.read', ticketId);
    const from = readCursor(cursor);
    const [found, names] = await Promise.all([
      from.m === null ? { items: [], nextCursor: null } : store.messages.lastOfTicket(ticketId, { limit, cursor: from.m || undefined }),
      agentNames(),
    ]);
    const oldest = found.nextCursor === null ? null : (found.items.at(-1)?.createdAt ?? null);
    const { events, next } = await eventsDownTo(ticketId, oldest, from.e);
    const items: StoryEntry[] = [
      ...found.items.map((message): StoryEntry => ({
        kind: 'message',
        at: message.createdAt.toISOString(),
        message: presentMessage(message, names),
      })),
      ...events.map((event): StoryEntry => ({ kind: 'event', at: event.at.toISOString(), event: presentEvent(event) })),
    ];
    const ended = found.nextCursor === null && next === null;
    return {
      items: items.sort(compareEntries),
      nextCursor: ended ? null : Buffer.from(JSON.stringify({ m: found.nextCursor, e: next })).toString('base64url'),
      seq: ticket.seq,
    };
  }

  /**
   * The events from where the last page stopped down to the time of its oldest message; with `oldest` null as many as one
   * page holds. `next`: the `seq` below which there may be more; null at the beginning of the ticket.
   */
  async function eventsDownTo(
    ticketId: string,
    oldest: Date | null,
    from: number | null | undefined,
  ): Promise<{ events: TicketEvent[]; next: number | null }> {
    if (from === null) return { events: [], next: null };
    const events: TicketEvent[] = [];
    let before = from;
    for (;;) {
      const found = await store.tickets.lastEvents(ticketId, { limit: EVENTS_AT_ONCE, beforeSeq: before });
      for (const event of found) {
        if (oldest && event.at < oldest) return { events, next: event.seq + 1 };
        if (!SHOWN_AS_MESSAGE.has(event.type)) events.push(event);
      }
      const last = found.at(-1);
      if (found.length < EVENTS_AT_ONCE || !last) return { events, next: null };
      before = last.seq;
      if (!oldest) return { events, next: before };
    }
  }

  async function changes(viewer: Viewer, after: string | undefined): Promise<TicketChanges> {
    requireRight(viewer, 'ticket.read');
    // What is stored late by a slow process, or by one whose clock is behind, is told to the next who asks.
    const end = new Date(now().getTime() - OVERLAP_MS);
    if (after === undefined) return { items: [], cursor: end.toISOString(), more: false };
    const since = new Date(after);
    const [found, names] = await Promise.all([store.tickets.changedSince(since, CHANGES_AT_ONCE), agentNames()]);
    const last = found.at(-1);
    const items = found.map((ticket) => presentTicket(ticket, names));
    if (found.length < CHANGES_AT_ONCE || !last) return { items, cursor: (since > end ? since : end).toISOString(), more: false };
    // The last one is given again; a whole page of one millisecond would be given for ever.
    const reached = last.updatedAt > since ? last.updatedAt : new Date(since.getTime() + 1);
    return { items, cursor: reached.toISOString(), more: true };
  }
}

/** `m`: where the messages go on, '' for their newest. `e`: the events have a lower `seq`. Null: that stream has ended. */
function readCursor(cursor: string | undefined): { m: string | null; e: number | null | undefined } {
  if (!cursor) return { m: '', e: undefined };
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && 'm' in parsed && 'e' in parsed) {
      const { m, e } = parsed;
      if ((m === null || typeof m === 'string') && (e === null || Number.isSafeInteger(e))) return { m, e: e as number | null };
    }
  } catch {
    // Not JSON: the same refusal as for any other foreign cursor.
  }
  throw new AppError('invalid_input', 'This cursor is not one of ours.');
}
