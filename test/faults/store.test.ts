/** F18, F20: the store refuses. Nothing is acknowledged then, and whatever is sent again later is there once. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { newSid, TWILIO } from '../support/customers.js';
import { canMount, mountDisk } from '../support/disk.js';
import { startDesk, type Desk } from '../support/startDesk.js';
import { byHook, bySms, bySmtp, createLedger, holds, mailText, type Entry } from './support/ledger.js';

const ENV = { ...TWILIO, LOG_LEVEL: 'warn', INBOUND_ADDRESSES: 'desk.test', MAIL_HOOK_TOKEN: 'token-of-the-mail-server' };
const embedded = process.env['SKIP_REDIS'] || process.env['STORE_URI'] ? describe.skip : describe;

embedded('the store', () => {
  test('F18 it is held by another program: SMTP says "later", webhooks 503, nothing is acknowledged; sent again, all lands once', async () => {
    const desk = await startDesk({ env: ENV });
    let locker: ChildProcess | undefined;
    try {
      const ledger = createLedger();
      await ledger.send(doors(desk, 'before'));
      await holds(desk, ledger);
      const file = readdirSync(desk.dataDir, { recursive: true, encoding: 'utf8' }).find((name) => /\.(db|sqlite)$/.test(name));
      locker = await lockedByAnother(join(desk.dataDir, file ?? 'store.db'));
      const during = [...doors(desk, 'during-1'), ...doors(desk, 'during-2')];
      await ledger.send(during);
      expect(during.filter((entry) => entry.acknowledged).map((entry) => entry.id)).toEqual([]);
      locker.kill('SIGKILL');
      await ledger.sendAgain();
      await holds(desk, ledger);
    } finally {
      locker?.kill('SIGKILL');
      await desk.stop();
    }
  }, 240_000);

  (canMount() ? test : test.skip)('F20 its disk is full: refused for now, no half message, and it goes on without a restart', async () => {
    const disk = mountDisk(24);
    let desk: Desk | undefined;
    try {
      desk = await startDesk({ dataDir: disk.folder, env: ENV });
      const pid = desk.pid();
      const ledger = createLedger();
      const noise = Buffer.from(Array.from({ length: 500_000 }, (_, i) => (i * 2_654_435_761) % 251)).toString('base64').replace(/(.{76})/g, '$1\r\n');
      for (let i = 0; i < 60 && ledger.entries.filter((entry) => !entry.acknowledged).length < 4; i++) {
        const id = `full-${i}@faults.test`;
        const attached = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'];
        const raw = mailText(id, `full-${i % 3}`, attached).replace('\r\n\r\n', `\r\n\r\n--b\r\n\r\nEntry ${id}.\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=noise-${i}.bin\r\n\r\n${i}${noise}\r\n--b--\r\n`);
        await ledger.send([bySmtp(desk, id, `full-${i % 3}`, raw)]);
      }
      expect(ledger.entries.filter((entry) => !entry.acknowledged).length).toBeGreaterThanOrEqual(4);
      expect(ledger.entries.filter((entry) => entry.acknowledged).length).toBeGreaterThan(2);
      disk.resize(400);
      await ledger.sendAgain();
      const messages = await holds(desk, ledger);
      expect(desk.pid()).toBe(pid);
      for (const message of messages) {
        for (const { url, size } of message.attachments) {
          const answer = await fetch(desk.url + url, { headers: { authorization: `Bearer ${await desk.token()}` } });
          expect((await answer.arrayBuffer()).byteLength).toBe(size);
        }
      }
    } finally {
      await desk?.stop();
      disk.remove();
    }
  }, 240_000);

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
