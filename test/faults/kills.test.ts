/** F01-F10: the desk is killed with SIGKILL at each step of a message's way, on each kind of door. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import type { Message } from '../../src/contract/tickets.js';
import { messagesOf, newSid, settled, tickets, TWILIO } from '../support/customers.js';
import { startDovecot, type Dovecot } from '../support/mail/dovecot.js';
import { eventually, startDesk, type Desk } from '../support/startDesk.js';
import { byImap, bySms, bySmtp, createLedger, holds, type Entry } from './support/ledger.js';

/** A job whose worker died is free after 15 s (its lock, and the next look for stalled ones); the rest is for a busy machine. */
const RECOVERY_MS = 25_000;
const POINTS = [
  ['F01', 'K1', 'the message is read, its row not written'],
  ['F02', 'K2', 'the row is written, nothing acknowledged'],
  ['F03', 'K3', 'it is acknowledged, no job is there'],
  ['F04', 'K4', 'the job is taken, nothing is done'],
  ['F05', 'K5', 'it is parsed'],
  ['F06', 'K6', 'its attachments are stored, the message not'],
  ['F07', 'K7', 'the message is stored, its ticket does not know'],
  ['F08', 'K8', 'all is stored, the job not ended'],
  ['F09', 'K9', 'the job is about to end'],
] as const;
const withRedis = process.env['SKIP_REDIS'] ? describe.skip : describe;
const hasDovecot = !process.env['SKIP_DOVECOT'];

withRedis('killed at any step', () => {
  const faultFile = join(mkdtempSync(join(tmpdir(), 'sayonce-faults-')), 'point');
  let desk: Desk;
  let dovecot: Dovecot | undefined;
  const sink = new SMTPServer({ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false, onData: (stream, _session, done) => {
    let text = '';
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    stream.on('end', () => {
      sent.push(/^Message-ID:\s*<([^>]*)>/im.exec(text)?.[1] ?? '');
      done();
    });
  } });
  const sent: string[] = [];
  let round = 0;

  beforeAll(async () => {
    await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', () => resolve()));
    if (hasDovecot) dovecot = await startDovecot();
    const hooks = pathToFileURL(fileURLToPath(new URL('./support/killPoints.mjs', import.meta.url))).href;
    desk = await startDesk({
      env: {
        ...TWILIO, LOG_LEVEL: 'warn', INBOUND_ADDRESSES: 'desk.test', SMTP_URL: `smtp://127.0.0.1:${(sink.server.address() as AddressInfo).port}`, NODE_OPTIONS: `--import=${hooks}`, FAULT_FILE: faultFile,
        IMAP_POLL_SECONDS: '1', ...(dovecot ? { IMAP_URL: `imap://faults:${dovecot.password}@127.0.0.1:${dovecot.port}?address=support@desk.test` } : {}),
      },
    });
  }, 90_000);
  afterAll(async () => {
    await desk?.stop();
    await dovecot?.stop();
    sink.close(() => undefined);
    rmSync(join(faultFile, '..'), { recursive: true, force: true });
  });

  const ledger = createLedger();

  async function isDead(pid: number): Promise<boolean> {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  }

  /** Arms the point, runs `work` into it, and starts the desk again. @returns how long it took until nothing waited. */
  async function killAt(point: string, work: () => Promise<void>): Promise<number> {
    writeFileSync(faultFile, point);
    const pid = desk.pid();
    process.kill(pid, 'SIGUSR2');
    await work();
    await eventually(() => isDead(pid), { timeout: 20_000 });
    await desk.restart();
    const from = performance.now();
    await settled(desk, RECOVERY_MS * 2);
    return performance.now() - from;
  }

  /** Two customers, one known and one new, three messages. */
  function burst(door: string): Entry[] {
    round += 1;
    const mails = (make: (id: string, customer: string) => Entry): Entry[] =>
      [0, 1, 2].map((i) => make(`${door}-${round}-${i}@faults.test`, i === 0 ? `known-${door}` : `new-${door}-${round}`));
    if (door === 'SMS') return [0, 1, 2].map((i) => bySms(desk, newSid('SM'), i === 0 ? '+12025550111' : `+1202555${String(1000 + round)}`));
    return door === 'IMAP' && dovecot ? mails((id, customer) => byImap(dovecot as Dovecot, 'faults', id, customer)) : mails((id, customer) => bySmtp(desk, id, customer));
  }

  const rows = POINTS.flatMap(([row, point, what]) => ['SMTP', 'IMAP', 'SMS'].filter((door) => !(door === 'SMS' && point === 'K5')).map((door) => [row, point, what, door] as const));
  for (const [row, point, what, door] of rows) {
    const run = door === 'IMAP' && !hasDovecot ? test.skip : test;
    run(`${row} ${door}: killed when ${what}`, async () => {
      // By mail in the middle of the burst as well.
      for (const count of door === 'SMTP' ? [1, 2] : [1]) {
        const took = await killAt(`${point}:${count}`, () => ledger.send(burst(door)));
        await ledger.sendAgain();
        expect(took).toBeLessThan(RECOVERY_MS);
        // As it happens: jest itself tells at the end of the file.
        process.stderr.write(`${row} ${door} ${count}: whole again ${(took / 1000).toFixed(1)} s after the start\n`);
      }
      await holds(desk, ledger);
    }, 180_000);
  }

  test('F10 the relay has the mail, the outbox does not know: it goes again under the same Message-ID, and that is all', async () => {
    await ledger.send([bySmtp(desk, 'reply-to-me@faults.test', 'wants-reply')]);
    await settled(desk);
    const ticket = (await tickets(desk)).find((one) => one.subject === 'About wants-reply');
    await killAt('K10', async () => {
      await desk.api('POST', `/api/v1/tickets/${ticket?.id}/messages`, { kind: 'reply', text: 'The answer' }).catch(() => undefined);
    });
    // Another process may be sending it, so it is left alone for as long as sending may take.
    const answer = await eventually(async () => {
      const found = (await messagesOf(desk, ticket?.id ?? '')).find((message: Message) => message.direction === 'out');
      return found?.delivery?.state === 'accepted' && found;
    }, { timeout: 150_000, every: 500 });
    expect(sent.length).toBeLessThanOrEqual(2);
    expect(new Set(sent)).toEqual(new Set([answer.externalId]));
    await holds(desk, ledger);
  }, 240_000);
});
