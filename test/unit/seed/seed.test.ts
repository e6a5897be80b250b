import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import mongoose from 'mongoose';
import { createInlineParser } from '../../../src/channels/email/inlineParser.js';
import { createTwilioLine } from '../../../src/channels/twilio/line.js';
import { createChannels } from '../../../src/channels/registry.js';
import { desk, loadWorld } from '../../../src/cli/seed/fillStore.js';
import { makeAgents } from '../../../src/cli/seed/people.js';
import { createWorld, type SeededIssue, type WorldOptions } from '../../../src/cli/seed/world.js';
import { DEFAULT_RULES } from '../../../src/followups/defaults.js';
import type { Log } from '../../../src/ports/log.js';
import type { Store } from '../../../src/ports/store.js';
import { openBulkLoad } from '../../../src/store/bulkLoad.js';
import { connect } from '../../../src/store/connect.js';
import { createModels, type Models } from '../../../src/store/models.js';
import { openStore, type StoreConfig } from '../../../src/store/openStore.js';
import { isPureThanks } from '../../../src/threading/thanks.js';
import type { Message } from '../../../src/tickets/message.js';
import { summarise } from '../../../src/tickets/summary.js';
import type { Ticket } from '../../../src/tickets/ticket.js';

// Hundreds of tickets, parsed and stored twice: seconds on an idle machine, a minute on a busy one.
jest.setTimeout(180_000);
/** In so many is some of everything. */
const ENOUGH = 240;
const TICKETS = Number(process.env['SEED_TICKETS'] ?? ENOUGH);
const CUSTOMERS = TICKETS / 3;
const UNTIL = new Date('2026-11-01T00:00:00Z');
const log = { debug() {}, info() {}, warn() {}, error() {}, fatal() {}, trace() {}, child: () => log } as unknown as Log;
const SETTINGS = desk({
  mail: { from: 'support@desk.example', fromName: 'Support' },
  twilio: { number: null },
  secretKey: 'x'.repeat(44),
  policy: { firstReplyMinutes: 60 },
} as never);

function optionsOf(seed: string): WorldOptions {
  const agents = makeAgents(seed, 6, new Date('2023-11-01T00:00:00Z')).map(({ id, name }) => ({ kind: 'agent' as const, id, name }));
  const rulesFrom = UNTIL.getTime() - 400 * 86_400_000;
  const rules = DEFAULT_RULES.map((rule, i) => ({ ...rule, id: `${'0'.repeat(23)}${i}`, createdAt: new Date(rulesFrom).toISOString() }));
  return { seed, tickets: TICKETS, messages: TICKETS * 5, customers: CUSTOMERS, until: UNTIL, agents, rules, rulesFrom, ...SETTINGS };
}

let issues: SeededIssue[];
let messages: Message[];

beforeAll(() => {
  issues = [...createWorld(optionsOf('test')).issues()];
  messages = issues.flatMap((issue) => issue.messages.map(({ message }) => message));
});

