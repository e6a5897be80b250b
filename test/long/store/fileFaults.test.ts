/** The store's file is full, read-only, damaged or locked by a stranger: the doors say "later" and name the cause, and when it is gone everything acknowledged is there. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { Sqlite } from '../../../src/store/sqlite/sqlite.js';
import { messagesOf, settled, sms, tickets, TWILIO } from '../../support/customers.js';
import { canMount, mountDisk } from '../../support/disk.js';
import { eventually, startDesk, type Desk } from '../../support/startDesk.js';

// The embedded store is one file; a MongoDB server looks after its own.
const embedded = process.env['SKIP_REDIS'] || process.env['STORE_URI'] ? describe.skip : describe;
const onOwnDisk = canMount() ? test : test.skip;

/** What the desk acknowledged and what it refused, by the mails' ids and the server's answers. */
interface Ledger {
  acknowledged: string[];
  refusals: { code: number; text: string }[];
}

const newLedger = (): Ledger => ({ acknowledged: [], refusals: [] });

/** Mails with so many bytes each, one after the other, until `enough`. */
async function load(desk: Desk, ledger: Ledger, label: string, bytes: number, enough: () => boolean): Promise<void> {
  for (let i = 0; !enough(); i++) {
    const id = `${label}-${i}@disk.example.org`;
    const transport = createTransport({
      host: '127.0.0.1',
      port: desk.smtpPort,
      ignoreTLS: true,
      greetingTimeout: 60_000,
      socketTimeout: 90_000,
    });
    try {
      await transport.sendMail({
        from: `c${i % 7}@disk.example.org`,
        to: 'support@example.com',
        subject: `Disk ${label}`,
        text: `Entry ${id}`,
        messageId: `<${id}>`,
        attachments: bytes > 0 ? [{ filename: 'noise.bin', content: noise(bytes) }] : [],
      });
      ledger.acknowledged.push(id);
    } catch (error) {
      const { responseCode = 0, message } = error as Error & { responseCode?: number };
      ledger.refusals.push({ code: responseCode, text: message });
    }
    transport.close();
  }
}

