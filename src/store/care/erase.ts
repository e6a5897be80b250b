import { noteCare } from './careLog.js';
import { CareError, figure, type Say } from './careError.js';
import { withLease, type Lease } from './lease.js';
import { purgeContents } from './purge.js';
import { CARE, type RawDoc, type RawStore } from './rawStore.js';
import { Remover } from './remover.js';
import { BLOB_GRACE_MS, sweepBlobs } from './sweepBlobs.js';
import { among, batches } from './walk.js';

/** `dryRun` counts and takes nothing. See `BLOB_GRACE_MS` for `blobGraceMs`. */
export interface EraseOptions {
  customerId: string;
  now: Date;
  dryRun: boolean;
  say: Say;
  blobGraceMs?: number;
}

/** How many of each are gone; of a dry run, would be. */
export interface Erased {
  customers: number;
  identities: number;
  visitors: number;
  tickets: number;
  messages: number;
  events: number;
  followups: number;
  intakeRows: number;
  blobs: number;
  blobBytes: number;
  /** Blobs of his that are too young to be taken away: a purge after a day takes them. */
  blobsLeft: number;
}

const ROUNDS = 5;

/**
 * Takes away everything of one customer: what he wrote, what we wrote to him, how he is reached, and what is known of
 * him, and of whoever was merged into him: that is he as well. Cannot be undone. May be killed and run again.
 * @throws CareError when there is nobody of this id, or others' messages are in his tickets
 */
export async function eraseCustomer(
  store: RawStore,
  { customerId, now, dryRun, say, blobGraceMs = BLOB_GRACE_MS }: EraseOptions,
): Promise<Erased> {
  return withLease(store.collection(CARE), 'lock', { what: 'an erasure', say }, async (lease) => {
    const { people, addresses } = await requirePerson(store, customerId, dryRun);
    const remover = new Remover(store, dryRun);
    const erased: Erased = {
      customers: 0,
      identities: 0,
      visitors: 0,
      tickets: 0,
      messages: 0,
      events: 0,
      followups: 0,
      intakeRows: 0,
      blobs: 0,
      blobBytes: 0,
      blobsLeft: 0,
    };
    say(`${dryRun ? 'Counting what an erasure would take from' : 'Erasing one customer from'} ${store.where}`);
    // First, while messages and tickets still tell whose a row is.
    erased.intakeRows = await eraseIntake(store, remover, people, addresses, lease, now);
    // Then his addresses: what he writes from now on comes from somebody new.
    for (const id of people) erased.identities += await remover.removeAll('identities', { customerId: id });
    // The desk may have been in the middle of a message of his: look again until nothing comes.
    for (let round = 0; round < ROUNDS; round++) {
      let found = 0;
      for (const id of people) found += await eraseRecords(store, remover, id, dryRun, erased);
      lease.require();
      if (found === 0 || dryRun) break;
    }
    if (!dryRun) await forgetSearch(store, now);
    const { blobs, blobBytes, young } = await sweepBlobs(store, new Date(now.getTime() - blobGraceMs), {
      dryRun,
      gone: (collection, doc) => remover.has(collection, doc._id),
    });
    Object.assign(erased, { blobs, blobBytes, blobsLeft: young });
    if (!dryRun) {
      await noteCare(store, 'erase', now, { customerId, ...erased });
      await store.collection(CARE).deleteOne({ _id: `erase ${customerId}` } as never);
    }
    for (const [name, count] of Object.entries(erased)) if (name !== 'blobsLeft') say(`  ${name}: ${figure(Number(count))}`);
    if (young > 0) say(`  ${figure(young)} blobs that nobody names are younger than a day: run npm run purge tomorrow, which takes them`);
    return erased;
  });
}

interface Person {
  /** Ids of those that were merged into him, and his own as the last. */
  people: string[];
  /** Those he is known by. */
  addresses: string[];
}

/** Both are kept until he is gone, for a run that takes this one up. */
async function requirePerson(store: RawStore, customerId: string, dryRun: boolean): Promise<Person> {
  const care = store.collection(CARE);
  const record = { _id: `erase ${customerId}` } as never;
  const begun = await care.findOne(record);
  if (begun) {
    const person = { people: (begun['people'] ?? [customerId]) as string[], addresses: begun['addresses'] as string[] };
    await requireAlone(store, person.people);
    return person;
  }
  const people = [...(await mergedInto(store, customerId)), customerId];
  await requireAlone(store, people);
  const customer = await store.collection('customers').findOne({ _id: customerId } as never, { projection: { _id: 1 } });
  const identities = await store
    .collection('identities')
    .find({ customerId: { $in: people } } as never)
    .limit(1000)
    .toArray();
  const ticket = await store.collection('tickets').findOne({ customerId } as never, { projection: { _id: 1 } });
  if (!customer && identities.length === 0 && !ticket)
    throw new CareError(`There is no customer ${customerId}. The id is in the address of his page in the console.`);
  // Other kinds of ids are too short to be looked for in a text.
  const addresses = identities.filter(({ kind }) => kind === 'email' || kind === 'phone').map(({ value }) => String(value));
  if (!dryRun) await care.updateOne(record, { $set: { people, addresses } }, { upsert: true });
  return { people, addresses };
}

