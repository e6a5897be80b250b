/**
 * One process of a contention test. Reads a line of JSON (the store and the job), opens the built store, says `ready`,
 * waits for a line, does the job, and prints what came of it as JSON. Processes must be real ones here: one process alone keeps its own order.
 */
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import mongoose from 'mongoose';
import { openStore } from '../../../dist/src/store/openStore.js';
import { sqliteDriver } from '../../../dist/src/store/sqlite/index.js';

const input = createInterface({ input: process.stdin, crlfDelay: Infinity })[Symbol.asyncIterator]();
const { config, job } = JSON.parse((await input.next()).value);
const AT_ONCE = 32;
const silent = () => {};
const log = { debug: silent, info: silent, warn: silent, error: silent, fatal: silent, child: () => log };
const { store } = await openStore(config, log);
process.stdout.write('ready\n');
await input.next();

const results = await JOBS()[job.kind](job);
process.stdout.write(`${JSON.stringify(results)}\n`);
await store.close();
process.exit(0);

function JOBS() {
  return {
    /** Claims every message; gives the ids it got. */
    claim: async ({ ids }) => (await each(ids, async (id) => ((await store.messages.claim(id, new Date())) ? id : null))).filter(Boolean),
    /** Claims whatever is the next free row, until none is left; gives the numbers it got. */
    next: async ({ collection }) => {
      const instance = new mongoose.Mongoose();
      if (config.kind === 'embedded') instance.setDriver(sqliteDriver);
      await instance.connect(config.kind === 'embedded' ? `sqlite:${join(config.dataDir, 'sayonce.db')}` : config.uri);
      const rows = instance.connection.collection(collection);
      const got = [];
      const lane = async () => {
        for (;;) {
          const row = await rows.findOneAndUpdate(
            { state: 'free' },
            { $set: { state: 'taken' }, $inc: { times: 1 } },
            { sort: { number: 1 }, returnDocument: 'after' },
          );
          if (row === null) return;
          got.push(row.number);
        }
      };
      await Promise.all([lane(), lane(), lane(), lane()]);
      await instance.disconnect();
      return got;
    },
    /** Opens a ticket for each of these customers and ordinals; gives the customers whose ticket is its own. */
    open: async ({ tickets }) =>
      (await each(revived(tickets), async (ticket) => ((await store.tickets.open(ticket, 'x', [])) ? ticket.id : null))).filter(Boolean),
    /** Accepts every key; gives the row that each has. */
    accept: async ({ rows }) =>
      each(rows, async ({ id, externalKey }) => {
        const { intakeId } = await store.intake.accept(
          { channel: 'email', channelAccount: 'mail', externalKey, raw: Buffer.from(externalKey), meta: {} },
          id,
          new Date(),
        );
        return intakeId;
      }),
    /** Adds a tag with an event to one ticket, once for each of these. */
    mutate: async ({ ticketId, drafts }) =>
      each(revived(drafts), async (draft) => {
        await store.tickets.mutate(ticketId, (now) => ({ set: { tags: [...now.tags, draft.id] }, events: [draft] }));
        return draft.id;
      }),
  };
}

async function each(items, work) {
  const results = Array.from(items, () => undefined);
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const i = next++;
      results[i] = await work(items[i]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return results;
}

/** Dates came as JSON. */
function revived(value) {
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return new Date(value);
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, revived(one)]))
    : value;
}
