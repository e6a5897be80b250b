import { newId } from '../../lib/ids.js';
import type { Log } from '../../ports/log.js';
import type { CustomerDoc, MessageDoc, Models, SearchSegmentDoc, SearchTodoDoc, TicketDoc } from '../models.js';
import { createLease } from '../lease.js';
import { Blocks } from './blocks.js';
import { buildSegment } from './buildSegment.js';
import { customerEntry, type Entry, MESSAGE_FIELDS, messageEntry, ticketEntry } from './entries.js';
import { mergeSegments } from './mergeSegments.js';
import type { Block } from './segmentWriter.js';
import { noteForSearch, type TodoKind } from './todo.js';

/** Records indexed together: more make better segments, fewer hold the event loop less. */
const BATCH = 200;
const WALK = 200;
/** A note whose record is still not there after this long is of a write that never happened. */
const ORPHAN_MS = 15 * 60_000;
/** A search may still be reading a merged segment for this long. */
const DEAD_MS = 60_000;
/** A segment that is not finished after this long lost its process. */
const BUILDING_MS = 60 * 60_000;
/** So many segments of one size become one of the next; changed records are few, and each segment of them costs every search. */
const MERGE = { fresh: 8, late: 4 } as const;
/** Merges of more records than this go on beside the indexing. */
const LARGE_MERGE = 20_000;
/** A merge works this long, then rests as long. */
const SLICE_MS = 6;

