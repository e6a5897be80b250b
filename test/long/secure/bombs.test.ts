/** Mails made to stop who reads them, at the front door of a running desk, while customers write. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IntakeRow } from '../../../src/contract/desk.js';
import { mail, rawMail, settled, tickets } from '../../support/customers.js';
import { startDesk, type Desk } from '../../support/startDesk.js';
import { BOMBS } from '../../unit/channels/support/bombs.js';

const redis = process.env['SKIP_REDIS'] ? describe.skip : describe;

redis('bombs at the front door', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await startDesk();
  }, 60_000);
  afterAll(async () => {
    await desk?.stop();
  });

  test('each is taken and then shown or in quarantine with its bytes, and customers are answered and placed meanwhile', async () => {
    const bombs = BOMBS.map(([name, raw], at) => ({
      name,
      id: `bomb-${at}@example.org`,
      raw: raw.replace('<bomb@example.org>', `<bomb-${at}@example.org>`),
    }));
    let thrown = false;
    const waits: number[] = [];
    const customers = (async () => {
      for (let i = 0; !thrown; i++) {
        const started = performance.now();
        await mail(desk, { from: `customer-${i}@example.org`, subject: `Blender ${i}`, text: 'It leaks at the bottom.' });
        waits.push(performance.now() - started);
        await sleep(100);
      }
    })();
    for (let at = 0; at < bombs.length; at += 4) {
      await Promise.all(
        bombs
          .slice(at, at + 4)
          .map(async ({ name, raw }) =>
            expect([name, await rawMail(desk, Buffer.from(raw, 'latin1'))]).toEqual([name, expect.stringMatching(/^250 /)]),
          ),
      );
    }
    await settled(desk, 120_000);
    thrown = true;
    await customers;
    await settled(desk);

    // Measured: half a second. What this must tell is that the door waits for no reader.
    expect(Math.max(...waits)).toBeLessThan(5_000);
    const placed = new Set((await tickets(desk)).map(({ subject }) => subject));
    expect(waits.map((_, i) => `Blender ${i}`).filter((subject) => !placed.has(subject))).toEqual([]);

    const { body } = await desk.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake?limit=200');
    for (const { name, id, raw } of bombs) {
      const [row, ...others] = body.items.filter(({ externalKey }) => externalKey.startsWith(`mid:${id}:`));
      expect([name, row?.state, others]).toEqual([name, expect.stringMatching(/^(?:done|quarantined)$/), []]);
      if (row?.state === 'done') expect([name, row.ticketId]).toEqual([name, expect.any(String)]);
      const stored = await fetch(desk.url + (row?.rawUrl ?? ''), { headers: { authorization: `Bearer ${await desk.token()}` } });
      expect([
        name,
        Buffer.from(await stored.arrayBuffer())
          .toString('latin1')
          .trimEnd() === raw.trimEnd(),
      ]).toEqual([name, true]);
    }
  }, 240_000);
});
