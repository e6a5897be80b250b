import { noteCare } from './careLog.js';
import { figure, type Say } from './careError.js';
import { withLease, type Lease } from './lease.js';
import { CARE, type RawDoc, type RawStore } from './rawStore.js';
import { Remover } from './remover.js';
import { BLOB_GRACE_MS, sweepBlobs } from './sweepBlobs.js';
import { among, batches } from './walk.js';

export interface PurgeOptions {
  now: Date;
  /** Closed tickets that nobody has touched since leave, with all that is theirs. Null keeps all tickets. */
  ticketsBefore: Date | null;
  /** Solved tickets too: a desk that never closes any would keep them for ever. */
  solvedToo?: boolean;
  /** Raw bytes of intake rows that were done before this time are dropped; the rows stay. */
  rawBefore: Date;
  dryRun: boolean;
  say: Say;
  /** See `BLOB_GRACE_MS`; tests need not wait for a day. */
  blobGraceMs?: number;
}

/** How many of each are gone; of a dry run, would be. */
export interface Purged {
  sessions: number;
  raws: number;
  rawBytes: number;
  tickets: number;
  messages: number;
  events: number;
  followups: number;
  intakeRows: number;
  blobs: number;
  blobBytes: number;
}

/**
 * What a purge is at: the tickets that it is taking away right now, and from when on it takes any. If it dies, the next one
 * finishes what that one had begun, but takes no further tickets for it: whoever stopped it may have had the date wrong.
 */
const RECORD = 'purge';

interface Begun {
  /** Their contents may be there still, and their rows. */
  leaving: unknown[];
  ticketsBefore: Date | null;
  /** All tickets of that age are gone. */
  through: boolean;
}
/** A row is marked done shortly after its ticket was changed. */
const ROW_SLACK_MS = 24 * 3_600_000;

/**
 * Takes away what has had its time, in small steps beside the running desk. May be killed at any point and run again.
 * @returns what is gone; what would be gone in a dry run
 */
export async function purge(store: RawStore, options: PurgeOptions): Promise<Purged> {
  const { now, dryRun, say } = options;
  return withLease(store.collection(CARE), 'lock', { what: 'a purge', say }, async (lease) => {
    const remover = new Remover(store, dryRun);
    const purged: Purged = {
      sessions: 0,
      raws: 0,
      rawBytes: 0,
      tickets: 0,
      messages: 0,
      events: 0,
      followups: 0,
      intakeRows: 0,
      blobs: 0,
      blobBytes: 0,
    };
    say(`${dryRun ? 'Counting what a purge would take from' : 'Purging'} ${store.where}`);
    purged.sessions = await remover.removeAll('sessions', { expiresAt: { $lt: now } });
    say(`  expired sessions: ${figure(purged.sessions)}`);
    const begun = await takeUp(store, remover, purged, options);
    const rowsOf = later(options.ticketsBefore, begun.ticketsBefore);
    if (options.ticketsBefore) await purgeTickets(store, remover, options, options.ticketsBefore, rowsOf, purged, lease);
    await purgeIntake(store, remover, options, rowsOf, purged, lease);
    // Not before: the rows of messages that are gone are found by its date.
    if (!dryRun) await store.collection(CARE).deleteOne({ _id: RECORD } as never);
    const { blobs, blobBytes, young } = await sweepBlobs(store, new Date(now.getTime() - (options.blobGraceMs ?? BLOB_GRACE_MS)), {
      dryRun,
      gone: (collection, doc) => remover.has(collection, doc._id),
    });
    Object.assign(purged, { blobs, blobBytes });
    say(
      `  blobs that nobody names any more: ${figure(blobs)}, ${figure(blobBytes)} bytes${young > 0 ? ` (${figure(young)} are younger than a day: the next purge looks again)` : ''}`,
    );
    if (!dryRun) await noteCare(store, 'purge', now, { ticketsBefore: options.ticketsBefore, rawBefore: options.rawBefore, ...purged });
    return purged;
  });
}

async function purgeTickets(
  store: RawStore,
  remover: Remover,
  { dryRun, solvedToo, say }: PurgeOptions,
  before: Date,
  rowsOf: Date | null,
  purged: Purged,
  lease: Lease,
): Promise<void> {
  const statuses = solvedToo ? ['closed', 'solved'] : ['closed'];
  const projection = { status: 1, seq: 1, updatedAt: 1, lastMessageAt: 1, closedAt: 1, moving: 1, mergedIntoId: 1 } as const;
  let told = Date.now();
  for await (const batch of batches(store.collection('tickets'), {
    filter: { status: { $in: statuses }, updatedAt: { $lt: before } },
    projection,
    size: 20,
  })) {
    const due: RawDoc[] = [];
    for (const ticket of batch) if (await isDue(store, ticket, statuses, before)) due.push(ticket);
    // Noted first, then each ticket leaves in one write that nobody can come in between, then what was its own.
    if (!dryRun && due.length > 0)
      await store
        .collection(CARE)
        .updateOne(
          { _id: RECORD } as never,
          { $set: { leaving: due.map(({ _id }) => _id), ticketsBefore: rowsOf, through: false } },
          { upsert: true },
        );
    for (const { _id, seq, status, updatedAt } of due) {
      if (dryRun) remover.count('tickets', _id);
      else if ((await store.collection('tickets').deleteOne({ _id, seq, status, updatedAt } as never)).deletedCount === 0) continue;
      purged.tickets++;
      await purgeContents(remover, _id, purged);
      lease.require();
    }
    if (Date.now() - told < 2_000) continue;
    say(`  ${figure(purged.tickets)} tickets so far`);
    told = Date.now();
  }
  if (!dryRun) await store.collection(CARE).updateOne({ _id: RECORD } as never, { $set: { leaving: [], through: true } });
  say(
    `  old tickets: ${figure(purged.tickets)}, with ${figure(purged.messages)} messages, ${figure(purged.events)} events, ${figure(purged.followups)} follow-ups`,
  );
}

