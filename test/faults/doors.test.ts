/** F21-F24, F28: repeated, doubled, out of order, all at once, broken off. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IntakeRow } from '../../src/contract/desk.js';
import type { Customer } from '../../src/contract/customers.js';
import { messagesOf, newSid, settled, sms, tickets, TWILIO } from '../support/customers.js';
import { startDovecot, type Dovecot } from '../support/mail/dovecot.js';
import { eventually, startDesk, type Desk } from '../support/startDesk.js';
import { byHook, bySmtp, createLedger, holds, mailText, type Entry } from './support/ledger.js';

const withRedis = process.env['SKIP_REDIS'] ? describe.skip : describe;
const HOOK = 'token-of-the-mail-server';

/** The same numbers in each run. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (state * 1_664_525 + 1_013_904_223) >>> 0) / 2 ** 32;
}

function shuffled<T>(list: readonly T[], next: () => number): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

function permutations<T>(list: readonly T[]): T[][] {
  return list.length < 2 ? [[...list]] : list.flatMap((one, i) => permutations(list.toSpliced(i, 1)).map((rest) => [one, ...rest]));
}

withRedis('two processes on one store', () => {
  let desk: Desk;
  let second: Desk;
  let dovecot: Dovecot | undefined;
  const ledger = createLedger();
  beforeAll(async () => {
    const env = { ...TWILIO, LOG_LEVEL: 'warn', INBOUND_ADDRESSES: 'desk.test', MAIL_HOOK_TOKEN: HOOK, IMAP_POLL_SECONDS: '1' };
    if (!process.env['SKIP_DOVECOT']) dovecot = await startDovecot();
    const imap = dovecot ? { IMAP_URL: `imap://twice:${dovecot.password}@127.0.0.1:${dovecot.port}?address=support@desk.test` } : {};
    desk = await startDesk({ env: { ...env, ...imap } });
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

  (process.env['SKIP_DOVECOT'] ? test.skip : test)('F22 the same mail by SMTP, IMAP and webhook is one; another body is a second; without a Message-ID the bytes decide', async () => {
    const rowsOf = async (key: string): Promise<IntakeRow[]> => {
      const { body } = await desk.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake?limit=200');
      return body.items.filter((row) => row.externalKey.startsWith(key));
    };
    const same = mailText('doors@faults.test', 'doors');
    dovecot?.deliver('twice', [`Return-Path: <doors@faults.test>\r\nDelivered-To: support@desk.test\r\n${same}`]);
    await Promise.all([bySmtp(desk, '', 'doors', `Received: by a\r\n${same}`).send(), byHook(second, '', 'doors', `Received: by b\r\n${same}`, HOOK).send(), bySmtp(second, '', 'doors', same.replaceAll('\r\n', '\n')).send()]);
    const fetched = async (count: number): Promise<unknown> => eventually(async () => {
      const { body } = await desk.api<{ items: { fetched: number }[] }>('GET', '/api/v1/mail-accounts');
      return (body.items[0]?.fetched ?? 0) >= count;
    }, { timeout: 30_000 });
    await fetched(1);
    expect(await rowsOf('mid:doors@')).toHaveLength(1);
    expect(await bySmtp(desk, '', 'doors', same.replace('Entry', 'Another entry')).send()).toBe(true);
    expect(await rowsOf('mid:doors@')).toHaveLength(2);
    const bare = same.replace(/Message-ID: .*\r\n/, '').replace('About doors', 'Bare');
    dovecot?.deliver('twice', [bare]);
    await fetched(2);
    for (let i = 0; i < 4; i++) await byHook(either(i), '', 'doors', bare, HOOK).send();
    expect((await rowsOf('raw:')).length).toBe(1);
    await settled(desk);
    const ticket = (await tickets(desk)).filter((one) => one.customerName === 'doors');
    expect(ticket).toHaveLength(1);
    const inbound = await messagesOf(desk, ticket[0]?.id ?? '');
    expect(inbound).toHaveLength(3);
    ledger.entries.push({ id: 'doors@faults.test', customer: 'doors', acknowledged: true, send: async () => true });
  }, 120_000);

  test('F24 twenty first messages of a new customer at once, fifteen times, over both processes: one customer, one ticket', async () => {
    const entries = Array.from({ length: 15 }, (_, c) => Array.from({ length: 20 }, (_unused, i) => bySmtp(either(i), `album-${c}-${i}@faults.test`, `album-${c}`)));
    for (const album of entries) await ledger.send(album);
    await settled(desk, 90_000);
    for (let c = 0; c < 15; c++) {
      const { body } = await desk.api<{ items: Customer[] }>('GET', `/api/v1/customers?q=album-${c}@faults.test`);
      const exact = body.items.filter((one) => one.identities.some(({ value }) => value === `album-${c}@faults.test`));
      expect(exact).toHaveLength(1);
      expect(await tickets(desk, `&customerId=${exact[0]?.id}`)).toHaveLength(1);
    }
  }, 240_000);

  test('F23 every order of a thread of five, and two hundred random orders of threads of twelve with gaps and doubles, give one ticket each', async () => {
    const next = random(23);
    const thread = (customer: string, length: number): string[] => Array.from({ length }, (_, i) => {
      const refs = Array.from({ length: i }, (_unused, j) => `<${customer}-${j}@faults.test>`);
      return mailText(`${customer}-${i}@faults.test`, customer, i === 0 ? [] : [`In-Reply-To: ${refs.at(-1)}`, `References: ${refs.join(' ')}`]);
    });
    const orders: { customer: string; mails: string[] }[] = [
      ...permutations([0, 1, 2, 3, 4]).map((order, n) => ({ customer: `five-${n}`, mails: order.map((i) => thread(`five-${n}`, 5)[i] ?? '') })),
      ...Array.from({ length: 200 }, (_, n) => {
        const mails = thread(`twelve-${n}`, 12).filter(() => next() > 0.15);
        return { customer: `twelve-${n}`, mails: shuffled([...mails, ...mails.filter(() => next() < 0.15)], next) };
      }),
    ];
    // Each thread in its own order, two hundred at a time over both processes.
    let at = 0;
    const worker = async (lane: number): Promise<void> => {
      for (let order = orders[at++]; order; order = orders[at++]) {
        for (const [i, raw] of order.mails.entries()) if (!(await byHook(either(lane + i), '', order.customer, raw, HOOK).send())) throw new Error('refused');
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, lane) => worker(lane)));
    for (const { customer, mails } of orders) {
      for (const id of new Set(mails.map((raw) => /Message-ID: <(.*)>/.exec(raw)?.[1] ?? ''))) ledger.entries.push({ id, customer, acknowledged: true, send: async () => true });
    }
    await settled(desk, 180_000);
  }, 400_000);

  test('F28 the client dies in the middle of the mail thirty times, or before it reads the 250; the mail sent again is one', async () => {
    for (let i = 0; i < 30; i++) {
      const id = `dies-${i}@faults.test`;
      await dieAfter(desk.smtpPort, mailText(id, `dies-${i % 3}`), i % 3 === 0);
      ledger.entries.push(bySmtp(desk, id, `dies-${i % 3}`));
    }
    await ledger.sendAgain();
    await holds(desk, ledger, { withinMs: 120_000, onlyThese: false, twice: ['doors@faults.test'] });
  }, 240_000);
});

/** Sends a mail over a bare socket and hangs up: within the data, or after its end and before the answer. */
async function dieAfter(port: number, raw: string, complete: boolean): Promise<void> {
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
  await say('EHLO x.test\r\n', /250 /);
  await say('MAIL FROM:<a@faults.test>\r\n', /^250/);
  await say('RCPT TO:<support@desk.test>\r\n', /^250/);
  await say('DATA\r\n', /^354/);
  await new Promise<void>((resolve) => socket.write(complete ? `${raw}\r\n.\r\n` : raw.slice(0, raw.length / 2), () => resolve()));
  socket.destroy();
}
