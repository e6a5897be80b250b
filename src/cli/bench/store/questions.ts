import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import { allMessages } from '../../../actions/allMessages.js';
import { CHANNELS } from '../../../contract/common.js';
import { readQuery } from '../../../lib/search/query.js';
import type { Store } from '../../../ports/store.js';
import { createFloors } from './floors.js';
import { drawKeys, FULL, type Keys } from './keys.js';
import type { Section } from './sections.js';
import type { ShadowDb } from './shadow.js';

/** What is asked of the store, and of the hand-written tables for the same answer. */
export interface Question<K = unknown> {
  section: Section;
  name: string;
  keys: K[];
  ours: (key: K) => Promise<unknown>;
  floor: (key: K) => unknown;
  /** How many records an answer has, where that is not the length of what is returned. */
  entries?: number;
}

export interface Questions {
  all: Question[];
  keys: Keys;
  close(): void;
}

/** All questions to one store; the same names in the same order whatever its size. @param file the store's, with its log beside it */
export function questionsTo(store: Store, db: ShadowDb, file: string): Questions {
  const floors = createFloors(db);
  const keys = drawKeys(db, 1000);
  // Both sides of a duplicate bring the log to the disk before they say so: the first row may be another process's, who has not yet.
  const log = openSync(`${file}-wal`, 'r+');
  const again = db.prepare("INSERT OR IGNORE INTO f_intake (id, account, key) VALUES ('again', ?, ?)");
  const now = new Date();
  const soon = new Date(now.getTime() + 900_000);
  const all: Question[] = [];
  const ask = <K>(
    section: Section,
    name: string,
    list: K[],
    ours: (key: K) => Promise<unknown>,
    floor: (key: K) => unknown,
    entries?: number,
  ): void => void all.push({ section, name, keys: list, ours, floor, ...(entries === undefined ? {} : { entries }) } as Question);

  ask(
    'points',
    'identity by kind and value',
    keys.identities,
    (key) => store.customers.holders([key]),
    ({ kind, value }) => floors.identity(kind, value),
  );
  ask(
    'points',
    'ticket by id',
    keys.tickets,
    (id) => store.tickets.get(id),
    (id) => floors.ticket(id),
  );
  ask(
    'points',
    'message by external id',
    keys.externalIds,
    ({ channel, externalId }) => store.messages.byExternalIds(channel, [externalId]),
    ({ account, externalId }) => floors.byExternalId(account, externalId),
  );
  for (const state of ['solved', 'open', 'live'] as const) {
    const asked = state === 'live' ? { live: true } : { statuses: [state] };
    const floor = (id: string, limit: number): unknown[] =>
      state === 'live' ? floors.listLive(id, limit) : floors.listBy(id, state, limit);
    // A whole page, where there is one, and as many as every size has: the first for what a page costs, the other for growth.
    for (const [agents, limit] of [
      [keys.busy[state], 50],
      [keys.full[state], FULL[state]],
    ] as const) {
      ask(
        'lists',
        `list: ${state}, one assignee, newest ${limit}`,
        times(agents, 200),
        (assigneeId) => store.tickets.list({ ...asked, assigneeId, limit, sort: 'newest' }),
        (id) => floor(id, limit + 1),
      );
    }
  }
  ask(
    'ticket',
    'ticket of 2,000 messages: first 50',
    times([keys.longTicket], 200),
    (id) => store.messages.ofTicket(id, { limit: 50 }),
    (id) => floors.messagesOf(id, 51),
  );
  ask(
    'ticket',
    'ticket of 2,000 messages: all',
    times([keys.longTicket], 15),
    (id) => allMessages(store, id),
    (id) => floors.messagesOf(id, 100_000),
  );
  ask(
    'timeline',
    'customer timeline: 50 messages, 50 events',
    keys.customers,
    async (id) =>
      (await Promise.all([store.messages.ofCustomer(id, { limit: 50 }), store.tickets.eventsOfCustomer(id, { limit: 50 })])).flatMap(
        ({ items }): unknown[] => items,
      ),
    (id) => floors.timeline(id, 51),
  );
  const search = (q: string): Promise<unknown> => store.search.find({ q, limit: 50, sort: 'newest' });
  ask('search', 'search: English, newest 50', times(keys.english, 64), search, (q) => floors.search(readQuery(q), 51));
  ask('search', 'search: Chinese, newest 50', times(keys.chinese, 60), search, (q) => floors.search(readQuery(q), 51));
  ask(
    'counters',
    'supervisor counters',
    times([0], 60),
    () => store.tickets.counts(now, soon, keys.agents),
    () => floors.counters(now.getTime(), soon.getTime(), keys.agents, CHANNELS),
    // What it counts is its length.
    Number(db.prepare('SELECT count(*) FROM f_tickets WHERE live').get([])?.[0]),
  );
  // What a webhook that is sent twice costs: the insert is refused, the first row is found. Both sides take the write lock.
  ask(
    'duplicates',
    'intake by account and key, sent twice',
    keys.intake,
    async ({ account, key }) => ({
      id: (
        await store.intake.accept(
          { channel: 'email', channelAccount: account, externalKey: key, raw: Buffer.from('again'), meta: {} },
          '000000000000000000000000',
          now,
        )
      ).intakeId,
    }),
    ({ account, key }) => {
      again.run([account, key]);
      fdatasyncSync(log);
      return { id: floors.intakeByKey(account, key) };
    },
  );
  return { all, keys, close: () => closeSync(log) };
}

function times<T>(list: T[], many: number): T[] {
  return Array.from({ length: many }, (_, i) => list[i % list.length] as T);
}
