import mongoose, { type Connection } from 'mongoose';
import type { Customer, Identity } from '../customers/customer.js';
import type { Log } from '../ports/log.js';
import type { FollowupRecord } from '../ports/followups.js';
import type { VisitorRecord } from '../ports/people.js';
import type { IntakeDoc } from '../ports/store.js';
import type { TicketEvent } from '../tickets/event.js';
import type { Message } from '../tickets/message.js';
import { isLive, type Ticket } from '../tickets/ticket.js';
import { searchWords } from '../lib/words.js';
import { CareError } from './care/careError.js';
import { connect } from './connect.js';
import { createModels, type EventDoc, type MessageDoc, type Models, type TicketDoc } from './models.js';
import type { StoreConfig } from './openStore.js';
import { toStored } from './record.js';
import { noteForSearch } from './search/todo.js';
import { engineOf, type EngineOptions } from './sqlite/index.js';
import { placesOf } from './ticketOrder.js';
import { verifyIndexes } from './verifyIndexes.js';

/** Whole records, as they stand after all that happened to them. */
export interface BulkRecords {
  customers?: { customer: Customer; addresses: string[] }[];
  identities?: Identity[];
  visitors?: VisitorRecord[];
  intake?: IntakeDoc[];
  /** `riding`: the events of its last change, which are in `events` too. */
  tickets?: { ticket: Ticket; customerName: string; riding: TicketEvent[] }[];
  messages?: { message: Message; keys: { amendKey?: string; clientKey?: string; textRank?: number; chatKey?: string }; version?: number }[];
  events?: TicketEvent[];
  followups?: FollowupRecord[];
}

/**
 * Fills an empty store with many records at once: for seeds and measurements, never while a desk runs on it. The
 * documents are those that `TicketStore`, `MessageStore` and the others would have written; a test holds the two side
 * by side.
 */
export interface BulkLoad {
  add(records: BulkRecords): Promise<void>;
  /** Raises the counter of ticket numbers, so that the next ticket gets the next one. */
  numberedUpTo(number: number): Promise<void>;
  close(): Promise<void>;
}

/** Whole records into the store of a running desk. */
export interface AttachedBulkLoad extends Pick<BulkLoad, 'add'> {
  /** Takes so many ticket numbers in a row. @returns the first. */
  reserveNumbers(count: number): Promise<number>;
  /** Has everything indexed that was added: it came past the notes that others leave. */
  findable(): Promise<void>;
}

const CHUNK = 1000;
/**
 * Nobody waits for a seed and nothing acknowledged is in it, so its transactions are long and are synced only at a
 * checkpoint. The engine takes these options together with those of `watch`.
 */
const IN_BULK: Partial<EngineOptions> = { synchronous: 'NORMAL', batchMs: 500, cacheKib: 262_144 };

/** @throws CareError when there are tickets already. */
export async function openBulkLoad(config: StoreConfig, log: Log): Promise<BulkLoad> {
  const connection = await connect(
    new mongoose.Mongoose(),
    config.kind === 'embedded' ? { ...config, watch: { ...config.watch, ...IN_BULK } } : config,
    log,
  );
  const models = createModels(connection);
  await verifyIndexes(Object.values(models));
  if ((await models.tickets.estimatedDocumentCount()) > 0) {
    await connection.close();
    throw new CareError('This store holds tickets already; a seed only fills an empty one.');
  }
  return {
    ...attachBulkLoad(connection, models, config),
    async numberedUpTo(number) {
      await models.counters.updateOne({ _id: 'ticket' }, { $max: { value: number } }, { upsert: true });
    },
    close: () => connection.close(),
  };
}

/** The same into the store of a running desk, beside what is in it: the caller sees to it that ids and numbers are new. */
export function attachBulkLoad(connection: Connection, models: Models, config: StoreConfig): AttachedBulkLoad {
  const engine = config.kind === 'embedded' ? engineOf(connection) : null;
  // Straight to the engine: `insertMany` guards each document with a savepoint and a deep copy, which a seed can spare.
  const insert = (name: keyof typeof models, list: object[]): Promise<unknown> =>
    engine
      ? engine.write(() => list.forEach((doc) => engine.mutations.insert(models[name].collection.name, doc as Record<string, unknown>)))
      : models[name].collection.insertMany(list as never, { ordered: false });

  return {
    async add(records) {
      const docs: [keyof typeof models, object[]][] = [
        [
          'customers',
          (records.customers ?? []).map(({ customer, addresses }) => ({
            ...toStored(customer),
            words: searchWords([customer.name, ...addresses].join(' ')),
          })),
        ],
        ['identities', (records.identities ?? []).map(toStored)],
        ['visitors', (records.visitors ?? []).map(toStored)],
        ['intake', records.intake ?? []],
        ['tickets', (records.tickets ?? []).map(ticketDoc)],
        ['messages', (records.messages ?? []).map(messageDoc)],
        ['events', (records.events ?? []).map(eventDoc)],
        ['followups', (records.followups ?? []).map(toStored)],
      ];
      await Promise.all(docs.flatMap(([name, list]) => chunks(list).map((chunk) => insert(name, chunk))));
    },
    async reserveNumbers(count) {
      const counter = await models.counters
        .findOneAndUpdate({ _id: 'ticket' }, { $inc: { value: count } }, { upsert: true, returnDocument: 'after' })
        .lean<{ value: number }>();
      return (counter?.value ?? count) - count + 1;
    },
    findable: () => noteForSearch(models, 'walk', ['message:', 'ticket:', 'customer:']),
  };
}

function chunks<T>(list: T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / CHUNK) }, (_, i) => list.slice(i * CHUNK, (i + 1) * CHUNK));
}

function ticketDoc({ ticket: { id, ...ticket }, customerName, riding }: NonNullable<BulkRecords['tickets']>[number]): TicketDoc {
  return { _id: id, ...ticket, live: isLive(ticket), ...placesOf(ticket), customerName, pendingEvents: riding.map(eventDoc) };
}

function messageDoc({ message: { id, ...message }, keys, version = 0 }: NonNullable<BulkRecords['messages']>[number]): MessageDoc {
  return { _id: id, ...message, version, textRank: 0, ...keys };
}

function eventDoc({ id, ...event }: TicketEvent): EventDoc {
  return { _id: id, ...event };
}
