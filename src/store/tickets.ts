import { type Channel, CHANNELS } from '../contract/common.js';
import { notFound } from '../lib/errors.js';
import type { ChangedTicket, ListedTicket, TicketChange, TicketMutation, TicketStore } from '../ports/store.js';
import type { TicketEvent } from '../tickets/event.js';
import { isLive, LIVE_STATUSES, type Ticket } from '../tickets/ticket.js';
import { createEventStore } from './events.js';
import type { EventDoc, Models, TicketDoc } from './models.js';
import { countRaw, findRaw, fromStored, isDuplicate, listRaw } from './record.js';
import { arrivedRow } from './intake.js';
import { messageInserts } from './messages.js';
import { noteForSearch, noteOf } from './search/todo.js';
import { takeNumbers } from './takeNumbers.js';
import { takingTurns } from './takingTurns.js';
import { createTicketLists, PROJECTION, toListed } from './ticketLists.js';
import { NOT_WAITING, placesOf } from './ticketOrder.js';
import { type Insert, changeTogether, insertTogether } from './together.js';

/** Since the epoch: matches dates and leaves null out, as an index range. */
const ANY_DATE = { $gt: new Date(0) };
/** More than this many writers at one ticket at once means that something is wrong. */
const MAX_TRIES = 200;
/** Events that a start looks for together. */
const FLUSHED_AT_ONCE = 200;

