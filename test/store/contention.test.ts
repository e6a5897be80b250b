/**
 * Several processes at one store: what only one may get, one gets, and nothing is lost. Runs on mongo-java-server too,
 * which answers in parallel. It takes a partial unique index for a whole one, so every message has keys of its own here.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/lib/ids.js';
import type { Store } from '../../src/ports/store.js';
import { buildDraft, buildOutgoing, buildTicket, T0 } from './support/build.js';
import { allPages, newPlace, SERVER } from './support/testStore.js';

const CONTENDER = fileURLToPath(new URL('support/contender.mjs', import.meta.url));
const BUILT = fileURLToPath(new URL('../../dist/src/store/openStore.js', import.meta.url));
/** SecantusDB backs off for some 50 ms on each conflict of two writers: a short fight has to do there. */
const SLOW = SERVER === 'SecantusDB';
/** Messages that two processes fight for. */
const CLAIMS = SLOW ? 200 : Number(process.env['STORE_CLAIMS'] ?? 10_000);
/** mongo-java-server looks at every message for a filter of more than the id: few at a time, or it takes minutes. */
const AT_A_TIME = SERVER === 'mongo-java-server' ? 500 : CLAIMS;
/** Everybody wants the same row here: on SecantusDB nearly every try is a conflict. */
const NEXT = SLOW ? 60 : 2000;
const CHANGES = SLOW ? 10 : 50;
const CUSTOMERS = SLOW ? 60 : 300;
const KEYS = SLOW ? 100 : 500;
const LIMIT = 180_000;