/** Turns notes into segments and keeps the segments few. @param changed called when other segments are live than before. */
export function createIndexer(models: Models, blocks: Blocks, log: Log, changed: () => void) {
  const { searchTodo, searchSegments, searchBlocks } = models;
  // Only thrift rests on it: two that index at once leave records in the index twice, which a search shows once.
  const lease = createLease(models, 'search-index', Date.now);
  let large: Promise<void> | null = null;
  let merging: string[] = [];
  let running: Promise<number> | null = null;
  let closed = false;
  let tidiedAt = 0;
  let restedAt = 0;

  return {
    /** One run at a time, for what was there when it began; a call during a run is answered by that run. */
    index: (): Promise<number> => (running ??= run().finally(() => (running = null))),

    async close(): Promise<void> {
      closed = true;
      // Its own caller hears of a failure.
      await running?.catch(() => undefined);
      await large;
      await lease.release();
    },
  };

  async function run(): Promise<number> {
    if (closed || !(await isWork()) || !(await lease.hold())) return 0;
    try {
      return await work();
    } finally {
      if (!large) await lease.release();
    }
  }

  /** Asked before the lease is taken, so that an idle desk writes nothing. */
  async function isWork(): Promise<boolean> {
    if ((await searchTodo.exists({}).lean()) || (await isUnmade())) return true;
    return Date.now() - tidiedAt > DEAD_MS / 2 && (await searchSegments.exists({ state: { $in: ['building', 'dead'] } }).lean()) !== null;
  }

  async function work(): Promise<number> {
    if (await isUnmade()) await noteForSearch(models, 'walk', ['message:', 'ticket:', 'customer:']);
    let indexed = 0;
    let batches = 0;
    let after = '';
    for (;;) {
      const notes = (await searchTodo.collection
        .find({ _id: { $gt: after } } as never)
        .sort({ _id: 1 })
        .limit(BATCH)
        .toArray()) as unknown as SearchTodoDoc[];
      const last = notes.at(-1);
      if (!last) break;
      after = last._id;
      indexed += await take(notes);
      // In between, too: a walk through a million records would leave thousands of segments, and every batch looks at all.
      if (++batches % MERGE.fresh === 0) await mergeSome();
      // What comes in meanwhile is for the next run: a busy desk would have a segment made of every few records, without end.
      if (notes.length < BATCH && notes.every(({ kind }) => kind !== 'walk')) break;
      if (closed || !(await lease.hold())) break;
    }
    await mergeSome();
    if (Date.now() - tidiedAt > DEAD_MS / 2) await tidy();
    return indexed;
  }

  /** Records -> a segment -> the notes are struck off. Whoever dies in between has it done again. */
  async function take(notes: SearchTodoDoc[]): Promise<number> {
    const entries = new Map<string, Entry>();
    const done: string[] = [];
    const refs = (kind: TodoKind): string[] => [...new Set(notes.flatMap((note) => (note.kind === kind ? [note.ref] : [])))];
    for (const walk of notes.filter((note) => note.kind === 'walk')) await step(walk.ref, entries);
    await addMessages(refs('message'), entries);
    // The first message of a ticket has the ticket's id: one note is enough for both.
    await addTickets([...refs('ticket'), ...refs('message')], entries);
    await addCustomers(refs('customer'), entries);
    const old = newId(Date.now() - ORPHAN_MS);
    for (const note of notes) {
      if (note.kind === 'walk' || entries.has(`${note.kind} ${note.ref}`) || note._id < old) done.push(note._id);
    }
    await store([...entries.values()]);
    if (done.length) await searchTodo.collection.deleteMany({ _id: { $in: done } } as never);
    return entries.size;
  }

  async function addMessages(ids: string[], entries: Map<string, Entry>): Promise<void> {
    if (!ids.length) return;
    const found = (await models.messages.collection
      .find({ _id: { $in: ids } } as never, { projection: MESSAGE_FIELDS })
      .toArray()) as unknown as MessageDoc[];
    for (const doc of found) {
      entries.set(`message ${doc._id}`, messageEntry(doc));
      await rest();
    }
  }

  async function addTickets(ids: string[], entries: Map<string, Entry>): Promise<void> {
    if (!ids.length) return;
    const fields = { number: 1, subject: 1, customerId: 1, customerName: 1, tags: 1, createdAt: 1 };
    const found = (await models.tickets.collection
      .find({ _id: { $in: [...new Set(ids)] } } as never, { projection: fields })
      .toArray()) as unknown as TicketDoc[];
    for (const doc of found) entries.set(`ticket ${doc._id}`, ticketEntry(doc));
  }

  async function addCustomers(ids: string[], entries: Map<string, Entry>): Promise<void> {
    if (!ids.length) return;
    const [found, held] = await Promise.all([
      models.customers.collection.find({ _id: { $in: ids } } as never).toArray() as unknown as Promise<CustomerDoc[]>,
      models.identities.find({ customerId: { $in: ids } }, { customerId: 1, value: 1 }).lean(),
    ]);
    for (const doc of found)
      entries.set(
        `customer ${doc._id}`,
        customerEntry(
          doc,
          held.filter(({ customerId }) => customerId === doc._id).map(({ value }) => value),
        ),
      );
  }

  /** A store that has records but no index (an import, a restored copy): then all of them are walked through. */
  async function isUnmade(): Promise<boolean> {
    if (await searchSegments.exists({ state: 'live' }).lean()) return false;
    if (await searchTodo.exists({ kind: 'walk' }).lean()) return false;
    return Boolean((await models.messages.exists({}).lean()) ?? (await models.customers.exists({}).lean()));
  }

  async function step(ref: string, entries: Map<string, Entry>): Promise<void> {
    const [kind = '', after = ''] = ref.split(':');
    const model = kind === 'message' ? models.messages : kind === 'ticket' ? models.tickets : models.customers;
    const found = (await model.collection
      .find({ _id: { $gt: after } } as never, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(WALK)
      .toArray()) as unknown as { _id: string }[];
    const ids = found.map(({ _id }) => _id);
    if (kind === 'message') await addMessages(ids, entries);
    else if (kind === 'ticket') await addTickets(ids, entries);
    else await addCustomers(ids, entries);
    const last = ids.at(-1);
    if (last !== undefined) await noteForSearch(models, 'walk', [`${kind}:${last}`]);
  }

  async function store(entries: Entry[]): Promise<void> {
    const live = await liveSegments(models);
    const newest = Math.max(-1, ...live.filter(({ late }) => !late).map(({ to }) => to));
    for (const late of [false, true]) {
      const part = entries.filter(({ at }) => at <= newest === late);
      if (!part.length) continue;
      const built = buildSegment(newId(), part);
      await begin({ ...built.header, late, seq: Math.max(Date.now(), ...live.map(({ seq }) => seq + 1)), sources: [] });
      await write(built.blocks);
      await searchSegments.updateOne({ _id: built.header._id }, { $set: { state: 'live' } });
      changed();
    }
  }

  async function begin(header: Omit<SearchSegmentDoc, 'state' | 'at'>): Promise<void> {
    await searchSegments.collection.insertOne({ ...header, state: 'building', at: new Date() } as never);
  }

  async function write(given: Block[]): Promise<void> {
    if (given.length) await searchBlocks.collection.insertMany(given as never[]);
  }

  async function mergeSome(): Promise<void> {
    for (;;) {
      const live = await liveSegments(models);
      const chosen = closed ? null : choose(live, merging);
      if (!chosen) return;
      if (chosen.reduce((sum, { docs }) => sum + docs, 0) <= LARGE_MERGE) {
        await merge(chosen);
        continue;
      }
      if (large) return;
      merging = chosen.map(({ _id }) => _id);
      large = merge(chosen)
        // The segments are as they were; the next run tries again.
        .catch((error: unknown) => log.error({ err: error, segments: merging.length }, 'search segments could not be merged'))
        .finally(async () => {
          large = null;
          merging = [];
          if (!running) await lease.release();
        });
    }
  }

  async function merge(sources: SearchSegmentDoc[]): Promise<void> {
    const id = newId();
    const ids = sources.map(({ _id }) => _id);
    const [first] = sources;
    if (!first) return;
    await begin({
      _id: id,
      seq: Math.max(...sources.map(({ seq }) => seq)),
      late: first.late,
      docs: 0,
      from: 0,
      to: 0,
      termBlocks: 0,
      rowBlocks: 0,
      indexBlocks: 0,
      sources: ids,
    });
    const counts = await mergeSegments(id, sources, blocks, { write, pause: rest });
    // From here to the next write both stand; a search shows each record once.
    await searchSegments.updateOne({ _id: id }, { $set: { ...counts, state: 'live' } });
    await retire(id, ids);
  }

  async function retire(id: string, sources: string[]): Promise<void> {
    await searchSegments.updateMany({ _id: { $in: sources } }, { $set: { state: 'dead', at: new Date() } });
    await searchSegments.updateOne({ _id: id }, { $set: { sources: [] } });
    changed();
  }

  /** Removes what merges and dead processes left behind. */
  async function tidy(): Promise<void> {
    tidiedAt = Date.now();
    for (const header of await liveSegments(models)) if (header.sources.length) await retire(header._id, header.sources);
    const gone = await searchSegments
      .find(
        {
          $or: [
            { state: 'dead', at: { $lt: new Date(tidiedAt - DEAD_MS) } },
            { state: 'building', at: { $lt: new Date(tidiedAt - BUILDING_MS) } },
          ],
        },
        { _id: 1 },
      )
      .lean();
    for (const { _id } of gone) {
      await searchBlocks.deleteMany({ _id: { $gte: `${_id}.`, $lt: `${_id}/` } });
      await searchSegments.deleteOne({ _id });
    }
  }

  async function rest(): Promise<void> {
    if (performance.now() - restedAt < SLICE_MS) return;
    await new Promise<void>((resolve) => (large ? setTimeout(resolve, SLICE_MS) : setImmediate(resolve)));
    restedAt = performance.now();
  }
}

/** The segments that a search reads, oldest first. */
export async function liveSegments({ searchSegments }: Pick<Models, 'searchSegments'>): Promise<SearchSegmentDoc[]> {
  return (await searchSegments.collection
    .find({ state: 'live' } as never)
    .sort({ seq: 1, _id: 1 })
    .toArray()) as unknown as SearchSegmentDoc[];
}

/** A large segment is not written anew for the sake of a few small ones. */
function isEven(run: readonly SearchSegmentDoc[]): boolean {
  const sizes = run.map(({ docs }) => docs);
  return Math.max(...sizes) * 3 <= sizes.reduce((sum, docs) => sum + docs, 0);
}

/**
 * The segments to merge next: a run of neighbours in `seq`, none of them much larger than the others. Neighbours only,
 * so that of a record's forms the later one stays in the later segment. Null when there is no such run.
 * @param busy those that are being merged
 */
export function choose(live: readonly SearchSegmentDoc[], busy: readonly string[] = []): SearchSegmentDoc[] | null {
  for (const late of [false, true]) {
    const factor = late ? MERGE.late : MERGE.fresh;
    const family = live.filter((header) => header.late === late);
    const level = ({ docs }: SearchSegmentDoc): number => Math.floor(Math.log(Math.max(docs, 1)) / Math.log(factor) + 1e-9);
    const top = Math.max(0, ...family.map(level));
    for (let most = 0; most <= top; most++) {
      const runs: SearchSegmentDoc[][] = [[]];
      for (const header of family) {
        if (level(header) > most || busy.includes(header._id)) runs.push([]);
        else runs.at(-1)?.push(header);
      }
      const ready = runs.find((run) => run.length >= factor && isEven(run));
      if (ready) return ready;
    }
  }
  return null;
}