/** Tickets. Each change is written only if nobody else wrote since it was read, together with the events that tell of it. */
export function createTicketStore(models: Models): TicketStore {
  const { tickets, counters } = models;
  const events = createEventStore(models);
  const inTurn = takingTurns();
  const nextNumber = takeNumbers(async (count) => {
    const counter = await counters.collection.findOneAndUpdate(
      { _id: 'ticket' } as never,
      { $inc: { value: count } },
      { upsert: true, returnDocument: 'after' },
    );
    if (!counter) throw new Error('the ticket counter could not be raised');
    return Number(counter['value']) - count + 1;
  });

  const store: TicketStore = {
    ...events.api,
    ...createTicketLists(models),

    nextNumber,

    async open(ticket, customerName, drafts, first) {
      const pendingEvents = drafts.map((draft, i) => toEvent(draft, ticket.id, ticket.customerId, i + 1));
      const { id, ...rest } = ticket;
      const doc: TicketDoc = {
        _id: id,
        ...rest,
        seq: pendingEvents.length,
        live: isLive(ticket),
        ...placesOf(ticket),
        customerName,
        pendingEvents,
      };
      const opening = first ? messageInserts(models, first.message, first.keys) : null;
      const riders = events.riders(pendingEvents);
      try {
        // A message that opens a ticket has its id, and its note is one for both.
        await insertTogether([
          opening?.note ?? noteOf(models, 'ticket', id),
          { into: tickets, doc },
          ...riders.inserts,
          ...(opening ? [opening.message] : []),
        ]);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        // This very ticket may be here: an earlier try of ours died after this step.
        return first ? null : store.get(id);
      }
      riders.noted();
      return listed(doc);
    },

    async get(id) {
      return listed(await findRaw(tickets, { _id: id }, PROJECTION));
    },

    async many(ids) {
      return (await listRaw(tickets, { _id: { $in: [...new Set(ids)] } }, { projection: PROJECTION })).map(toListed);
    },

    async resolve(id) {
      const seen = new Set<string>();
      let ticket = await store.get(id);
      while (ticket?.mergedIntoId && !seen.has(ticket.id)) {
        seen.add(ticket.id);
        ticket = await store.get(ticket.mergedIntoId);
      }
      return ticket;
    },

    async ofCustomer(customerId, limit) {
      return (await listRaw(tickets, { customerId }, { sort: { lastMessageAt: -1, _id: -1 }, limit, projection: PROJECTION })).map(
        toListed,
      );
    },

    async lastOrdinal(customerId) {
      const [last] = await listRaw(
        tickets,
        { 'opened.customerId': customerId },
        { sort: { 'opened.customerId': -1, 'opened.ordinal': -1 }, limit: 1, projection: { opened: 1 } },
      );
      return last?.opened.ordinal ?? 0;
    },

    async changedSince(since, limit) {
      const found = await tickets
        .find({ updatedAt: { $gte: since } }, PROJECTION)
        .sort({ updatedAt: 1 })
        .limit(limit)
        .lean<TicketDoc[]>();
      return found.map((doc) => listed(doc) as ListedTicket);
    },

    mutate: (id, change) => alter(id, change, []),

    async receive(id, message, keys, change, arriving) {
      const { note, message: doc } = messageInserts(models, message, keys);
      try {
        const changed = await alter(id, change, [
          ...(arriving ? [{ into: models.intake, doc: arrivedRow(arriving, id, message.id) }] : []),
          note,
          doc,
        ]);
        return changed.events.length > 0 ? changed : null;
      } catch (error) {
        if (isDuplicate(error)) return null;
        throw error;
      }
    },

    async unfinishedMoves(before) {
      const found = await tickets
        .find({ 'moving.at': { $lte: before } }, { _id: 1 })
        .limit(100)
        .lean();
      return found.map((doc) => doc._id);
    },

    async flushEvents(lookBackMs) {
      const [newest] = await tickets.find({}, { updatedAt: 1 }).sort({ updatedAt: -1 }).limit(1).lean<TicketDoc[]>();
      if (!newest) return 0;
      let moved = 0;
      const since = new Date(newest.updatedAt.getTime() - lookBackMs);
      let riding: EventDoc[] = [];
      for await (const rider of tickets
        .find({ updatedAt: { $gte: since } }, { pendingEvents: 1 })
        .lean<TicketDoc>()
        .cursor({ batchSize: FLUSHED_AT_ONCE })) {
        riding.push(...rider.pendingEvents);
        if (riding.length < FLUSHED_AT_ONCE) continue;
        moved += await events.insertMissing(riding);
        riding = [];
      }
      return moved + (await events.insertMissing(riding));
    },

    async snoozeDue(before, limit) {
      const found = await tickets
        .find({ 'snooze.until': { $exists: true, $lte: before, $gt: new Date(0) } }, { _id: 1 })
        .limit(limit)
        .lean();
      return found.map((doc) => doc._id);
    },

    async viewCounts(agentId, soon) {
      const count = (filter: Record<string, unknown>): Promise<number> => countRaw(tickets, filter);
      const aside = { 'snooze.at': { $exists: true } };
      const [live, mine, unassigned, waiting, pending, breaching, snoozed, mineAside, unassignedAside] = await Promise.all([
        count({ live: true }),
        count({ assigneeId: agentId, live: true }),
        count({ assigneeId: null, live: true }),
        count({ live: true, rank: { $lt: NOT_WAITING } }),
        count({ status: 'pending' }),
        count({ live: true, firstRepliedAt: null, firstReplyDueAt: { $gt: new Date(0), $lte: soon } }),
        count(aside),
        count({ ...aside, assigneeId: agentId, live: true }),
        count({ ...aside, assigneeId: null, live: true }),
      ]);
      return { live, mine: mine - mineAside, unassigned: unassigned - unassignedAside, waiting, pending, breaching, snoozed };
    },

    countLiveOf: (assigneeId) => countRaw(tickets, { assigneeId, live: true }),

    async counts(now, soon, agentIds) {
      const count = (filter: Record<string, unknown>): Promise<number> => countRaw(tickets, filter);
      const waitingIn = { live: true, rank: { $lt: NOT_WAITING } };
      const unanswered = { live: true, firstRepliedAt: null };
      const [open, pending, hold, unassigned, waiting, breached, dueSoon, oldest, perChannel, byAgent] = await Promise.all([
        count({ status: 'open' }),
        count({ status: 'pending' }),
        count({ status: 'hold' }),
        count({ assigneeId: null, live: true }),
        count(waitingIn),
        count({ ...unanswered, firstReplyDueAt: { $lt: now } }),
        count({ ...unanswered, firstReplyDueAt: { $gte: now, $lt: soon } }),
        listRaw(tickets, waitingIn, { sort: { rank: 1, _id: 1 }, limit: 10, projection: PROJECTION }),
        Promise.all(CHANNELS.map((channel) => waitingOn(channel))),
        Promise.all(agentIds.map(async (id) => [id, await count({ assigneeId: id, live: true })] as const)),
      ]);
      return {
        statuses: { open, pending, hold },
        unassigned,
        waiting,
        breached,
        dueSoon,
        oldest: oldest.map(toListed),
        perChannel: perChannel.filter((entry) => entry !== null),
        openByAgent: new Map(byAgent),
      };

      async function waitingOn(channel: Channel): Promise<{ channel: Channel; waiting: number; oldestWaitSince: Date | null } | null> {
        const filter = { live: true, lastChannel: channel, waitingSince: ANY_DATE };
        const [first] = await listRaw(tickets, filter, { sort: { waitingSince: 1 }, limit: 1, projection: { waitingSince: 1 } });
        return first ? { channel, waiting: await count(filter), oldestWaitSince: first.waitingSince } : null;
      }
    },
  };
  return store;

  /** @param brings what is to be written with the change */
  function alter(id: string, change: TicketChange, brings: readonly Insert[]): Promise<ChangedTicket> {
    return inTurn(id, async () => {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const doc = await findRaw(tickets, { _id: id });
        if (!doc) throw notFound('ticket');
        const riding = doc.pendingEvents;
        const before = toListed(doc);
        const has = async (eventId: string): Promise<boolean> =>
          riding.some((event) => event._id === eventId) || (await events.api.event(eventId)) !== null;
        const mutation = await change(before, has);
        if (!mutation) return { ticket: before, events: [] };

        // What rode here before stands in its collection by now, or is put there first: nothing is overwritten unseen.
        await events.insert(riding);
        const shown = changesShown(mutation);
        if (shown) await noteForSearch(models, 'ticket', [id]);
        const added = mutation.events.map((draft, i) =>
          toEvent(draft, id, mutation.set.customerId ?? before.customerId, before.seq + i + 1),
        );
        const set = { ...setOf(before, mutation), seq: before.seq + added.length, pendingEvents: added };
        const riders = events.riders(added);
        const after = await changeTogether(
          tickets,
          { _id: id, seq: before.seq },
          { $set: withoutUndefined(set), ...addsOf(mutation) },
          PROJECTION,
          { before: brings, after: riders.inserts },
          tries > 0,
        );
        if (!after) continue;
        riders.noted();
        if (shown) await noteForSearch(models, 'ticket', [id]);
        return { ticket: listed(after) as ListedTicket, events: added.map((event) => fromStored<TicketEvent>(event)) };
      }
      throw new Error(`ticket ${id} was changed by others ${MAX_TRIES} times in a row`);
    });
  }
}

