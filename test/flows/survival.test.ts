/** Acknowledged is in a ticket, once, whatever dies next. A ledger outside the desk says what was acknowledged. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import type { IntakeRow } from '../../src/contract/desk.js';
import { messagesOf, settled, sms, tickets, TWILIO } from '../support/customers.js';
import { eventually, startDesk, type Desk } from '../support/startDesk.js';

const ROUNDS = Number(process.env['SURVIVAL_ROUNDS'] ?? 4);
/** A test server for MongoDB acknowledges later than a file does, and the kill has to fall in between. */
const PACE = process.env['STORE_URI'] ? 8 : 1;
const WAITING = process.env['STORE_URI'] ? 60 : 200;
/** A job names the rows that came in with its first one. */
const ROWS_THAT_WAIT = `
  local rows = 0
  for _, id in ipairs(redis.call('LRANGE', 'bull:intake:wait', 0, -1)) do
    rows = rows + 1 + #(cjson.decode(redis.call('HGET', 'bull:intake:' .. id, 'data')).others or {})
  end
  return rows`;
const redis = process.env['SKIP_REDIS'] ? describe.skip : describe;

redis('nothing that was acknowledged is lost or doubled', () => {
  let desk: Desk;
  const ledger: string[] = [];
  beforeAll(async () => {
    desk = await startDesk({ env: { ...TWILIO, LOG_LEVEL: 'warn' } });
  }, 60_000);
  afterAll(async () => {
    await desk?.stop();
  });

  /** Sends mails over some connections until told to stop; writes down each one that got its 250. */
  async function load(label: string, count: number, into: Desk = desk, acknowledged: string[] = ledger): Promise<void> {
    const transport = createTransport({
      host: '127.0.0.1',
      port: into.smtpPort,
      pool: true,
      maxConnections: 5,
      maxMessages: 1000,
      ignoreTLS: true,
    });
    const one = async (i: number): Promise<void> => {
      const id = `${label}-${i}@ledger.example.org`;
      try {
        await transport.sendMail({
          from: `c${i % 20}@ledger.example.org`,
          to: 'support@example.com',
          subject: `Ledger ${label}`,
          text: `Entry ${id}`,
          messageId: `<${id}>`,
        });
        acknowledged.push(id);
      } catch {
        // Not acknowledged: it may be there or not, and the ledger does not promise it.
      }
    };
    await Promise.all(Array.from({ length: count }, (_, i) => one(i)));
    transport.close();
  }

  /** Every entry of the ledger is in exactly one message of exactly one ticket. */
  async function check(of: Desk = desk, acknowledged: string[] = ledger): Promise<void> {
    await settled(of, 60_000);
    const found = new Map<string, number>();
    for (const ticket of await tickets(of)) {
      for (const message of await messagesOf(of, ticket.id)) {
        if (message.externalId) found.set(message.externalId, (found.get(message.externalId) ?? 0) + 1);
      }
    }
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
    expect([...found].filter(([, times]) => times !== 1)).toEqual([]);
    const { body } = await of.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake?state=quarantined');
    expect(body.items).toEqual([]);
  }

  test('the whole process group is killed right after 250', async () => {
    await load('first', 1);
    await desk.kill9({ redis: true });
    await desk.restart();
    await check();
    expect(ledger).toHaveLength(1);
  }, 60_000);

  test(`Redis forgets everything while ${WAITING} wait`, async () => {
    // A web process alone takes them in, so that they do wait; the worker comes when Redis has forgotten their jobs.
    const web = await startDesk({ env: { ROLE: 'web', LOG_LEVEL: 'warn' } });
    const own: string[] = [];
    let worker: Desk | null = null;
    try {
      await load('flush', WAITING, web, own);
      const waiting = await web.api<{ intake: { pending: number } }>('GET', '/api/v1/queues');
      expect(waiting.body.intake.pending).toBe(WAITING);
      expect(Number(await web.redis.cli('EVAL', ROWS_THAT_WAIT, '0'))).toBe(WAITING);
      await web.redis.cli('FLUSHALL');
      worker = await startDesk({ entry: 'dist/workers/index.js', joins: web, env: { ROLE: 'workers', LOG_LEVEL: 'warn' } });
      await check(web, own);
      expect(own).toHaveLength(WAITING);
    } finally {
      await worker?.stop();
      await web.stop();
    }
  }, 120_000);

  test(
    `${ROUNDS} rounds of both under load`,
    async () => {
      const acknowledged: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const before = ledger.length;
        const sending = load(`round${round}`, 60);
        // In the middle of the load, each time at another point.
        await eventually(() => ledger.length - before >= 3 + 4 * (round % 10), { every: 2, timeout: PACE * 10_000 });
        if (round % 2 === 0) await desk.redis.cli('FLUSHALL');
        await desk.kill9({ redis: round % 3 === 0 });
        await sending;
        acknowledged.push(ledger.length - before);
        await desk.restart();
        if (round % 2 === 1) await desk.redis.cli('FLUSHALL');
      }
      await check();
      // The load was real: each kill came after some were acknowledged, and before all were.
      expect(acknowledged).toHaveLength(ROUNDS);
      expect(Math.min(...acknowledged)).toBeGreaterThanOrEqual(3);
      expect(acknowledged.filter((count) => count < 60).length).toBeGreaterThan(ROUNDS / 2);
    },
    180_000 + PACE * 10_000,
  );

  test('the same holds for texts when the acknowledgement is lost: the provider sends again, and it is one', async () => {
    const sids = Array.from({ length: 20 }, (_, i) => `SM${'0'.repeat(28)}${String(i).padStart(4, '0')}`);
    await Promise.all(sids.map((sid) => sms(desk, '+12025550155', `text ${sid}`, sid)));
    await desk.kill9();
    await desk.restart();
    await Promise.all(sids.map((sid) => sms(desk, '+12025550155', `text ${sid}`, sid)));
    await settled(desk);
    const [ticket, ...others] = (await tickets(desk)).filter((t) => t.channels.includes('sms'));
    expect(others).toHaveLength(0);
    const ids = (await messagesOf(desk, ticket?.id ?? '')).map((message) => message.externalId);
    expect([...ids].sort()).toEqual([...sids].sort());
  }, 60_000);
});
