/** F25: one message under which the process dies, beside four innocent ones. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IntakeRow } from '../../src/contract/desk.js';
import { eventually, startDesk, type Desk } from '../support/startDesk.js';
import { messagesOf } from '../support/customers.js';
import { isAlive } from './support/killable.js';
import { bySmtp, createLedger, mailText } from './support/ledger.js';

const withRedis = process.env['SKIP_REDIS'] ? describe.skip : describe;

withRedis('poison', () => {
  let desk: Desk;
  /** While this file is there the poison does nothing: the desk was updated. */
  const mended = join(mkdtempSync(join(tmpdir(), 'sayonce-poison-')), 'mended');
  beforeAll(async () => {
    const hooks = pathToFileURL(fileURLToPath(new URL('./support/killPoints.mjs', import.meta.url))).href;
    desk = await startDesk({
      env: {
        LOG_LEVEL: 'warn',
        INBOUND_ADDRESSES: 'desk.test',
        NODE_OPTIONS: `--import=${hooks}`,
        FAULT_FILE: '/nonexistent',
        POISON_MENDED: mended,
      },
    });
  }, 60_000);
  afterAll(async () => {
    await desk?.stop();
    rmSync(join(mended, '..'), { recursive: true, force: true });
  });

  const RUNS = 4;
  test.each(Array.from({ length: RUNS }, (_, run) => run))(
    'F25 run %i: its neighbours are done, and it is in quarantine with its raw form, to be tried again',
    async (run) => {
      const ledger = createLedger();
      const id = `poison-${run}@faults.test`;
      await ledger.send([
        bySmtp(desk, id, 'poison', mailText(id, 'poison', ['X-Note: POISON-MARK'])),
        ...[1, 2, 3, 4].map((i) => bySmtp(desk, `innocent-${run}-${i}@faults.test`, `innocent-${i}`)),
      ]);
      let deaths = 0;
      const isPoison = (row: IntakeRow): boolean => row.externalKey.includes(id);
      const quarantined = (): Promise<IntakeRow> =>
        eventually(
          async () => {
            if (!isAlive(desk.pid())) {
              deaths += 1;
              await desk.restart();
            }
            await ledger.sendAgain().catch(() => undefined);
            const { body } = await desk.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake?state=quarantined');
            return body.items.find(isPoison) ?? false;
          },
          { timeout: 200_000, every: 300 },
        );
      const row = await quarantined();
      // Once beside its neighbours, then as the suspect: fewer could have been chance, and many more would keep the others waiting.
      expect(deaths).toBeGreaterThanOrEqual(5);
      expect(deaths).toBeLessThan(10);
      expect(row).toMatchObject({ code: 'worker_died' });
      const raw = await fetch(desk.url + row.rawUrl, { headers: { authorization: `Bearer ${await desk.token()}` } });
      expect(await raw.text()).toContain('POISON-MARK');
      const innocent = await eventually(
        async () => {
          const { body } = await desk.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake?limit=100');
          const rows = body.items.filter((one) => one.externalKey.includes(`innocent-${run}-`));
          return rows.every((one) => one.state === 'done') && rows;
        },
        { timeout: 30_000 },
      );
      expect(innocent).toHaveLength(4);
      // Tried again it is as bad as before, and ends where it was; mended it is an ordinary mail.
      if (run > 1) return;
      if (run === 1) writeFileSync(mended, '');
      expect((await desk.api('POST', `/api/v1/intake/${row.id}/retry`)).status).toBe(200);
      if (run === 0) expect(await quarantined()).toMatchObject({ id: row.id, code: 'worker_died' });
      else {
        const done = await eventually(
          async () => {
            const { body } = await desk.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake?state=done&limit=100');
            return body.items.find(isPoison) ?? false;
          },
          { timeout: 60_000 },
        );
        expect(await messagesOf(desk, done.ticketId ?? '')).toMatchObject([{ externalId: id }]);
        rmSync(mended);
      }
    },
    480_000,
  );
});
