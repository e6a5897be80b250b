import { MAX_AHEAD_MS } from '../contract/lists.js';
import type { ReadState } from '../contract/workspace.js';
import { AppError } from '../lib/errors.js';
import { derivedId, newId } from '../lib/ids.js';
import type { ChangedTicket, ListedTicket } from '../ports/store.js';
import { SYSTEM } from '../tickets/event.js';
import { isLive } from '../tickets/ticket.js';
import { actorOf, getTicketFor } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import type { Publish } from './publish.js';

/** What putting aside says of itself when many are put aside together, which can be taken back whole. */
interface Occasion {
  eventId: string;
  batchId: string;
  /** Asked of the ticket as it stands when it is written; what it throws leaves the ticket awake. */
  unless: (current: ListedTicket) => Promise<void>;
}

/** What an agent does around a ticket without changing what it is about: read it, put it aside. */
export function createTending({ store, bus, jobs, now }: ActionDeps, publish: Publish) {
  return { snooze, snoozeOfMany, requireAhead, wake, wakeDue, markRead };

  /**
   * @param until null: until the customer writes, who wakes it in any case
   * @param expected when the snooze began that it has as far as the viewer knows, null: none; undefined: whichever
   * @throws AppError `conflict` unless it is live, and as expected
   */
  async function snooze(viewer: Viewer, ticketId: string, until: Date | null, expected?: string | null): Promise<ListedTicket> {
    await getTicketFor(store, viewer, 'ticket.change', ticketId);
    requireAhead(until);
    return (await putAside(viewer, ticketId, until, undefined, expected)).ticket;
  }

  /** One of many that are put aside together. @returns whether it was now @throws AppError `conflict` unless it is live */
  async function snoozeOfMany(viewer: Viewer, ticketId: string, until: Date | null, occasion: Occasion): Promise<boolean> {
    return (await putAside(viewer, ticketId, until, occasion)).events.length > 0;
  }

  /** @throws AppError `invalid_input` */
  function requireAhead(until: Date | null): void {
    if (!until) return;
    const ahead = until.getTime() - now().getTime();
    if (ahead <= 0) throw new AppError('invalid_input', 'That moment is over.');
    if (ahead > MAX_AHEAD_MS) throw new AppError('invalid_input', 'A ticket can be put aside for a year at most.');
  }

  async function putAside(
    viewer: Viewer,
    ticketId: string,
    until: Date | null,
    occasion?: Occasion,
    expected?: string | null,
  ): Promise<ChangedTicket> {
    const at = now();
    const change = await store.tickets.mutate(ticketId, async (current, has) => {
      if (!isLive(current)) throw new AppError('conflict', 'Only a live ticket can be put aside.');
      await occasion?.unless(current);
      if (!isAsExpected(current, expected)) {
        if (!current.snooze || current.snooze.until?.getTime() !== until?.getTime()) throw changedSince(current);
        // Asked once more by who did not hear that it was done.
        return null;
      }
      if (occasion && (await has(occasion.eventId))) return null;
      const snooze = { until, at, byId: viewer.id };
      const undo = occasion ? { change: { snooze: { from: current.snooze ?? null, to: snooze } }, batchId: occasion.batchId } : null;
      return {
        set: { snooze, updatedAt: at },
        events: [
          { id: occasion?.eventId ?? newId(at.getTime()), type: 'ticket.snoozed', actor: actorOf(viewer), at, data: { until }, undo },
        ],
      };
    });
    if (until) jobs.wakeLater(ticketId, until.getTime() - at.getTime());
    await publish.ticket(change);
    return change;
  }

  /** An agent takes it up again. Without effect on one that is awake. @param expected as above @throws AppError `conflict` */
  async function wake(viewer: Viewer, ticketId: string, expected?: string): Promise<ListedTicket> {
    await getTicketFor(store, viewer, 'ticket.change', ticketId);
    const at = now();
    const change = await store.tickets.mutate(ticketId, (current) => {
      if (!current.snooze) return null;
      if (!isAsExpected(current, expected)) throw changedSince(current);
      return {
        set: { snooze: null, updatedAt: at },
        events: [{ id: newId(at.getTime()), type: 'ticket.woken', actor: actorOf(viewer), at, data: { reason: 'agent' }, undo: null }],
      };
    });
    await publish.ticket(change);
    return change.ticket;
  }

  /** Its time has come. Called by the job and by the reconciler; one that sleeps on, or is awake, is left alone. */
  async function wakeDue(ticketId: string): Promise<void> {
    const at = now();
    const change = await store.tickets.mutate(ticketId, async (current, has) => {
      const until = current.snooze?.until;
      if (!current.snooze || !until || until > at) return null;
      const id = derivedId(ticketId, `woken ${current.snooze.at.getTime()}`);
      if (await has(id)) return null;
      return {
        set: { snooze: null, updatedAt: at },
        events: [{ id, type: 'ticket.woken', actor: SYSTEM, at, data: { reason: 'time' }, undo: null }],
      };
    });
    if (change.events.length) await publish.ticket(change);
  }

  async function markRead(viewer: Viewer, ticketId: string, read: boolean): Promise<ReadState> {
    await getTicketFor(store, viewer, 'ticket.read', ticketId);
    const at = read ? now() : null;
    await store.reads.set(viewer.id, ticketId, at);
    if (read) await store.mentions.markRead(viewer.id, { ticketId }, now());
    const state = { ticketId, readAt: at?.toISOString() ?? null };
    bus.toAgent(viewer.id, 'ticket:read', state);
    return state;
  }
}

const isAsExpected = ({ snooze }: ListedTicket, expected?: string | null): boolean =>
  expected === undefined || (snooze?.at.getTime() ?? null) === (expected === null ? null : Date.parse(expected));

const changedSince = ({ snooze }: ListedTicket): AppError =>
  new AppError('conflict', 'Somebody else has put this ticket aside anew, or taken it up, meanwhile.', { now: { snooze: snooze ?? null } });

export type Tending = ReturnType<typeof createTending>;