/** Messages, events and follow-ups of a ticket that is gone. */
export async function purgeContents(
  remover: Remover,
  ticketId: unknown,
  purged: Pick<Purged, 'messages' | 'events' | 'followups'>,
): Promise<void> {
  for (const name of ['messages', 'events', 'followups'] as const) purged[name] += await remover.removeAll(name, { ticketId });
  // What was noted to colleagues holds words of the ticket.
  await remover.removeAll('mentions', { ticketId });
  // What was put right in placing its messages tells what they were about.
  await remover.removeAll('corrections', { correctedTo: ticketId });
}

/** A merged ticket leaves with the one that it went into, never before: mails may still answer to it. */
async function isDue(store: RawStore, ticket: RawDoc, statuses: string[], before: Date): Promise<boolean> {
  for (let one: RawDoc | undefined = ticket, hops = 0; one; hops++) {
    const isOld = ['updatedAt', 'lastMessageAt', 'closedAt'].every((name) => !(one?.[name] instanceof Date) || one[name] < before);
    if (!isOld || !statuses.includes(String(one['status'])) || one['moving'] || hops > 50) return false;
    if (typeof one['mergedIntoId'] !== 'string') return true;
    one = (
      await among(store.collection('tickets'), [one['mergedIntoId']], {
        status: 1,
        updatedAt: 1,
        lastMessageAt: 1,
        closedAt: 1,
        moving: 1,
        mergedIntoId: 1,
      })
    ).get(one['mergedIntoId']);
  }
  return true;
}

/** Finishes what a killed purge had begun. */
async function takeUp(store: RawStore, remover: Remover, purged: Purged, { ticketsBefore, say }: PurgeOptions): Promise<Begun> {
  const record = await store.collection(CARE).findOne({ _id: RECORD } as never);
  const begun: Begun = {
    leaving: (record?.['leaving'] ?? []) as unknown[],
    ticketsBefore: record?.['ticketsBefore'] instanceof Date ? record['ticketsBefore'] : null,
    through: record?.['through'] === true,
  };
  const still = await among(store.collection('tickets'), begun.leaving);
  for (const id of begun.leaving) if (!still.has(id)) await purgeContents(remover, id, purged);
  if (begun.ticketsBefore === null) return begun;
  const since = begun.ticketsBefore.toISOString().slice(0, 10);
  say(`  a purge of tickets that nobody has touched since ${since} was cut off: what it had begun is finished`);
  if (!begun.through && (ticketsBefore === null || ticketsBefore < begun.ticketsBefore))
    say(
      `  NOTE: tickets of that age are left. To go on with it, run npm run purge with its --older-than again; else there is nothing to do.`,
    );
  return begun;
}

const later = (one: Date | null, other: Date | null): Date | null => (one && other ? (one > other ? one : other) : (one ?? other));

async function purgeIntake(
  store: RawStore,
  remover: Remover,
  { rawBefore, dryRun, now, say }: PurgeOptions,
  rowsOf: Date | null,
  purged: Purged,
  lease: Lease,
): Promise<void> {
  const intake = store.collection('intake');
  const rowsBefore = rowsOf && new Date(rowsOf.getTime() + ROW_SLACK_MS);
  const latest = rowsBefore && rowsBefore > rawBefore ? rowsBefore : rawBefore;
  for await (const batch of batches(intake, { filter: { state: 'done', doneAt: { $lt: latest } }, projection: { raw: 0, meta: 0 } })) {
    const orphans = rowsBefore ? await withoutMessage(store, remover, batch, rowsBefore) : new Set();
    purged.intakeRows += await remover.remove('intake', [...orphans]);
    const dropping = batch.filter(
      (row) => !orphans.has(row._id) && !row['rawDroppedAt'] && row['doneAt'] instanceof Date && row['doneAt'] < rawBefore,
    );
    for (const { _id, size } of dropping) {
      // So that a dry run no longer sees the blob named.
      if (dryRun) remover.count('intake', _id);
      purged.raws++;
      purged.rawBytes += Number(size ?? 0);
    }
    if (!dryRun && dropping.length > 0)
      await intake.updateMany({ _id: { $in: dropping.map(({ _id }) => _id) }, state: 'done' } as never, {
        $set: { raw: null, rawDroppedAt: now },
      });
    await remover.rest();
    lease.require();
  }
  say(
    `  raw bytes dropped: ${figure(purged.raws)} rows, ${figure(purged.rawBytes)} bytes; rows of purged messages: ${figure(purged.intakeRows)}`,
  );
}

/** Rows whose message left with its ticket. */
async function withoutMessage(store: RawStore, remover: Remover, rows: RawDoc[], before: Date): Promise<Set<unknown>> {
  const old = rows.filter((row) => row['doneAt'] instanceof Date && row['doneAt'] < before && typeof row['messageId'] === 'string');
  const there = await among(
    store.collection('messages'),
    old.map((row) => row['messageId']),
  );
  return new Set(old.filter((row) => !there.has(row['messageId']) || remover.has('messages', row['messageId'])).map(({ _id }) => _id));
}
