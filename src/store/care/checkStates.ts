import { isDuplicate } from '../record.js';
import { Finding, type CheckOptions } from './finding.js';
import type { RawDoc, RawStore } from './rawStore.js';
import { among, batches } from './walk.js';

/** The desk looks after everything that waits every few seconds; what waits for this long is stuck. */
const STUCK_MS = 10 * 60_000;
const START = 'start the desk: it takes them up; if it runs, its log says why not';

/** States that must not last. */
export async function checkStates(store: RawStore, { now, repair }: CheckOptions): Promise<Finding[]> {
  const before = new Date(now.getTime() - STUCK_MS);
  return [
    await stuck(store, 'intake pending for too long', START, 'intake', { state: 'pending', nextAt: { $lt: before } }),
    await stuck(store, 'moves of messages unfinished', START, 'tickets', { 'moving.at': { $lt: before } }),
    await stuck(store, 'outgoing messages overdue', START, 'messages', {
      direction: 'out',
      'delivery.state': 'queued',
      'delivery.nextAt': { $lt: before },
    }),
    await stuck(store, 'outgoing messages half sent', START, 'messages', {
      direction: 'out',
      'delivery.state': 'sending',
      'delivery.at': { $lt: before },
    }),
    await stuck(store, 'follow-ups overdue', START, 'followups', { state: 'planned', dueAt: { $lt: before } }),
    await ridingEvents(store, before, repair),
    await counterBehind(store, repair),
  ];
}

async function stuck(
  store: RawStore,
  check: string,
  remedy: string,
  collection: string,
  filter: Record<string, unknown>,
): Promise<Finding> {
  const finding = new Finding(check, remedy);
  for await (const batch of batches(store.collection(collection), { filter, projection: { _id: 1 }, size: 500 }))
    for (const { _id } of batch) finding.add(String(_id));
  return finding;
}

/** Events that ride in a ticket which nobody has changed for long, and that do not stand in their own collection. */
async function ridingEvents(store: RawStore, before: Date, repair: boolean): Promise<Finding> {
  const finding = new Finding('events not moved out of their ticket', '--repair moves them');
  for await (const batch of batches(store.collection('tickets'), {
    filter: { updatedAt: { $lt: before } },
    projection: { pendingEvents: 1 },
  })) {
    for (const { _id } of await lost(store, batch)) finding.add(String(_id));
    if (repair) finding.result.repaired += await flushRiders(store, batch);
  }
  return finding;
}

async function lost(store: RawStore, tickets: RawDoc[]): Promise<RawDoc[]> {
  const riders = tickets.flatMap((ticket) => (ticket['pendingEvents'] ?? []) as RawDoc[]);
  const there = await among(
    store.collection('events'),
    riders.map(({ _id }) => _id),
  );
  return riders.filter(({ _id }) => !there.has(_id));
}

/** Puts the events that ride in these tickets into their collection. Safe to run beside the desk: they only come once. */
async function flushRiders(store: RawStore, tickets: RawDoc[]): Promise<number> {
  let moved = 0;
  for (const event of await lost(store, tickets)) {
    try {
      await store.collection('events').insertOne(event as never);
      moved++;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
  return moved;
}

/** The next ticket would get a number that is taken. */
async function counterBehind(store: RawStore, repair: boolean): Promise<Finding> {
  const finding = new Finding('ticket counter behind the tickets', '--repair raises it');
  const [last] = await store
    .collection('tickets')
    .find({}, { projection: { number: 1 } })
    .sort({ number: -1 })
    .limit(1)
    .toArray();
  const highest = Number(last?.['number'] ?? 0);
  const counter = await store.collection('counters').findOne({ _id: 'ticket' } as never);
  if (Number(counter?.['value'] ?? 0) >= highest) return finding;
  finding.add(`${Number(counter?.['value'] ?? 0)} < ${highest}`);
  if (repair) {
    await store.collection('counters').updateOne({ _id: 'ticket' } as never, { $max: { value: highest } } as never, { upsert: true });
    finding.result.repaired = 1;
  }
  return finding;
}
