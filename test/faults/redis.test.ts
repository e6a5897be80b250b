/** F13-F15: Redis hangs, is killed, forgets everything. What was acknowledged does not depend on it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { settled, newSid, TWILIO } from '../support/customers.js';
import { eventually, startDesk, type Desk } from '../support/startDesk.js';
import { bySms, bySmtp, createLedger, holds, type Entry } from './support/ledger.js';

const withRedis = process.env['SKIP_REDIS'] ? describe.skip : describe;

withRedis('Redis', () => {
  let desk: Desk;
  let serial = 0;
  const ledger = createLedger();
  beforeAll(async () => {
    desk = await startDesk({ env: { ...TWILIO, LOG_LEVEL: 'warn', INBOUND_ADDRESSES: 'desk.test' } });
  }, 60_000);
  afterAll(async () => {
    await desk?.stop();
  });

  const mails = (count: number): Entry[] =>
    Array.from({ length: count }, () => bySmtp(desk, `redis-${serial}@faults.test`, `redis-${serial++ % 9}`));
  const texts = (count: number): Entry[] =>
    Array.from({ length: count }, () => bySms(desk, newSid('SM'), `+1202555${String(2000 + (serial++ % 9))}`));

  test('F13 it hangs for 60 s under 20 messages a second: webhooks answer within a second, mail is taken, all is drained afterwards', async () => {
    const pid = Number(/process_id:(\d+)/.exec(await desk.redis.cli('INFO', 'server'))?.[1]);
    expect(pid).toBeGreaterThan(1);
    await ledger.send([...mails(3), ...texts(3)]);
    process.kill(pid, 'SIGSTOP');
    const waits: { mail: number[]; text: number[] } = { mail: [], text: [] };
    const underway: Promise<void>[] = [];
    const timed = async (entry: Entry, into: number[]): Promise<void> => {
      const from = performance.now();
      await ledger.send([entry]);
      into.push(performance.now() - from);
    };
    try {
      // An open loop: who comes next does not wait for who came before, as in real life.
      const start = performance.now();
      for (let tick = 0; tick < 1_200; tick++) {
        await sleep(Math.max(0, start + tick * 50 - performance.now()));
        const [entry] = tick % 2 ? texts(1) : mails(1);
        if (entry) underway.push(timed(entry, tick % 2 ? waits.text : waits.mail));
      }
      await Promise.all(underway);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(ledger.entries.filter((entry) => !entry.acknowledged)).toEqual([]);
    const p99 = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length * 0.99)] ?? Number.NaN;
    process.stderr.write(
      `F13: p99 of ${waits.text.length} texts ${p99(waits.text).toFixed(0)} ms, of ${waits.mail.length} mails ${p99(waits.mail).toFixed(0)} ms\n`,
    );
    expect(waits.text).toHaveLength(600);
    expect(p99(waits.text)).toBeLessThan(1_000);
    const from = Date.now();
    await settled(desk, 60_000);
    expect(Date.now() - from).toBeLessThan(60_000);
    await holds(desk, ledger);
  }, 240_000);

  test.each(['everysec', 'always'])(
    'F14 it is killed with SIGKILL five times under load, with appendfsync %s',
    async (appendfsync) => {
      for (let i = 0; i < 5; i++) {
        expect(await desk.redis.cli('CONFIG', 'SET', 'appendfsync', appendfsync)).toBe('OK');
        const sending = ledger.send([...mails(15), ...texts(5)]);
        desk.redis.kill9();
        await sending;
        await eventually(async () => (await desk.redis.cli('PING')) === 'PONG', { timeout: 15_000 });
      }
      await ledger.sendAgain();
      await holds(desk, ledger);
    },
    180_000,
  );

  test('F15 it forgets everything five times at full load, and the desk is whole within 30 s', async () => {
    for (let i = 0; i < 5; i++) {
      const sending = ledger.send([...mails(40), ...texts(10)]);
      await desk.redis.cli('FLUSHALL');
      await sending;
      await desk.redis.cli('FLUSHALL');
    }
    await ledger.sendAgain();
    const from = Date.now();
    await settled(desk, 60_000);
    expect(Date.now() - from).toBeLessThan(30_000);
    await holds(desk, ledger);
  }, 180_000);
});
