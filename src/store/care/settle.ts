import type { RawCollection, RawStore } from './rawStore.js';
import { among, batches } from './walk.js';

/** What a restore had to put right, because the world went on after the backup. */
export interface Settled {
  /** Outgoing messages that may have been sent after the backup: shown as uncertain, sent again only by hand. */
  uncertain: number;
  /** Follow-ups that fell due since: cancelled, as they may have been sent. */
  cancelled: number;
  sessions: number;
  /** Messages that a merge had taken along meanwhile, and events that were ahead of their tickets. */
  aligned: number;
}

const REASON = 'restored_from_backup';

/**
 * Makes a restored store safe to start: nothing is sent twice by itself, everybody signs in anew, and what was written
 * between two collections' turns fits together again. May run twice.
 * @param resend trusts that nothing was sent since the backup
 */
export async function settle(store: RawStore, mark: Date, { resend, now }: { resend: boolean; now: Date }): Promise<Settled> {
  const messages = store.collection('messages');
  const sessions = (await store.collection('sessions').deleteMany({})).deletedCount;
  let uncertain = 0;
  let cancelled = 0;
  if (!resend) {
    const waiting = { direction: 'out', 'delivery.state': { $in: ['queued', 'sending'] } };
    const set = { 'delivery.state': 'uncertain', 'delivery.reason': REASON, 'delivery.nextAt': null, 'delivery.at': now };
    uncertain = (await messages.updateMany(waiting as never, { $set: set } as never)).modifiedCount;
    cancelled = (
      await store
        .collection('followups')
        .updateMany(
          { state: 'planned', dueAt: { $lte: now } } as never,
          { $set: { state: 'cancelled', reason: REASON, endedAt: now } } as never,
        )
    ).modifiedCount;
  }
  // A snapshot of the embedded store is of one moment; MongoDB's collections are read one after the other.
  const aligned =
    store.kind === 'mongodb' ? (await followMerges(store)) + (await alignEvents(store, mark)) + (await raiseCounter(store)) : 0;
  return { uncertain, cancelled, sessions, aligned };
}

/** A message that was read before a merge, in a ticket that was read after it. */
async function followMerges(store: RawStore): Promise<number> {
  const tickets = store.collection('tickets');
  let moved = 0;
  for await (const batch of batches(tickets, { projection: { mergedIntoId: 1, moving: 1 } })) {
    for (const { _id, mergedIntoId, moving } of batch) {
      // A move that is still noted is finished by the workers.
      if (typeof mergedIntoId !== 'string' || moving) continue;
      moved += (
        await store
          .collection('messages')
          .updateMany({ ticketId: _id } as never, { $set: { ticketId: await lastOf(tickets, mergedIntoId) } } as never)
      ).modifiedCount;
    }
  }
  return moved;
}

async function lastOf(tickets: RawCollection, ticketId: string): Promise<string> {
  let last = ticketId;
  for (let hops = 0; hops < 50; hops++) {
    const found = await tickets.findOne({ _id: last } as never, { projection: { mergedIntoId: 1 } });
    if (typeof found?.['mergedIntoId'] !== 'string') break;
    last = found['mergedIntoId'];
  }
  return last;
}

/** Events are read after their tickets: of those that came in between, the ticket's count must know. */
async function alignEvents(store: RawStore, mark: Date): Promise<number> {
  const tickets = store.collection('tickets');
  const events = store.collection('events');
  let aligned = 0;
  for await (const batch of batches(events, {
    filter: { at: { $gte: mark }, ticketId: { $type: 'string' } },
    projection: { ticketId: 1, seq: 1 },
  })) {
    const known = await among(
      tickets,
      batch.map((event) => event['ticketId']),
      { seq: 1 },
    );
    for (const { _id, ticketId, seq } of batch) {
      const ticket = known.get(ticketId);
      if (!ticket) aligned += (await events.deleteOne({ _id } as never)).deletedCount;
      else if (Number(seq) > Number(ticket['seq']))
        aligned += (await tickets.updateOne({ _id: ticketId } as never, { $max: { seq } } as never)).modifiedCount;
    }
  }
  return aligned;
}

async function raiseCounter(store: RawStore): Promise<number> {
  const [last] = await store
    .collection('tickets')
    .find({}, { projection: { number: 1 } })
    .sort({ number: -1 })
    .limit(1)
    .toArray();
  const number = Number(last?.['number'] ?? 0);
  if (number === 0) return 0;
  const { modifiedCount, upsertedCount } = await store
    .collection('counters')
    .updateOne({ _id: 'ticket' } as never, { $max: { value: number } } as never, { upsert: true });
  return modifiedCount + upsertedCount;
}
