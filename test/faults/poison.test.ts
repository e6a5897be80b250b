/** F25: one message under which the process dies, beside four innocent ones. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IntakeRow } from '../../src/contract/desk.js';
import { eventually, startDesk, type Desk } from '../support/startDesk.js';
import { bySmtp, createLedger, mailText } from './support/ledger.js';

const withRedis = process.env['SKIP_REDIS'] ? describe.skip : describe;

withRedis('poison', () => {
  let desk: Desk;
  beforeAll(async () => {
    const hooks = pathToFileURL(fileURLToPath(new URL('./support/killPoints.mjs', import.meta.url))).href;
    desk = await startDesk({ env: { LOG_LEVEL: 'warn', INBOUND_ADDRESSES: 'desk.test', NODE_OPTIONS: `--import=${hooks}`, FAULT_FILE: '/nonexistent' } });
  }, 60_000);
  afterAll(async () => {
    await desk?.stop();
  });

  test('F25 its neighbours are done, and it is in quarantine with its raw form, to be tried again', async () => {
    const ledger = createLedger();
    const poison = mailText('poison@faults.test', 'poison', ['X-Note: POISON-MARK']);
    const sending = ledger.send([
      bySmtp(desk, 'poison@faults.test', 'poison', poison),
      ...[1, 2, 3, 4].map((i) => bySmtp(desk, `innocent-${i}@faults.test`, `innocent-${i}`)),
    ]);
    await sending;
    let deaths = 0;
    const row = await eventually(async () => {
      if (!isAlive(desk.pid())) {
        deaths += 1;
        await desk.restart();
      }
      await ledger.sendAgain().catch(() => undefined);
      const { body } = await desk.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake?state=quarantined');
      return body.items[0] ?? false;
    }, { timeout: 150_000, every: 300 });
    expect(deaths).toBeGreaterThanOrEqual(2);
    expect(deaths).toBeLessThan(8);
    expect(row).toMatchObject({ code: 'worker_died', externalKey: expect.stringContaining('poison@faults.test') });
    const raw = await fetch(desk.url + row.rawUrl, { headers: { authorization: `Bearer ${await desk.token()}` } });
    expect(await raw.text()).toContain('POISON-MARK');
    const rows = await eventually(async () => {
      const { body } = await desk.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake?limit=50');
      return body.items.filter((one) => one.externalKey.includes('innocent')).every((one) => one.state === 'done') && body.items;
    }, { timeout: 30_000 });
    expect(rows).toHaveLength(5);
    expect((await desk.api('POST', `/api/v1/intake/${row.id}/retry`)).status).toBe(200);
  }, 240_000);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
