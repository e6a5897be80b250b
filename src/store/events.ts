import type { TicketStore } from '../ports/store.js';
import type { TicketEvent } from '../tickets/event.js';
import { afterCursor, page } from './cursor.js';
import type { EventDoc, Models } from './models.js';
import { findRaw, fromStored, isDuplicate, listRaw } from './record.js';
import type { Insert } from './together.js';

type EventApi = Pick<TicketStore, 'events' | 'lastEvents' | 'eventsOfCustomer' | 'event' | 'markUndone' | 'unmarkUndone'>;

/** How many ids of events known to stand in their collection are kept in memory. */
const KNOWN_MAX = 20_000;

export interface Events {
  api: EventApi;
  /** For what may be there. @returns how many were not. */
  insert(docs: EventDoc[]): Promise<number>;
  /** The same for many of which nearly all are there. @returns how many were not */
  insertMissing(docs: EventDoc[]): Promise<number>;
  /** The inserts of a change's events, for the write that changes. `noted` is to be called once they stand. */
  riders(docs: EventDoc[]): { inserts: Insert[]; noted(): void };
}

/** The events of tickets: written with the change that they tell of, and numbered in their ticket. */
export function createEventStore({ events, tickets }: Models): Events {
  // Spares the second insert of an event that this process wrote itself; forgetting one only costs that insert.
  const known = new Set<string>();

  async function insert(docs: EventDoc[]): Promise<number> {
    // Queued together, so that they share a transaction.
    const inserted = await Promise.all(docs.filter((doc) => !known.has(doc._id)).map(insertOne));
    return inserted.filter(Boolean).length;
  }

  /** For many of which nearly all are there: reading takes no turn from those who write. */
  async function insertMissing(docs: EventDoc[]): Promise<number> {
    const standing = await listRaw(events, { _id: { $in: docs.map(({ _id }) => _id) } }, { projection: { _id: 1 } });
    const there = new Set(standing.map(({ _id }) => _id));
    return insert(docs.filter(({ _id }) => !there.has(_id)));
  }

  async function insertOne(doc: EventDoc): Promise<boolean> {
    let fresh = true;
    try {
      await events.collection.insertOne(doc as never);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      fresh = false;
    }
    note(doc);
    return fresh;
  }

  function note({ _id }: EventDoc): void {
    if (known.size >= KNOWN_MAX) known.clear();
    known.add(_id);
  }

  return {
    insert,
    insertMissing,
    riders: (docs) => ({ inserts: docs.map((doc) => ({ into: events, doc, mayBeThere: true })), noted: () => docs.forEach(note) }),
    api: {
      async events(ticketId, { limit, cursor }) {
        const found = await listRaw(
          events,
          { $and: [{ ticketId }, afterCursor(cursor, 'seq', 1)] },
          { sort: { seq: 1, _id: 1 }, limit: limit + 1 },
        );
        const list = page(
          found.map((doc) => fromStored<TicketEvent>(doc)),
          limit,
          (last) => last.seq,
        );
        if (list.nextCursor) return list;
        // The last page also shows what still rides in the ticket.
        const rider = await findRaw(tickets, { _id: ticketId }, { pendingEvents: 1 });
        const shown = new Set(list.items.map((event) => event.id));
        const last = list.items.at(-1)?.seq ?? 0;
        const riding = (rider?.pendingEvents ?? []).filter((event) => !shown.has(event._id) && event.seq > last);
        return { items: [...list.items, ...riding.map((doc) => fromStored<TicketEvent>(doc))], nextCursor: null };
      },

      async lastEvents(ticketId, { limit, beforeSeq }) {
        const found = await listRaw(
          events,
          { ticketId, ...(beforeSeq === undefined ? {} : { seq: { $lt: beforeSeq } }) },
          { sort: { seq: -1, _id: -1 }, limit },
        );
        const rider = beforeSeq === undefined ? await findRaw(tickets, { _id: ticketId }, { pendingEvents: 1 }) : null;
        const stored = new Set(found.map((doc) => doc._id));
        const riding = (rider?.pendingEvents ?? []).filter((event) => !stored.has(event._id)).toSorted((a, b) => b.seq - a.seq);
        return [...riding, ...found].map((doc) => fromStored<TicketEvent>(doc));
      },

      async eventsOfCustomer(customerId, { limit, cursor }) {
        const found = await listRaw(
          events,
          { $and: [{ customerId }, afterCursor(cursor, 'at', -1)] },
          { sort: { at: -1, _id: -1 }, limit: limit + 1 },
        );
        return page(
          found.map((doc) => fromStored<TicketEvent>(doc)),
          limit,
          (last) => last.at,
        );
      },

      async event(id) {
        const doc = await findRaw(events, { _id: id });
        return doc ? fromStored<TicketEvent>(doc) : null;
      },

      async markUndone(eventId, byEventId) {
        const { modifiedCount } = await events.updateOne({ _id: eventId, undoneBy: null }, { $set: { undoneBy: byEventId } });
        return modifiedCount === 1;
      },

      async unmarkUndone(eventId) {
        await events.updateOne({ _id: eventId }, { $set: { undoneBy: null } });
      },
    },
  };
}
