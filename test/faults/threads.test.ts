/** F23, F24: out of order and all at once, while the workers are killed. The web process takes in, two others do the work. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Customer } from '../../src/contract/customers.js';
import { messagesOf, settled, tickets } from '../support/customers.js';
import { groups } from '../support/anyOrder.js';
import { permutations } from '../support/mailThread.js';
import { FIVE, twoMatters, type MatterMail } from '../support/twoMatters.js';
import { startDesk, type Desk } from '../support/startDesk.js';
import { byHook, bySmtp } from './support/ledger.js';

const withRedis = process.env['SKIP_REDIS'] ? describe.skip : describe;
const HOOK = 'token-of-the-mail-server';
const RANDOM_ORDERS = Number(process.env['F23_ORDERS'] ?? 200);
/** At least so many of a worker while the orders come in and are placed. */
const KILLS = 5;
/** So many more at a time until there were enough kills: what comes in beside dead workers waits for live ones, and must not wait longer than the test. */
const MORE_ORDERS = 30;
const LANES = 6;

withRedis('two workers that are killed at random', () => {
  let web: Desk;
  const workers: Desk[] = [];
  let state = 23;
  const next = (): number => (state = (state * 1_664_525 + 1_013_904_223) >>> 0) / 2 ** 32;
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((one) => ({ one, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);

  beforeAll(async () => {
    // One ticket for each issue: so the tickets say where each single mail has been put.
    const env = { LOG_LEVEL: 'warn', INBOUND_ADDRESSES: 'desk.test,desk.example', MAIL_HOOK_TOKEN: HOOK, SEPARATE_ISSUES: 'likely' };
    web = await startDesk({ env: { ...env, ROLE: 'web' } });
    for (let i = 0; i < 2; i++)
      workers.push(await startDesk({ joins: web, entry: 'dist/workers/index.js', env: { ...env, ROLE: 'workers' } }));
  }, 120_000);
  afterAll(async () => {
    for (const worker of workers) await worker.stop();
    await web?.stop();
  });

  /** Kills one or the other worker every 2 to 5 s until `work`, which may ask how often it was, and all that it brought is done. @returns how often. */
  async function whileKilled(work: (soFar: () => number) => Promise<void>): Promise<number> {
    let done = false;
    let kills = 0;
    let broken: Error | null = null;
    const killer = (async () => {
      for (;;) {
        await sleep(2_000 + next() * 3_000);
        if (done) return;
        const victim = workers[Math.floor(next() * workers.length)] as Desk;
        await victim.kill9();
        kills += 1;
        await victim.restart();
      }
    })();
    killer.catch((error: Error) => (broken = error));
    try {
      await work(() => {
        if (broken) throw broken;
        return kills;
      });
    } finally {
      done = true;
      await killer;
    }
    return kills;
  }

  test(`F23 every order of five mails and ${RANDOM_ORDERS} random orders or more of twelve, by two people about two matters, with gaps and doubles, give the same tickets`, async () => {
    const five = permutations([0, 1, 2, 3, 4]).map((order) => order.map((i) => FIVE[i] ?? 0));
    const all = Array.from({ length: 12 }, (_, n) => n);
    const twelve = (): number[] => {
      // Those that others name alone are never missing.
      const kept = all.filter((n) => n === 1 || n === 5 || next() > 0.15);
      return shuffled([...kept, ...kept.filter(() => next() < 0.15)]);
    };
    const runs: { order: number[]; mails: MatterMail[] }[] = [];
    const kills = await whileKilled(async (soFar) => {
      const lane = async (wanted: number): Promise<void> => {
        while (runs.length < wanted) {
          const run = { order: five[runs.length] ?? twelve(), mails: twoMatters(`order-${runs.length}-x`) };
          runs.push(run);
          for (const n of run.order) if (!(await byHook(web, '', '', run.mails[n]?.raw ?? '', HOOK).send())) throw new Error('refused');
        }
      };
      let wanted = five.length + RANDOM_ORDERS;
      do {
        await Promise.all(Array.from({ length: LANES }, () => lane(wanted)));
        await settled(web, 240_000);
        wanted += MORE_ORDERS;
      } while (soFar() < KILLS);
    });
    expect(kills).toBeGreaterThanOrEqual(KILLS);
    process.stderr.write(`F23: ${kills} kills of a worker, ${runs.length} orders\n`);
    const placed = await placesOf((id) => id.startsWith('order-'));
    const wrong = runs.flatMap(({ order, mails }) => {
      const there = [...new Set(order)];
      const got = groups(there, (n) => placed.get(mails[n]?.id ?? '') ?? `lost ${n}`);
      const truth = groups(there, (n) => (mails[n] as MatterMail).thread);
      return JSON.stringify(got) === JSON.stringify(truth) ? [] : [{ order, got, truth }];
    });
    expect(wrong).toEqual([]);
  }, 480_000);

  test('F24 twenty first messages of a new customer at once, fifty times: one customer, one ticket', async () => {
    const albums = Array.from({ length: 50 }, (_, c) =>
      Array.from({ length: 20 }, (_unused, i) => bySmtp(web, `album-${c}-${i}@faults.test`, `album-${c}`)),
    );
    await whileKilled(async () => {
      for (const album of albums) expect(await Promise.all(album.map((entry) => entry.send()))).not.toContain(false);
      await settled(web, 180_000);
    });
    for (let c = 0; c < albums.length; c++) {
      const { body } = await web.api<{ items: Customer[] }>('GET', `/api/v1/customers?q=album-${c}@faults.test`);
      const exact = body.items.filter((one) => one.identities.some(({ value }) => value === `album-${c}@faults.test`));
      expect(exact).toHaveLength(1);
      const own = await tickets(web, `&customerId=${exact[0]?.id}`);
      expect(own).toHaveLength(1);
      expect(await messagesOf(web, own[0]?.id ?? '')).toHaveLength(20);
    }
  }, 360_000);

  /** Message-ID -> ticket, of every mail that is there. @throws when one is there twice. */
  async function placesOf(wanted: (id: string) => boolean): Promise<Map<string, string>> {
    const placed = new Map<string, string>();
    let cursor: string | null = null;
    do {
      const { body }: { body: { items: { id: string }[]; nextCursor: string | null } } = await web.api(
        'GET',
        `/api/v1/tickets?limit=200${cursor ? `&cursor=${cursor}` : ''}`,
      );
      for (const { id } of body.items) {
        for (const { externalId } of await messagesOf(web, id)) {
          if (!externalId || !wanted(externalId)) continue;
          if (placed.has(externalId)) throw new Error(`${externalId} is there twice`);
          placed.set(externalId, id);
        }
      }
      cursor = body.nextCursor;
    } while (cursor);
    return placed;
  }
});