describe(`several processes at one store on ${SERVER}`, () => {
  const place = newPlace();
  let store: Store;
  beforeAll(async () => {
    if (!existsSync(BUILT)) throw new Error('dist/ is not there: run npm run build first (npm test does)');
    ({ store } = await place.open());
  });
  afterAll(() => place.remove());

  /** Runs the jobs in processes of their own, begun at the same moment. */
  async function race<T>(...jobs: object[]): Promise<T[][]> {
    const children = jobs.map(() => spawn(process.execPath, [CONTENDER], { stdio: ['pipe', 'pipe', 'inherit'] }));
    try {
      children.forEach((child, i) => child.stdin?.write(`${JSON.stringify({ config: place.config, job: jobs[i] })}\n`));
      const lines = children.map(linesOf);
      for (const line of lines) expect((await line.next()).value).toBe('ready');
      for (const child of children) child.stdin?.write('go\n');
      return await Promise.all(lines.map(async (line) => JSON.parse(String((await line.next()).value)) as T[]));
    } finally {
      for (const child of children) child.kill('SIGKILL');
    }
  }

  test(
    `two processes claim ${CLAIMS} messages: each is claimed once, by one`,
    async () => {
      const shares = [0, 0];
      for (let done = 0; done < CLAIMS; done += AT_A_TIME) {
        const got = await claimAll(Math.min(AT_A_TIME, CLAIMS - done));
        got.forEach((share, i) => (shares[i] = (shares[i] ?? 0) + share));
      }
      // Both had a share: they really met. Of a few hundred alone, one that is woken late may get none.
      expect(Math.min(...shares)).toBeGreaterThan(0);
    },
    LIMIT,
  );

  /** @returns how many each of the two got. */
  async function claimAll(count: number): Promise<number[]> {
    const made = Array.from({ length: count }, () => buildOutgoing());
    const inserted = await Promise.all(
      made.map((message) => store.messages.insert(message, { amendKey: message.id, clientKey: message.id })),
    );
    expect(inserted.every(Boolean)).toBe(true);
    const ids = made.map(({ id }) => id);
    const claimed = await race<string>({ kind: 'claim', ids }, { kind: 'claim', ids });
    expect(claimed.flat().toSorted()).toEqual(ids.toSorted());
    const found = await store.messages.many(ids);
    expect(found.filter(({ delivery }) => delivery?.claim !== 1 || delivery.attempts !== 1 || delivery.state !== 'sending')).toEqual([]);
    expect(found).toHaveLength(count);
    await place.raw((db) => db.collection('messages').deleteMany({}));
    return claimed.map((own) => own.length);
  }

  test(
    `two processes ask for the next free of ${NEXT} rows: each is given out once`,
    async () => {
      const rows = Array.from({ length: NEXT }, (_, number) => ({ number, state: 'free', times: 0 }));
      await place.raw(async (db) => {
        await db.collection('next_free').createIndex({ state: 1, number: 1 });
        await db.collection('next_free').insertMany(rows);
      });
      const shares = await race<number>({ kind: 'next', collection: 'next_free' }, { kind: 'next', collection: 'next_free' });
      expect(shares.flat().toSorted((a, b) => a - b)).toEqual(rows.map(({ number }) => number));
      expect(await place.raw((db) => db.collection('next_free').countDocuments({ state: 'taken', times: 1 }))).toBe(NEXT);
    },
    LIMIT,
  );

  test(
    `two processes open the same tickets of ${CUSTOMERS} customers: each ordinal is opened once`,
    async () => {
      const customers = Array.from({ length: CUSTOMERS }, () => newId());
      const side = (): object[] =>
        customers.map((customerId) => buildTicket({ customerId, opened: { customerId, ordinal: 1, intakeId: null, at: T0 } }));
      const [mine, theirs] = [side(), side()];
      const opened = (await race<string>({ kind: 'open', tickets: mine }, { kind: 'open', tickets: theirs })).flat();
      expect(opened).toHaveLength(CUSTOMERS);
      const found = await store.tickets.many(opened);
      expect(new Set(found.map((ticket) => ticket.customerId))).toEqual(new Set(customers));
      for (const customerId of customers.slice(0, 20)) expect(await store.tickets.ofCustomer(customerId, 5)).toHaveLength(1);
    },
    LIMIT,
  );

  test(
    `two processes accept the same ${KEYS} keys: one row for each, and both are told which`,
    async () => {
      const keys = Array.from({ length: KEYS }, () => newId());
      const side = (): object[] => keys.map((externalKey) => ({ id: newId(), externalKey }));
      const [mine = [], theirs = []] = await race<string>({ kind: 'accept', rows: side() }, { kind: 'accept', rows: side() });
      expect(mine).toEqual(theirs);
      expect(new Set(mine).size).toBe(KEYS);
      expect(await store.intake.count('pending')).toBe(KEYS);
    },
    LIMIT,
  );

  test(
    `two processes change one ticket ${CHANGES} times each: none is lost, and the events have no gap`,
    async () => {
      const ticket = buildTicket();
      await store.tickets.open(ticket, 'x', []);
      const side = (): object[] => Array.from({ length: CHANGES }, () => buildDraft());
      const drafts = [side(), side()];
      const made = (await race<string>(...drafts.map((own) => ({ kind: 'mutate', ticketId: ticket.id, drafts: own })))).flat();
      const after = await store.tickets.get(ticket.id);
      expect(after?.seq).toBe(2 * CHANGES);
      expect(after?.tags.toSorted()).toEqual(made.toSorted());
      const events = await allPages(50, (query) => store.tickets.events(ticket.id, query));
      expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 2 * CHANGES }, (_, i) => i + 1));
      expect(events.map((event) => event.id)).toEqual(after?.tags);
    },
    LIMIT,
  );

  test(
    'four processes start on one empty store at once',
    async () => {
      const empty = newPlace();
      try {
        const starting = await Promise.all([1, 2, 3, 4].map(() => empty.open()));
        await Promise.all(starting.map(({ store: one }) => one.ping()));
      } finally {
        await empty.remove();
      }
    },
    LIMIT,
  );
});

async function* linesOf(child: ChildProcess): AsyncGenerator<string, undefined> {
  if (!child.stdout) throw new Error('the process has no output');
  for await (const line of createInterface(child.stdout)) yield line;
  if (child.exitCode === null) await once(child, 'exit');
  throw new Error(`the process ended (${child.signalCode ?? child.exitCode}) before it had an answer`);
}