/** Whether what a search reads of a ticket changes. */
function changesShown({ set }: TicketMutation): boolean {
  return set.subject !== undefined || set.tags !== undefined;
}

function setOf(before: Ticket, mutation: TicketMutation): Record<string, unknown> {
  const { id: _id, ...set } = mutation.set;
  const status = set.status ?? before.status;
  const mergedIntoId = set.mergedIntoId === undefined ? before.mergedIntoId : set.mergedIntoId;
  const merged = { ...before, ...set };
  return { ...set, ...placesOf(merged), live: mergedIntoId === null && LIVE_STATUSES.includes(status) };
}

/** The driver would write null for it. */
function withoutUndefined(set: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}

function addsOf({ addChannels }: TicketMutation): Record<string, unknown> {
  const adds = {
    ...(addChannels?.length ? { channels: { $each: addChannels } } : {}),
  };
  return Object.keys(adds).length ? { $addToSet: adds } : {};
}

function toEvent(draft: TicketMutation['events'][number], ticketId: string, customerId: string, seq: number): EventDoc {
  const { id, ...rest } = draft;
  return { _id: id, ...rest, ticketId, customerId, seq, undoneBy: null };
}

function listed(doc: TicketDoc | null): ListedTicket | null {
  return doc && toListed(doc);
}
