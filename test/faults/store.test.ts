/** F18, F20: the store refuses. Nothing is acknowledged then, and whatever is sent again later is there once. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { newSid, TWILIO } from '../support/customers.js';
import { canMount, mountDisk } from '../support/disk.js';
import { startDesk, type Desk } from '../support/startDesk.js';
import { byHook, bySms, bySmtp, chatVisitor, createLedger, holds, withFile, type Entry } from './support/ledger.js';

const ENV = { ...TWILIO, LOG_LEVEL: 'warn', INBOUND_ADDRESSES: 'desk.test', MAIL_HOOK_TOKEN: 'token-of-the-mail-server' };
const embedded = process.env['SKIP_REDIS'] || process.env['STORE_URI'] ? describe.skip : describe;

embedded('the store', () => {
  test('F18 it is held by another program for 60 s: SMTP says "later", webhooks 503, the chat acknowledges nothing; sent again, all lands once', async () => {
    const desk = await startDesk({ env: ENV });
    let locker: ChildProcess | undefined;
    try {
      const ledger = createLedger();
      const chat = await chatVisitor(desk);
      await ledger.send([...doors(desk, 'before'), chat()]);
      await holds(desk, ledger);
      const file = readdirSync(desk.dataDir, { recursive: true, encoding: 'utf8' }).find((name) => /\.(db|sqlite)$/.test(name));
      locker = await lockedByAnother(join(desk.dataDir, file ?? 'store.db'));
      const during: Entry[] = [];
      // Over and over, as relays and providers do.
      for (let i = 0, end = Date.now() + 60_000; Date.now() < end; i++) {
        const some = [...doors(desk, `during-${i}`), chat()];
        during.push(...some);
        await ledger.send(some);
      }
      expect(during.length).toBeGreaterThan(7);
      expect(during.filter((entry) => entry.acknowledged).map((entry) => entry.id)).toEqual([]);
      locker.kill('SIGKILL');
      await ledger.sendAgain();
      await holds(desk, ledger);
    } finally {
      locker?.kill('SIGKILL');
      await desk.stop();
    }
  }, 300_000);

  (canMount() ? test : test.skip)(
    'F20 the folder of the files alone, and that of Redis alone, can no longer be written: refused for now or taken whole, and all goes on without a restart',
    async () => {
      const disk = mountDisk(200);
      let desk: Desk | undefined;
      try {
        desk = await startDesk({ dataDir: disk.folder, env: ENV });
        const pid = desk.pid();
        const ledger = createLedger();
        let serial = 0;
        const big = (): Entry => {
          const id = `apart-${serial++}@faults.test`;
          // Above what may ride in the row itself, so that the raw mail is a file as well.
          const { raw, attached } = withFile(id, `apart-${serial % 3}`, 150_000);
          return { ...bySmtp(desk as Desk, id, `apart-${serial % 3}`, raw), attached };
        };
        await ledger.send([big(), big()]);
        await holds(desk, ledger);
        const refused = [big(), big(), big()];
        disk.protect(join(disk.folder, 'blobs'));
        await ledger.send([...refused, bySms(desk, newSid('SM'), '+12025550144')]);
        expect(refused.map((entry) => entry.acknowledged)).toEqual([false, false, false]);
        disk.unprotect();
        await ledger.sendAgain();
        await holds(desk, ledger);
        const redisDir = readdirSync(disk.folder, { recursive: true, encoding: 'utf8' }).find((name) => /appendonlydir$/.test(name));
        expect(redisDir).toBeTruthy();
        disk.protect(join(disk.folder, redisDir ?? ''));
        desk.redis.kill9();
        await ledger.send([...doors(desk, 'no-redis'), big()]);
        expect(ledger.entries.filter((entry) => !entry.acknowledged)).toEqual([]);
        disk.unprotect();
        await holds(desk, ledger);
        expect(desk.pid()).toBe(pid);
      } finally {
        await desk?.stop();
        disk.remove();
      }
    },
    240_000,
  );

  (canMount() ? test : test.skip)(
    'F20 its disk is full: refused for now, no half message, and it goes on without a restart',
    async () => {
      const disk = mountDisk(24);
      let desk: Desk | undefined;
      try {
        desk = await startDesk({ dataDir: disk.folder, env: ENV });
        const pid = desk.pid();
        const ledger = createLedger();
        for (let i = 0; i < 60 && ledger.entries.filter((entry) => !entry.acknowledged).length < 4; i++) {
          const id = `full-${i}@faults.test`;
          const { raw, attached } = withFile(id, `full-${i % 3}`, 500_000);
          await ledger.send([{ ...bySmtp(desk, id, `full-${i % 3}`, raw), attached }]);
        }
        expect(ledger.entries.filter((entry) => !entry.acknowledged).length).toBeGreaterThanOrEqual(4);
        expect(ledger.entries.filter((entry) => entry.acknowledged).length).toBeGreaterThan(2);
        disk.resize(400);
        await ledger.sendAgain();
        await holds(desk, ledger);
        expect(desk.pid()).toBe(pid);
      } finally {
        await desk?.stop();
        disk.remove();
      }
    },
    240_000,
  );

  const doors = (desk: Desk, label: string): Entry[] => [
    bySmtp(desk, `${label}-smtp@faults.test`, 'ann'),
    byHook(desk, `${label}-hook@faults.test`, 'bo'),
    bySms(desk, newSid('SM'), '+12025550133'),
  ];

  /** Another program holds the write lock of the file until it dies. */
  async function lockedByAnother(file: string): Promise<ChildProcess> {
    const code = `const Database = require('libsql'); const db = new Database(process.argv[1]); db.exec('BEGIN IMMEDIATE'); process.stdout.write('locked'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['-e', code, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    if (!child.stdout) throw new Error('the process has no output');
    await once(child.stdout, 'data');
    return child;
  }
});