/** Who was merged into him keeps his name and what was noted of him, so that it can be undone. */
async function mergedInto(store: RawStore, customerId: string): Promise<string[]> {
  const found = new Set<string>();
  for (let into = [customerId]; into.length > 0;) {
    const docs = await store
      .collection('customers')
      .find({ mergedIntoId: { $in: into } } as never, { projection: { _id: 1 } })
      .toArray();
    into = docs.map(({ _id }) => String(_id)).filter((id) => id !== customerId && !found.has(id));
    for (const id of into) found.add(id);
  }
  return [...found];
}

async function requireAlone(store: RawStore, people: string[]): Promise<void> {
  const shared: string[] = [];
  for await (const batch of batches(store.collection('tickets'), { filter: { customerId: { $in: people } }, projection: { number: 1 } })) {
    for (const { _id, number } of batch) {
      const other = await store
        .collection('messages')
        .findOne({ ticketId: _id, customerId: { $nin: people } } as never, { projection: { _id: 1 } });
      if (other) shared.push(`#${String(number)}`);
    }
  }
  if (shared.length > 0)
    throw new CareError(
      `Tickets of this customer also hold messages of others: ${shared.slice(0, 20).join(', ')}. Split those off first (in the console), so that nobody else's words are lost.`,
    );
}

/** The search index has his words: what there is of it is retired, and the desk makes it anew from what is left. */
async function forgetSearch(store: RawStore, now: Date): Promise<void> {
  await store.collection('search_segments').updateMany({ state: 'live' } as never, { $set: { state: 'dead', at: now } });
}

async function eraseRecords(store: RawStore, remover: Remover, customerId: string, dryRun: boolean, erased: Erased): Promise<number> {
  const before = erased.tickets + erased.messages;
  for await (const batch of batches(store.collection('tickets'), { filter: { customerId }, projection: { _id: 1 }, size: 20 })) {
    for (const { _id } of batch) {
      // The ticket goes last: as long as it is there, a run that takes this one up finds the rest.
      await purgeContents(remover, _id, erased);
      erased.tickets += await remover.remove('tickets', [_id]);
      if (!dryRun) await purgeContents(remover, _id, erased);
    }
  }
  for (const name of ['messages', 'events', 'followups', 'visitors'] as const)
    erased[name] += await remover.removeAll(name, { customerId });
  await remover.removeAll('corrections', { customerId });
  // They hold addresses of his, too.
  for (const side of ['fromId', 'toId']) await remover.removeAll('customer_changes', { [side]: customerId });
  for (const name of ['customer_records', 'sightings', 'link_suggestions']) await remover.removeAll(name, { customerId });
  await remover.removeAll('link_suggestions', { otherId: customerId });
  erased.customers += await remover.remove('customers', [customerId]);
  return erased.tickets + erased.messages - before;
}

/**
 * A mail that was fetched still lies in its mailbox, and comes again when the server numbers anew. Of its row the key stays
 * (the mail's id and a hash, unless they hold an address of his), by which it is known then.
 */
async function eraseIntake(
  store: RawStore,
  remover: Remover,
  people: string[],
  addresses: string[],
  lease: Lease,
  now: Date,
): Promise<number> {
  let erased = 0;
  for await (const batch of batches(store.collection('intake'), { projection: { raw: 0 } })) {
    const messages = await among(
      store.collection('messages'),
      batch.map((row) => row['messageId']),
      { customerId: 1 },
    );
    const tickets = await among(
      store.collection('tickets'),
      batch.map((row) => row['ticketId']),
      { customerId: 1 },
    );
    const his = batch.filter((row) => {
      const owner = messages.get(row['messageId'])?.['customerId'] ?? tickets.get(row['ticketId'])?.['customerId'];
      return people.includes(String(owner)) || (owner === undefined && row['state'] !== 'pending' && mentions(row, addresses));
    });
    const [kept, gone] = [
      his.filter((row) => isFetched(row) && !mentions({ ...row, meta: {} }, addresses)),
      his.filter((row) => !isFetched(row) || mentions({ ...row, meta: {} }, addresses)),
    ];
    const nothing = {
      state: 'ignored',
      code: 'erased',
      message: null,
      raw: null,
      rawDroppedAt: now,
      size: 0,
      sha256: '',
      meta: {},
      ticketId: null,
      messageId: null,
      doneAt: now,
    };
    erased +=
      (await remover.remove(
        'intake',
        gone.map(({ _id }) => _id),
      )) +
      (await remover.empty(
        'intake',
        kept.map(({ _id }) => _id),
        nothing,
      ));
    lease.require();
  }
  return erased;
}

const isFetched = ({ meta }: RawDoc): boolean => (meta as { via?: unknown } | null)?.via === 'imap';

/** A whole address in what the door noted: `ann@x.org` is not in `joann@x.org`. */
function mentions(row: RawDoc, addresses: string[]): boolean {
  const text = `${String(row['externalKey'])} ${JSON.stringify(row['meta'])}`.toLowerCase();
  return addresses.some((address) => {
    const wanted = address.toLowerCase();
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      if (!/[\w.+-]/.test(text[at - 1] ?? ' ') && !/[\w-]/.test(text[at + wanted.length] ?? ' ')) return true;
    }
    return false;
  });
}
