/** `npm start` itself, as its first user runs it: a folder without data, a kill of everything, a second start, Ctrl-C. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { freePort } from '../../src/cli/setup/ports.mjs';
import type { Message, Ticket } from '../../src/contract/tickets.js';
import { ADMIN, eventually } from '../support/startDesk.js';

const COMMAND = fileURLToPath(new URL('../../src/cli/start.mjs', import.meta.url));
// It brings a store and a Redis of its own, so that it is the same on every engine.
const ready = process.env['SKIP_REDIS'] || process.env['STORE_URI'] ? describe.skip : describe;

ready('npm start', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'start-'));
  let child: ChildProcess;
  let printed = '';
  let ports: { web: number; smtp: number };
  afterAll(() => {
    if (child.exitCode === null && child.signalCode === null) killGroup('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  });

  /** In a group of its own, as a shell starts it. */
  async function start(): Promise<void> {
    printed = '';
    const { PATH, HOME, TMPDIR } = process.env;
    child = spawn(process.execPath, [COMMAND], {
      env: {
        PATH,
        HOME,
        TMPDIR,
        DATA_DIR: dataDir,
        PORT: String(ports.web),
        SMTP_PORT: String(ports.smtp),
        ADMIN_EMAIL: ADMIN.email,
        ADMIN_PASSWORD: ADMIN.password,
      },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (printed += text));
    await eventually(
      async () => {
        if (child.exitCode !== null) throw new Error(`it ended (${child.exitCode}):\n${printed}`);
        return (await fetch(`http://127.0.0.1:${ports.web}/health/ready`).catch(() => null))?.status === 200;
      },
      { timeout: 40_000 },
    );
  }
  const killGroup = (signal: NodeJS.Signals): boolean => process.kill(-(child.pid ?? 0), signal);

  /** The programs that still work in the data folder: the desk's Redis names its socket there. */
  const left = (): string[] =>
    readdirSync('/proc')
      .filter((pid) => /^\d+$/.test(pid))
      .map(commandOf)
      .filter((command) => command.includes('redis-server') && command.includes(dataDir));

  async function api<T>(token: string, path: string): Promise<T> {
    return (await (await fetch(`http://127.0.0.1:${ports.web}${path}`, { headers: { authorization: `Bearer ${token}` } })).json()) as T;
  }

  test('says where everything is, and takes a mail', async () => {
    ports = { web: await freePort(), smtp: await freePort() };
    await start();
    await eventually(() => printed.includes('Ctrl-C'));
    for (const told of [`http://localhost:${ports.web}`, ADMIN.email, `SMTP on port ${ports.smtp}`, '/demo', dataDir])
      expect(printed).toContain(told);
    const transport = createTransport({ host: '127.0.0.1', port: ports.smtp, ignoreTLS: true });
    const answer = await transport.sendMail({
      from: 'nora@start.example',
      to: 'support@example.com',
      subject: 'The lamp flickers',
      text: 'It does.',
      messageId: '<first@start.example>',
    });
    expect(answer.response).toMatch(/^250/);
    // The store, its log, the queues and what was printed: customers' words are in all of them.
    const kept = [dataDir, ...readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).map((name) => join(dataDir, name))];
    for (const part of ['sayonce.db', 'sayonce.db-wal', 'redis/appendonlydir', 'logs/sayonce.log'])
      expect(kept).toContain(join(dataDir, part));
    expect(kept.filter((path) => (statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077)).toEqual([]);
  }, 60_000);

  test('killed as a whole right after its 250, it has the mail in one ticket, once, when it is back', async () => {
    const gone = once(child, 'exit');
    killGroup('SIGKILL');
    await gone;
    await start();
    const signedIn = await fetch(`http://127.0.0.1:${ports.web}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ADMIN),
    });
    const { token } = (await signedIn.json()) as { token: string };
    const ticket = await eventually(async () => (await api<{ items: Ticket[] }>(token, '/api/v1/tickets')).items[0] ?? false);
    const { items } = await api<{ items: Message[] }>(token, `/api/v1/tickets/${ticket.id}/messages`);
    expect(items.map(({ externalId }) => externalId)).toEqual(['first@start.example']);
    expect((await api<{ items: Ticket[] }>(token, '/api/v1/tickets')).items).toHaveLength(1);
  }, 60_000);

  // What is left is looked for in /proc, which only Linux has.
  (process.platform === 'linux' ? test : test.skip)(
    'ends with Ctrl-C, and takes along what it started',
    async () => {
      expect(left()).not.toEqual([]);
      const gone = once(child, 'exit');
      // A terminal sends it to the whole group.
      killGroup('SIGINT');
      expect(await gone).toEqual([0, null]);
      expect(printed).toContain('Stopped.');
      await eventually(() => expect(left()).toEqual([]));
    },
    60_000,
  );
});

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // It ended meanwhile.
    return '';
  }
}