describe('the seeded world', () => {
  test('is the same for the same seed, and another one for another', () => {
    expect([...createWorld(optionsOf('test')).issues()]).toEqual(issues);
    expect([...createWorld(optionsOf('other')).issues()].flatMap((issue) => issue.messages.map(({ message }) => message.text))).not.toEqual(
      messages.map(({ text }) => text),
    );
  });

  test('has as much as was asked for, and some of everything that a desk knows', () => {
    const tickets = issues.flatMap((issue) => issue.tickets.map(({ ticket }) => ticket));
    expect(tickets.map(({ number }) => number).sort((a, b) => a - b)).toEqual(Array.from({ length: TICKETS }, (_, i) => i + 1));
    expect(issues.filter(({ newcomer }) => newcomer)).toHaveLength(CUSTOMERS);
    expect(messages.length).toBeGreaterThan(TICKETS * 4.75);
    expect(messages.length).toBeLessThan(TICKETS * 5.5);
    if (TICKETS < ENOUGH) return;
    const seen = <T>(list: T[]): Set<T> => new Set(list);
    expect([...seen(messages.map(({ channel }) => channel))].sort()).toEqual(['api', 'chat', 'email', 'sms', 'voice', 'whatsapp']);
    expect([...seen(messages.map(({ direction }) => direction))].sort()).toEqual(['in', 'note', 'out']);
    expect([...seen(tickets.map(({ status }) => status))]).toEqual(expect.arrayContaining(['open', 'solved', 'closed']));
    expect([...seen(messages.flatMap(({ delivery }) => delivery?.state ?? []))]).toEqual(
      expect.arrayContaining(['accepted', 'delivered', 'kept']),
    );
    expect(tickets.some(({ mergedIntoId }) => mergedIntoId)).toBe(true);
    expect([...seen(issues.flatMap(({ followups }) => followups.map(({ state }) => state)))]).toEqual(
      expect.arrayContaining(['sent', 'cancelled']),
    );
    expect([...seen(messages.flatMap(({ decision }) => decision?.rule ?? []))]).toEqual(
      expect.arrayContaining(['new_ticket', 'own_message_id', 'chat_session', 'live_ticket', 'reopened', 'thanks']),
    );
    for (const pattern of [/\p{Script=Han}/u, /\p{Script=Hiragana}/u, /ß|ü/, /ñ|¿/, /é|è/, /\p{Extended_Pictographic}/u])
      expect(messages.some(({ text }) => pattern.test(text))).toBe(true);
  });

  test('asks whoever writes Chinese in Chinese whether it works', () => {
    const isChinese = (text: string): boolean => /\p{Script=Han}{2}/u.test(text) && !/\p{Script=Hiragana}/u.test(text);
    const asked = issues.filter(({ messages: [first] }) => isChinese(first?.message.text ?? '')).flatMap(({ followups }) => followups);
    expect(asked.length).toBeGreaterThan(0);
    // The names are Chinese in any case.
    expect(asked.filter(({ text }) => !text.includes('您'))).toEqual([]);
  });

  test('leaves no slot open and ends in time', () => {
    for (const { text, subject, createdAt } of messages) {
      expect(`${subject ?? ''} ${text}`).not.toMatch(/\{\w+\}|undefined|NaN/);
      expect(createdAt.getTime()).toBeLessThanOrEqual(UNTIL.getTime() + 120_000);
    }
  });

  test('can write to nobody: every address is reserved, every number is made up', () => {
    for (const { newcomer } of issues) {
      for (const { kind, value } of newcomer?.identities ?? []) {
        if (kind === 'email') expect(value).toMatch(/[@.]example(\.(com|net|org))?$/);
        if (kind === 'phone') expect(value).toMatch(/^\+1\d{3}55501\d\d$/);
      }
    }
  });

  test('calls thanks only what the desk takes for thanks', () => {
    const thanks = messages.filter(({ decision }) => decision?.rule === 'thanks');
    expect(thanks.filter((message) => !isPureThanks(message)).map(({ text }) => text)).toEqual([]);
  });

  test('keeps in each ticket what its messages say', () => {
    for (const { tickets, messages: stored } of issues) {
      for (const { ticket } of tickets) {
        if (ticket.mergedIntoId) continue;
        const mine = stored
          .map(({ message }) => message)
          .filter(({ ticketId }) => ticketId === ticket.id)
          .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
        const told: Partial<Ticket> = summarise(ticket, mine);
        expect({
          number: ticket.number,
          ...Object.fromEntries(Object.keys(told).map((key) => [key, ticket[key as keyof Ticket]])),
        }).toEqual({ number: ticket.number, ...told });
      }
    }
  });

  test('stores raw rows in which each channel reads that very message', async () => {
    const channels = createChannels({
      email: {
        fromAddress: 'support@desk.example',
        fromName: 'Support',
        domain: 'desk.example',
        plusAddressing: true,
        smtpUrl: null,
        key: Buffer.alloc(32),
      },
      twilio: createTwilioLine({ accountSid: null, authTokens: [], number: '+15005550006', publicUrl: 'http://localhost', apiBase: null }),
      parser: createInlineParser(),
      blobs: {} as never,
      findSent: () => Promise.resolve(null),
      findCall: () => Promise.resolve(null),
      deliverToVisitor: () => Promise.resolve(),
    });
    const byId = new Map(messages.map((message) => [message.id, message]));
    let read = 0;
    for (const row of issues.flatMap(({ intake }) => intake)) {
      if (!row.raw || !row.messageId) throw new Error('a seeded row has its bytes and its message');
      const message = byId.get(row.messageId);
      const result = await channels[row.channel].read({ ...row, id: row._id, raw: row.raw });
      if (result.kind === 'delivery_report') {
        expect(result).toMatchObject({
          providerId: message?.delivery?.providerId,
          state: message?.delivery?.state,
          reason: message?.delivery?.reason,
        });
      } else if (result.kind === 'message' && message) {
        const { inbound } = result;
        const { externalId, channelAccount, from, to, subject, html, attachments, mail, wroteBy, occurredAt } = message;
        const shown = {
          externalId,
          channelAccount,
          from,
          to,
          subject,
          attachments,
          mail,
          wroteBy,
          ...(row._id === message.id ? { occurredAt } : {}),
        };
        expect(inbound).toMatchObject(shown);
        if (inbound.textRank !== 1) expect(inbound.text).toBe(message.text);
        if (html !== null || message.channel === 'email') expect(inbound.html).toBe(html);
        expect(message.senderVerified).toBe(inbound.senderDoubt === null && inbound.sender.some(({ proof }) => proof !== 'claimed'));
        read++;
      } else throw new Error(`row ${row._id} says nothing`);
    }
    expect(read).toBeGreaterThan(TICKETS * 1.6);
  });
});

