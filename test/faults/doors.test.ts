/** F21, F22, F28: repeated, doubled, broken off. */
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IntakeRow } from '../../src/contract/desk.js';
import { messagesOf, newSid, settled, sms, tickets, TWILIO } from '../support/customers.js';
import { startDovecot, type Dovecot } from '../support/mail/dovecot.js';
import { freePort } from '../../src/cli/setup/ports.mjs';
import { eventually, startDesk, type Desk } from '../support/startDesk.js';
import { byHook, bySmtp, createLedger, holds, mailText, withFile, type Entry } from './support/ledger.js';

const withRedis = process.env['SKIP_REDIS'] ? describe.skip : describe;
const HOOK = 'token-of-the-mail-server';

withRedis('two processes on one store', () => {
  let desk: Desk;
  let second: Desk;
  let dovecot: Dovecot | undefined;
  const ledger = createLedger();
  beforeAll(async () => {
    const env = { ...TWILIO, LOG_LEVEL: 'warn', INBOUND_ADDRESSES: 'desk.test', MAIL_HOOK_TOKEN: HOOK, IMAP_POLL_SECONDS: '1' };
    if (!process.env['SKIP_DOVECOT']) dovecot = await startDovecot();
    const imap = dovecot ? { IMAP_URL: `imap://twice:${dovecot.password}@127.0.0.1:${dovecot.port}?address=support@desk.test` } : {};
    desk = await startDesk({ env: { ...env, ...imap, LMTP_PORT: String(await freePort()) } });
    second = await startDesk({ joins: desk, env: { ...env, ...imap, PUBLIC_URL: `http://localhost:${desk.env['PORT']}` } });
  }, 120_000);
  afterAll(async () => {
    await second?.stop();
    await desk?.stop();
    await dovecot?.stop();
  });
  const either = (i: number): Desk => (i % 2 === 0 ? desk : second);

  test('F21 the same webhook 2, 10 and 100 times, one after the other and at once, over both processes', async () => {
    const entries: Entry[] = [];
    for (const times of [2, 10, 100]) {
      for (const atOnce of [false, true]) {
        const sid = newSid('SM');
        const from = `+1202555${3000 + times}`;
        const statuses: number[] = [];
        const one = async (i: number): Promise<void> => void statuses.push((await sms(either(i), from, `Text ${sid}`, sid)).status);
        if (atOnce) await Promise.all(Array.from({ length: times }, (_, i) => one(i)));
        else for (let i = 0; i < times; i++) await one(i);
        expect(statuses).toEqual(Array.from({ length: times }, () => 200));
        entries.push({ id: sid, customer: from, acknowledged: true, send: async () => true });
      }
    }
    ledger.entries.push(...entries);
    await holds(desk, ledger);
  }, 120_000);

  (process.env['SKIP_DOVECOT'] ? test.skip : test)(
    'F22 the same mail by SMTP, IMAP and webhook is one; another body is a second; without a Message-ID its date and words decide',
    async () => {
      const rowsOf = async (key: string): Promise<IntakeRow[]> => {
        const { body } = await desk.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake?limit=200');
        return body.items.filter((row) => row.externalKey.startsWith(key));
      };
      const same = mailText('doors@faults.test', 'doors');
      dovecot?.deliver('twice', [`Return-Path: <doors@faults.test>\r\nDelivered-To: support@desk.test\r\n${same}`]);
      await Promise.all([
        bySmtp(desk, '', 'doors', `Received: by a\r\n${same}`).send(),
        byHook(second, '', 'doors', `Received: by b\r\n${same}`, HOOK).send(),
        bySmtp(second, '', 'doors', same.replaceAll('\r\n', '\n')).send(),
      ]);
      const fetched = async (count: number): Promise<unknown> =>
        eventually(
          async () => {
            const { body } = await desk.api<{ items: { fetched: number }[] }>('GET', '/api/v1/mail-accounts');
            return (body.items[0]?.fetched ?? 0) >= count;
          },
          { timeout: 30_000 },
        );
      await fetched(1);
      expect(await rowsOf('mid:doors@')).toHaveLength(1);
      expect(await bySmtp(desk, '', 'doors', same.replace('Entry', 'Another entry')).send()).toBe(true);
      expect(await rowsOf('mid:doors@')).toHaveLength(2);
      const bare = same.replace(/Message-ID: .*\r\n/, '').replace('About doors', 'Bare');
      dovecot?.deliver('twice', [`Return-Path: <doors@faults.test>\r\nDelivered-To: support@desk.test\r\n${bare}`]);
      await fetched(2);
      // Each way adds its own trace; the mail is the same.
      for (let i = 0; i < 4; i++) await byHook(either(i), '', 'doors', bare, HOOK).send();
      for (const trace of [
        'Received: from a by b; Sun, 22 Nov 2026 10:00:01 +0000',
        'Received: from c by d; Sun, 22 Nov 2026 10:00:09 +0000\r\nReturn-Path: <doors@faults.test>',
        'Delivered-To: support@desk.test',
      ]) {
        await byHook(desk, '', 'doors', `${trace}\r\n${bare}`, HOOK).send();
      }
      expect((await rowsOf('dated:')).length).toBe(1);
      await settled(desk);
      const ticket = (await tickets(desk)).filter((one) => one.customerName === 'doors');
      expect(ticket).toHaveLength(1);
      const inbound = await messagesOf(desk, ticket[0]?.id ?? '');
      expect(inbound).toHaveLength(3);
      ledger.entries.push({ id: 'doors@faults.test', customer: 'doors', acknowledged: true, send: async () => true });
    },
    120_000,
  );

  test('F28 the client dies in the middle of the mail thirty times, or before it reads the 250, by SMTP and LMTP; the mail sent again is one', async () => {
    for (let i = 0; i < 30; i++) {
      const [id, customer] = [`dies-${i}@faults.test`, `dies-${i % 3}`];
      const { raw, attached } = withFile(id, customer, 8_000);
      await dieAfter(i % 2 ? Number(desk.env['LMTP_PORT']) : desk.smtpPort, i % 2 ? 'LHLO' : 'EHLO', raw, i % 3 === 0);
      ledger.entries.push({ ...bySmtp(desk, id, customer, raw), attached });
    }
    await ledger.sendAgain();
    await holds(desk, ledger, { withinMs: 120_000, onlyThese: false, twice: ['doors@faults.test'] });
  }, 240_000);

  test('F28 the provider dies in the middle of the hook twenty times, or before it reads the answer; sent again it is one', async () => {
    for (let i = 0; i < 20; i++) {
      const [id, customer] = [`cut-${i}@faults.test`, `cut-${i % 3}`];
      const { raw, attached } = withFile(id, customer, 8_000);
      const head = `POST /hooks/email/raw HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer ${HOOK}\r\nContent-Type: message/rfc822\r\nContent-Length: ${raw.length}\r\n\r\n`;
      const socket = connect(Number(desk.env['PORT']), '127.0.0.1');
      socket.on('error', () => undefined);
      await new Promise<void>((resolve) => socket.write(head + (i % 2 ? raw : raw.slice(0, raw.length / 2)), () => resolve()));
      socket.destroy();
      ledger.entries.push({ ...byHook(either(i), id, customer, raw, HOOK), attached });
    }
    await ledger.sendAgain();
    await holds(desk, ledger, { withinMs: 120_000, onlyThese: false, twice: ['doors@faults.test'] });
  }, 120_000);

  test("F28 an agent's upload breaks off in the middle: nothing of it is there, and the same upload works afterwards", async () => {
    const token = await desk.token();
    const before = blobs();
    for (let i = 0; i < 5; i++) {
      const socket = connect(Number(desk.env['PORT']), '127.0.0.1');
      socket.on('error', () => undefined);
      await new Promise<void>((resolve) =>
        socket.write(
          `POST /api/v1/uploads?filename=a.bin HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/octet-stream\r\nContent-Length: 400000\r\n\r\n${'x'.repeat(200_000)}`,
          () => resolve(),
        ),
      );
      socket.destroy();
    }
    const answer = await fetch(`${desk.url}/api/v1/uploads?filename=a.bin`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      body: 'y'.repeat(400_000),
    });
    expect(answer.status).toBe(201);
    await eventually(() => expect(blobs() - before).toBe(1));
  }, 60_000);

  /** Files of the blob store, half ones too. */
  function blobs(): number {
    return readdirSync(join(desk.dataDir, 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  }
});

/** Sends a mail over a bare socket and hangs up: within the data, or after its end and before the answer. */
async function dieAfter(port: number, hello: string, raw: string, complete: boolean): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  socket.on('error', () => undefined);
  const say = async (line: string, expected: RegExp): Promise<void> => {
    heard = '';
    socket.write(line);
    await eventually(() => expected.test(heard), { every: 2 });
  };
  await eventually(() => heard.startsWith('220'), { every: 2 });
  await say(`${hello} x.test\r\n`, /250 /);
  await say('MAIL FROM:<a@faults.test>\r\n', /^250/);
  await say('RCPT TO:<support@desk.test>\r\n', /^250/);
  await say('DATA\r\n', /^354/);
  await new Promise<void>((resolve) => socket.write(complete ? `${raw}\r\n.\r\n` : raw.slice(0, raw.length / 2), () => resolve()));
  socket.destroy();
}
