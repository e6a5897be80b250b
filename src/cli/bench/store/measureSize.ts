/** The measuring process of one size: asks the store and the floor in the folder given, and sends what it found. */
import { closeSync, fdatasyncSync, openSync, statSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { CHANNELS } from '../../../contract/common.js';
import { readQuery } from '../../../lib/search/query.js';
import type { Message } from '../../../tickets/message.js';
import { openStore } from '../../../store/openStore.js';
import { Engine } from '../../../store/sqlite/index.js';
import { createFloors } from './floors.js';
import { measureInsert, type InsertMeasured } from './insert.js';
import { drawKeys, FULL } from './keys.js';
import { measure, type Measured } from './measure.js';
import { isWanted, type Section } from './sections.js';
import { openShadow } from './shadow.js';

export interface SizeReport {
  measured: Measured[];
  insert: InsertMeasured | null;
  openMs: number;
  rssMb: number;
  fileMb: number;
}

const [dataDir = '', only = ''] = process.argv.slice(2);
const file = path.join(dataDir, 'sayonce.db');
// The store does not show its engine; how often it commits is seen by being there when it is opened.
const engines: Engine[] = [];
const openEngine = Engine.open.bind(Engine);
Engine.open = async (...args) => {
  const engine = await openEngine(...args);
  engines.push(engine);
  return engine;
};
const commits = (): number => engines.reduce((sum, engine) => sum + engine.writer.stats.commits, 0);
// The first time does not count: a kept seed may be of an earlier release, and what it lacks is built then. Of the others the best.
let openMs = Infinity;
const opened = async () => (await openStore({ kind: 'embedded', dataDir }, pino({ level: 'error' }))).store;
await (await opened()).close();
for (let i = 0; i < 3; i++) {
  const from = performance.now();
  const one = await opened();
  openMs = Math.min(openMs, performance.now() - from);
  await one.close();
}
const store = await opened();
const db = openShadow(file);
const floors = createFloors(db);
const keys = drawKeys(db, 1000);
const measured: Measured[] = [];
const wanted = (section: Section): boolean => isWanted(section, only);
const ask = async <K>(section: Section, name: string, list: K[], ours: (key: K) => Promise<unknown>, floor: (key: K) => unknown): Promise<void> => {
  if (wanted(section)) measured.push(await measure(name, list, ours, floor));
};
const times = <T>(list: T[], many: number): T[] => Array.from({ length: many }, (_, i) => list[i % list.length] as T);

await ask('points', 'identity by kind and value', keys.identities, (key) => store.customers.holders([key]), ({ kind, value }) => floors.identity(kind, value));
await ask('points', 'ticket by id', keys.tickets, (id) => store.tickets.get(id), (id) => floors.ticket(id));
await ask('points', 'message by external id', keys.externalIds, ({ channel, externalId }) => store.messages.byExternalIds(channel, [externalId]), ({ account, externalId }) => floors.byExternalId(account, externalId));
for (const state of ['solved', 'open', 'live'] as const) {
  const asked = state === 'live' ? { live: true } : { statuses: [state] };
  const floor = (id: string, limit: number): unknown[] => (state === 'live' ? floors.listLive(id, limit) : floors.listBy(id, state, limit));
  // A whole page, where there is one, and as many as every size has: the first for what a page costs, the other for growth.
  for (const [agents, limit] of [[keys.busy[state], 50], [keys.full[state], FULL[state]]] as const) {
    await ask('lists', `list: ${state}, one assignee, newest ${limit}`, times(agents, 200), (assigneeId) => store.tickets.list({ ...asked, assigneeId, limit, sort: 'newest' }), (id) => floor(id, limit + 1));
  }
}
await ask('ticket', 'ticket of 2,000 messages: first 50', times([keys.longTicket], 200), (id) => store.messages.ofTicket(id, { limit: 50 }), (id) => floors.messagesOf(id, 51));
await ask('ticket', 'ticket of 2,000 messages: all', times([keys.longTicket], 15), allOf, (id) => floors.messagesOf(id, 100_000));
await ask(
  'timeline', 'customer timeline: 50 messages, 50 events', keys.customers,
  async (id) => (await Promise.all([store.messages.ofCustomer(id, { limit: 50 }), store.tickets.eventsOfCustomer(id, { limit: 50 })])).flatMap(({ items }): unknown[] => items),
  (id) => floors.timeline(id, 51),
);
const search = (q: string): Promise<unknown> => store.search.find({ q, limit: 50, sort: 'newest' });
await ask('search', 'search: English, newest 50', times(keys.english, 64), search, (q) => floors.search(readQuery(q), 51));
await ask('search', 'search: Chinese, newest 50', times(keys.chinese, 60), search, (q) => floors.search(readQuery(q), 51));
const now = new Date();
const soon = new Date(now.getTime() + 900_000);
await ask('counters', 'supervisor counters', times([0], 60), () => store.tickets.counts(now, soon, keys.agents), () => floors.counters(now.getTime(), soon.getTime(), keys.agents, CHANNELS));
const counted = measured.find(({ name }) => name === 'supervisor counters');
// What it counts is its length.
if (counted) counted.entries = Number(db.prepare('SELECT count(*) FROM f_tickets WHERE live').get([])?.[0]);
// What a webhook that is sent twice costs: the insert is refused, the first row is found. Both sides take the write lock, and
// both bring the log to the disk before they say so: the first row may be another process's, who has not yet.
const log = openSync(`${file}-wal`, 'r+');
const again = db.prepare("INSERT OR IGNORE INTO f_intake (id, account, key) VALUES ('again', ?, ?)");
await ask(
  'duplicates', 'intake by account and key, sent twice', keys.intake,
  async ({ account, key }) => ({ id: (await store.intake.accept({ channel: 'email', channelAccount: account, externalKey: key, raw: Buffer.from('again'), meta: {} }, '000000000000000000000000', now)).intakeId }),
  ({ account, key }) => {
    again.run([account, key]);
    fdatasyncSync(log);
    return { id: floors.intakeByKey(account, key) };
  },
);
const rssMb = process.memoryUsage.rss() / 2 ** 20;

const samples = (await store.messages.many(keys.messages)).filter((message): message is Message => message.direction === 'in');
const insert = wanted('insert') ? await measureInsert(store, db, samples, 120, commits) : null;
const report: SizeReport = { measured, insert, openMs, rssMb, fileMb: statSync(file).size / 2 ** 20 };
closeSync(log);
db.close();
await store.close();
process.send?.(report);
if (!process.send) process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);

async function allOf(ticketId: string): Promise<Message[]> {
  const all: Message[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.messages.ofTicket(ticketId, { limit: 200, cursor });
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return all;
}