describe('a seeded store', () => {
  let seeded: string;
  let replayed: string;
  beforeAll(async () => {
    [seeded, replayed] = [await mkdtemp(join(tmpdir(), 'seed-')), await mkdtemp(join(tmpdir(), 'replay-'))];
    const load = await openBulkLoad(embedded(seeded), log);
    await loadWorld(createWorld(optionsOf('test')), load, () => undefined);
    await load.numberedUpTo(TICKETS);
    await load.close();
    const { store } = await openStore(embedded(replayed), log);
    // Together, so that they share transactions.
    await Promise.all(issues.map((issue) => replay(store, issue)));
    await Promise.all(Array.from({ length: TICKETS }, () => store.tickets.nextNumber()));
    await store.close();
  });
  afterAll(() => Promise.all([seeded, replayed].map((dir) => rm(dir, { recursive: true, force: true }))));

  test('holds the documents that the store itself writes, field by field', async () => {
    const [one, other] = [await dump(seeded), await dump(replayed)];
    for (const name of COLLECTIONS) {
      expect(one[name]?.length).toBeGreaterThan(0);
      expect({ name, documents: one[name] }).toEqual({ name, documents: other[name] });
    }
  });

  test('is searched, listed and written to like any other', async () => {
    const { store } = await openStore(embedded(seeded), log);
    try {
      const last = issues.at(-1)?.tickets[0]?.ticket;
      while (await store.search.index()) continue;
      expect(await store.search.ticketIds(String(last?.number), 50)).toContain(last?.id);
      expect(await store.tickets.nextNumber()).toBe(TICKETS + 1);
      const live = await store.tickets.list({ live: true, limit: 200, sort: 'waiting' });
      expect(live.items.length).toBeGreaterThan(0);
      await expect(openBulkLoad(embedded(seeded), log)).rejects.toThrow('only fills an empty one');
    } finally {
      await store.close();
    }
  });
});

const COLLECTIONS = [
  'customers',
  'identities',
  'visitors',
  'intake',
  'tickets',
  'messages',
  'events',
  'followups',
  'counters',
] as const satisfies readonly (keyof Models)[];

function embedded(dataDir: string): StoreConfig {
  return { kind: 'embedded', dataDir };
}

/** The same issue through the store's own methods. */
async function replay(store: Store, { newcomer, tickets, messages: stored, intake, followups }: SeededIssue): Promise<void> {
  if (newcomer) {
    for (const identity of newcomer.identities) await store.customers.addIdentity(identity);
    await store.customers.ensure(newcomer.customer, newcomer.addresses);
    if (newcomer.visitor) await store.people.addVisitor(newcomer.visitor);
  }
  for (const { _id, raw, channel, channelAccount, externalKey, meta, receivedAt, doneAt, ticketId, messageId } of intake) {
    await store.intake.accept({ channel, channelAccount, externalKey, raw: raw ?? Buffer.alloc(0), meta }, _id, receivedAt);
    await store.intake.finish(_id, { state: 'done', ticketId, messageId }, doneAt ?? receivedAt);
  }
  for (const { message, keys, version } of stored) {
    if (!version) await store.messages.insert(message, keys);
    else {
      await store.messages.insert({ ...message, text: 'Phone call', updatedAt: message.createdAt }, { ...keys, textRank: 1 });
      await store.messages.amend(message.id, 0, { text: message.text, textRank: 3 }, message.updatedAt);
    }
  }
  for (const { customerName, steps } of tickets) {
    await store.tickets.open(steps.opened.ticket, customerName, steps.opened.events);
    for (const mutation of steps.mutations) await store.tickets.mutate(steps.opened.ticket.id, () => mutation);
  }
  for (const followup of followups) await store.followups.plan(followup);
}

async function dump(dataDir: string): Promise<Record<string, unknown[]>> {
  const connection = await connect(new mongoose.Mongoose(), { kind: 'embedded', dataDir }, log);
  try {
    const models = createModels(connection);
    const all = COLLECTIONS.map(async (name) => [name, await models[name].collection.find({}).sort({ _id: 1 }).toArray()] as const);
    return Object.fromEntries(await Promise.all(all));
  } finally {
    await connection.close();
  }
}