/** Bytes that no compression makes small. */
function noise(bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  for (let i = 0, x = bytes; i < bytes; i++) buffer[i] = (x = (x * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16;
  return buffer;
}

async function found(desk: Desk): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for (const ticket of await tickets(desk)) {
    for (const { externalId } of await messagesOf(desk, ticket.id)) if (externalId) times.set(externalId, (times.get(externalId) ?? 0) + 1);
  }
  return times;
}

/** Every acknowledged mail is in one ticket, once. */
async function expectAll(desk: Desk, { acknowledged }: Ledger): Promise<void> {
  await settled(desk, 60_000);
  const times = await found(desk);
  expect(acknowledged.filter((id) => times.get(id) !== 1)).toEqual([]);
}

embedded('the file of the store', () => {
  onOwnDisk(
    'is full: mails are refused for now, the desk says why, and goes on when there is room',
    async () => {
      const disk = mountDisk(40);
      let desk: Desk | undefined;
      try {
        desk = await startDesk({ dataDir: disk.folder, env: { ...TWILIO, LOG_LEVEL: 'warn' } });
        const running = desk;
        const pid = running.pid();
        const ledger = newLedger();
        await load(running, ledger, 'fill', 400_000, () => ledger.refusals.length >= 5 || ledger.acknowledged.length > 200);
        expect(ledger.acknowledged.length).toBeGreaterThan(3);
        expect(ledger.refusals.length).toBeGreaterThanOrEqual(5);
        // "Later", never "no": whoever sent it keeps it and tries again.
        for (const { code } of ledger.refusals) expect(Math.floor(code / 100)).toBe(4);
        // A large one is a file of its own beside the store; small ones fill the store's file itself.
        const small = newLedger();
        await load(running, small, 'small', 2_000, () => small.refusals.length >= 5 || small.acknowledged.length > 500);
        expect(small.refusals.length).toBeGreaterThanOrEqual(5);
        for (const { code } of small.refusals) expect(Math.floor(code / 100)).toBe(4);
        expect(running.log()).toMatch(/no space left/i);
        expect(running.log()).toMatch(/store file .* cannot grow: the disk is full/);
        ledger.acknowledged.push(...small.acknowledged);
        // Texts get a clear answer either way.
        for (let i = 0; i < 5; i++) expect([200, 503]).toContain((await sms(running, '+12025550155', `text ${i}`)).status);
        expect(running.pid()).toBe(pid);

        disk.resize(400);
        const after = newLedger();
        await load(running, after, 'room', 400_000, () => after.acknowledged.length >= 3 || after.refusals.length > 20);
        expect(after.acknowledged).toHaveLength(3);
        await expectAll(running, { acknowledged: [...ledger.acknowledged, ...after.acknowledged], refusals: [] });
        await running.restart();
        await expectAll(running, ledger);
        expect(execFileSync(process.execPath, ['dist/src/cli/storeCheck.js'], { env: running.env, encoding: 'utf8' })).toMatch(
          /All is well/,
        );
      } finally {
        await desk?.stop();
        disk.remove();
      }
    },
    180_000,
  );

  onOwnDisk(
    'may not be written any more: what cannot be kept is refused; a start says so and fails, and works when it may',
    async () => {
      const disk = mountDisk(200);
      let desk: Desk | undefined;
      try {
        desk = await startDesk({ dataDir: disk.folder, env: { LOG_LEVEL: 'warn' } });
        const ledger = newLedger();
        await load(desk, ledger, 'large', 400_000, () => ledger.acknowledged.length >= 1 || ledger.refusals.length > 0);
        await load(desk, ledger, 'before', 0, () => ledger.acknowledged.length >= 5 || ledger.refusals.length > 0);
        // Under the running desk: its open files go on, new ones are refused, such as that of a large mail.
        disk.protect();
        const during = newLedger();
        await load(desk, during, 'during', 400_000, () => during.refusals.length >= 2 || during.acknowledged.length > 0);
        expect(during.acknowledged).toEqual([]);
        for (const { code } of during.refusals) expect(Math.floor(code / 100)).toBe(4);
        expect(desk.log()).toMatch(/read-only/i);
        disk.unprotect();
        await load(desk, ledger, 'again', 400_000, () => ledger.acknowledged.length >= 7 || ledger.refusals.length > 0);
        await desk.kill9();
        disk.protect(storeFile(disk.folder));
        await expect(desk.restart()).rejects.toThrow(/store file .* is read-only/);
        disk.unprotect();
        disk.protect();
        await expect(desk.restart()).rejects.toThrow(/DATA_DIR is a folder we cannot write to/);
        disk.unprotect();
        await desk.restart();
        await expectAll(desk, ledger);
        expect(ledger.acknowledged).toHaveLength(7);
      } finally {
        disk.unprotect();
        await desk?.stop();
        disk.remove();
      }
    },
    120_000,
  );

  test('is damaged: it is named, the check shows it, and a backup brings everything back', async () => {
    const desk = await startDesk({ env: { LOG_LEVEL: 'warn' } });
    try {
      const ledger = newLedger();
      await load(desk, ledger, 'before', 3_000, () => ledger.acknowledged.length >= 40 || ledger.refusals.length > 0);
      await settled(desk);
      const whole = (await tickets(desk)).map(({ id }) => id).toSorted();
      const elsewhere = mkdtempSync(join(tmpdir(), 'file-faults-'));
      const backup = join(elsewhere, 'of-today.tar');
      run('backup', desk, '--to', backup);
      await desk.kill9();
      // What is still in the log beside it would hide the damage.
      const file = new Sqlite(storeFile(desk.dataDir));
      file.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      file.close();
      damage(storeFile(desk.dataDir));
      const check = attempt('storeCheck', desk);
      expect(check.code).not.toBe(0);
      expect(check.output).toMatch(/corrupt|damaged/i);

      // It either refuses to start, or starts and answers what it cannot read with 503: never with a wrong "nothing there".
      const starts = await desk.restart().then(
        () => true,
        (error: Error) => (expect(error.message).toMatch(/corrupt|damaged/i), false),
      );
      if (starts) {
        const { status, body } = await desk.api<{ items?: { id: string }[] }>('GET', '/api/v1/tickets?limit=200');
        if (status === 200) expect(body.items?.map(({ id }) => id).toSorted()).toEqual(whole);
        else {
          expect(status).toBe(503);
          expect(desk.log()).toMatch(/corrupt|damaged/i);
        }
        await desk.kill9();
      }
      // Redis keeps running there; everything else is moved away.
      for (const name of readdirSync(desk.dataDir)) if (name !== 'redis') rmSync(join(desk.dataDir, name), { recursive: true });
      run('restore', desk, '--from', backup, '--resend');
      rmSync(elsewhere, { recursive: true });
      await desk.restart();
      desk.forgetToken();
      await expectAll(desk, ledger);
      expect(ledger.acknowledged).toHaveLength(40);
    } finally {
      await desk.stop();
    }
  }, 120_000);

  test('is locked by another program: mails wait or are refused for now, and everything goes on afterwards', async () => {
    const desk = await startDesk({ env: { ...TWILIO, LOG_LEVEL: 'warn' } });
    let stranger: ChildProcess | undefined;
    try {
      const ledger = newLedger();
      await load(desk, ledger, 'before', 0, () => ledger.acknowledged.length >= 3 || ledger.refusals.length > 0);
      await settled(desk);
      stranger = await lockedByAnother(storeFile(desk.dataDir));
      const during = newLedger();
      await load(desk, during, 'during', 0, () => during.refusals.length >= 1 || during.acknowledged.length > 0);
      expect(during.acknowledged).toEqual([]);
      expect(Math.floor((during.refusals[0]?.code ?? 0) / 100)).toBe(4);
      await eventually(() => expect(desk.log()).toMatch(/locked/i));
      // Reading goes on, for readers do not wait for writers.
      expect((await desk.api('GET', '/api/v1/tickets')).status).toBe(200);
      stranger.kill('SIGKILL');
      await once(stranger, 'close');
      const after = newLedger();
      await load(desk, after, 'after', 0, () => after.acknowledged.length >= 3 || after.refusals.length > 10);
      await expectAll(desk, { acknowledged: [...ledger.acknowledged, ...after.acknowledged], refusals: [] });
      expect(after.acknowledged).toHaveLength(3);
    } finally {
      stranger?.kill('SIGKILL');
      await desk.stop();
    }
  }, 180_000);
});

const run = (script: string, desk: Desk, ...args: string[]): string =>
  execFileSync(process.execPath, [`dist/src/cli/${script}.js`, ...args], {
    env: desk.env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

function attempt(script: string, desk: Desk): { code: number; output: string } {
  try {
    return { code: 0, output: run(script, desk) };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { code: status, output: stdout + stderr };
  }
}

function storeFile(dataDir: string): string {
  const [file] = storeFiles(dataDir);
  if (!file) throw new Error(`there is no store in ${dataDir}: ${readdirSync(dataDir).join(', ')}`);
  return file;
}

/** The store's file first, then what belongs to it. */
const storeFiles = (dataDir: string): string[] =>
  readdirSync(dataDir)
    .filter((file) => /\.(db|sqlite)(-wal|-shm)?$/.test(file))
    .toSorted()
    .map((file) => join(dataDir, file));

/** Overwrites the second half of every page but the first few, as a failing disk might. */
function damage(file: string): void {
  const { size } = statSync(file);
  const pageSize = readFileSync(file).readUInt16BE(16);
  const handle = openSync(file, 'r+');
  for (let page = 6; page * pageSize < size; page++) writeSync(handle, Buffer.alloc(pageSize / 2, 0xee), 0, pageSize / 2, page * pageSize);
  closeSync(handle);
}

/** Another program holds the write lock of the file until it dies. */
async function lockedByAnother(file: string): Promise<ChildProcess> {
  const code = `const Database = require('libsql'); const db = new Database(process.argv[1]); db.exec('BEGIN IMMEDIATE'); process.stdout.write('locked'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['-e', code, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('the process has no output');
  await once(child.stdout, 'data');
  return child;
}
