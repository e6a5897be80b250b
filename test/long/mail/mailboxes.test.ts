/** Fetching from a real Dovecot: cut lines, renumbered folders, backlogs, hanging servers, tokens. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IntakeRow } from '../../../src/contract/desk.js';
import type { MailAccount, MailAccountTestResult } from '../../../src/contract/mailAccounts.js';
import { messagesOf, rawMail, settled, tickets } from '../../support/customers.js';
import { startCuttingProxy, type CuttingProxy } from '../../support/mail/cuttingProxy.js';
import { startDovecot, type Dovecot } from '../../support/mail/dovecot.js';
import { eventually, startDesk, type Desk } from '../../support/startDesk.js';

const withDovecot = process.env['SKIP_REDIS'] || process.env['SKIP_DOVECOT'] ? describe.skip : describe;
/** CI fetches fewer, to end in time. */
const BACKLOG = Number(process.env['BACKLOG'] ?? 10_000);

/** The same numbers in each run. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (state * 1_664_525 + 1_013_904_223) >>> 0) / 2 ** 32;
}

const mailOf = (id: string, from = `${id.split('.')[0]}@customers.test`): string =>
  [
    `Return-Path: <${from}>`,
    `From: Customer <${from}>`,
    'To: support@desk.test',
    `Subject: About ${id}`,
    `Message-ID: <${id}@customers.test>`,
    'Date: Sun, 22 Nov 2026 10:00:00 +0000',
    '',
    `Please look at ${id}.`,
    'It is about the lid. '.repeat(60),
    '',
  ].join('\r\n');

withDovecot('mailboxes on a Dovecot', () => {
  let dovecot: Dovecot;
  let tokens: http.Server;
  let granted = 'access-1';
  let desk: Desk;
  const proxies: CuttingProxy[] = [];

  beforeAll(async () => {
    // The provider's side of OAuth: it gives access tokens for a refresh token, and tells Dovecot whose they are.
    tokens = http.createServer((request, response) => {
      const answer = (status: number, body: object): void =>
        void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (request.method === 'GET')
        return answer(request.url === `/tokeninfo?access_token=${granted}` ? 200 : 401, { email: 'oauth', expires_in: 3600 });
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () =>
        new URLSearchParams(body).get('refresh_token') === 'refresh-1'
          ? answer(200, { access_token: granted, expires_in: 3600 })
          : answer(400, { error: 'invalid_grant', error_description: 'Token has been revoked.' }),
      );
    });
    await new Promise<void>((resolve) => tokens.listen(0, '127.0.0.1', resolve));
    dovecot = await startDovecot({ tokenInfoUrl: `http://127.0.0.1:${(tokens.address() as AddressInfo).port}/tokeninfo?access_token=` });
    desk = await startDesk({ env: { LOG_LEVEL: 'warn', INBOUND_ADDRESSES: 'desk.test', IMAP_POLL_SECONDS: '1' } });
  }, 90_000);
  afterAll(async () => {
    await desk?.stop();
    for (const proxy of proxies) await proxy.close();
    await dovecot?.stop();
    tokens?.close();
  });

  const settings = (user: string, more: object = {}): object => ({
    name: user,
    host: '127.0.0.1',
    port: dovecot.port,
    security: 'none',
    user,
    address: `${user}@desk.test`,
    credentials: { kind: 'password', password: dovecot.password },
    ...more,
  });
  async function add(user: string, more: object = {}): Promise<MailAccount> {
    const { status, body } = await desk.api<MailAccount>('POST', '/api/v1/mail-accounts', settings(user, more));
    if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body;
  }
  async function account(id: string): Promise<MailAccount> {
    const { body } = await desk.api<{ items: MailAccount[] }>('GET', '/api/v1/mail-accounts');
    const found = body.items.find((one) => one.id === id);
    if (!found) throw new Error(`no account ${id}`);
    return found;
  }
  /** Message-IDs in the rows of one mailbox, as often as they are there. */
  async function rowsOf(user: string): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const { body }: { body: { items: IntakeRow[]; nextCursor: string | null } } = await desk.api(
        'GET',
        `/api/v1/intake?limit=200${cursor ? `&cursor=${cursor}` : ''}`,
      );
      for (const row of body.items) if (row.channelAccount === `mail:${user}@desk.test`) ids.push(row.externalKey.split(':')[1] ?? '');
      cursor = body.nextCursor;
    } while (cursor);
    return ids.sort();
  }
  const fetchedAll = (id: string, timeout: number): Promise<unknown> =>
    eventually(
      async () => {
        const { state, waiting, checkedAt } = await account(id);
        return state === 'connected' && waiting === 0 && checkedAt !== null;
      },
      { timeout, every: 200 },
    );

  test('a thousand mails over a line that is cut at random arrive exactly once, and are marked as seen', async () => {
    const ids = Array.from({ length: 1000 }, (_, i) => `cut${i % 40}.${i}`);
    dovecot.deliver(
      'cut',
      ids.map((id) => mailOf(id)),
    );
    const next = random(7);
    const proxy = await startCuttingProxy(dovecot.port, () =>
      (proxies[0]?.cuts() ?? 0) < 25 ? 30_000 + Math.floor(next() * 170_000) : null,
    );
    proxies.push(proxy);
    const { id } = await add('cut', { port: proxy.port });
    await fetchedAll(id, 120_000);
    expect(proxy.cuts()).toBeGreaterThan(8);
    expect(await rowsOf('cut')).toEqual(ids.map((one) => `${one}@customers.test`).sort());
    expect(dovecot.files('cut').filter((name) => !/:2,[A-Z]*S/.test(name))).toEqual([]);
    await settled(desk, 120_000);
    const found: string[] = [];
    for (const ticket of (await tickets(desk)).filter((one) => one.subject.startsWith('About cut')))
      found.push(...(await messagesOf(desk, ticket.id)).map((message) => message.externalId ?? ''));
    expect(found.sort()).toEqual(ids.map((one) => `${one}@customers.test`).sort());
  }, 300_000);

  test('a folder that the server numbers anew brings only what is new; the same mail by SMTP is the same', async () => {
    dovecot.deliver(
      'anew',
      Array.from({ length: 60 }, (_, i) => mailOf(`anew.${i}`)),
    );
    const { id } = await add('anew');
    await fetchedAll(id, 60_000);
    expect(await rowsOf('anew')).toHaveLength(60);
    const before = await account(id);
    await desk.must('PATCH', `/api/v1/mail-accounts/${id}`, { enabled: false });
    dovecot.renumber('anew');
    dovecot.deliver('anew', [mailOf('anew.new')]);
    await desk.must('PATCH', `/api/v1/mail-accounts/${id}`, { enabled: true });
    await eventually(async () => (await account(id)).fetched >= before.fetched + 61, { timeout: 60_000 });
    expect(await rowsOf('anew')).toHaveLength(61);
    expect(await rawMail(desk, `Received: by smtp\r\n${mailOf('anew.new')}`, 'anew@customers.test', 'anew+tag@desk.test')).toMatch(/^250/);
    expect(await rowsOf('anew')).toHaveLength(61);
  }, 180_000);

  test('a mailbox that hangs keeps no other waiting, and says so', async () => {
    const proxy = await startCuttingProxy(dovecot.port, () => null);
    proxies.push(proxy);
    const hanging = await add('hangs', { port: proxy.port });
    const lively = await add('lively');
    await fetchedAll(hanging.id, 30_000);
    await fetchedAll(lively.id, 30_000);
    proxy.hang();
    for (let i = 0; i < 5; i++) {
      dovecot.deliver('lively', [mailOf(`lively.${i}`)]);
      const from = Date.now();
      await eventually(async () => (await account(lively.id)).fetched === i + 1, { timeout: 20_000 });
      expect(Date.now() - from).toBeLessThan(15_000);
    }
    const failing = await eventually(
      async () => {
        const one = await account(hanging.id);
        return one.state === 'failing' && one;
      },
      { timeout: 90_000, every: 500 },
    );
    expect(failing.problem).toMatchObject({ code: 'timeout', message: expect.stringContaining('127.0.0.1') });
    const { body } = await desk.api<{ mailAccounts: { id: string; state: string }[] }>('GET', '/api/v1/queues');
    expect(body.mailAccounts.find((one) => one.id === hanging.id)?.state).toBe('failing');
    expect(body.mailAccounts.find((one) => one.id === lively.id)?.state).toBe('connected');
  }, 240_000);

  test('fetched mails are moved where they are wished', async () => {
    dovecot.deliver(
      'moves',
      Array.from({ length: 7 }, (_, i) => mailOf(`moves.${i}`)),
    );
    const { id } = await add('moves', { afterFetch: 'move', moveTo: 'Done' });
    await fetchedAll(id, 60_000);
    await eventually(() => dovecot.files('moves', 'Done').length === 7);
    expect(dovecot.files('moves')).toEqual([]);
    expect(await rowsOf('moves')).toHaveLength(7);
  }, 90_000);

  test('a token opens the mailbox, a withdrawn one is told, and secrets never come out', async () => {
    const tokenUrl = `http://127.0.0.1:${(tokens.address() as AddressInfo).port}/token`;
    const grant = { kind: 'refresh_token', tokenUrl, clientId: 'desk', clientSecret: 'client secret', refreshToken: 'refresh-1' };
    dovecot.deliver('oauth', [mailOf('oauth.1')]);
    const { id } = await add('oauth', { credentials: grant });
    await fetchedAll(id, 60_000);
    expect(await rowsOf('oauth')).toHaveLength(1);
    granted = 'access-2';
    const tried = await desk.api<MailAccountTestResult>('POST', '/api/v1/mail-accounts/test', { id });
    expect(tried.body).toMatchObject({ ok: true, problem: null, mails: 1, folders: expect.arrayContaining(['INBOX']) });
    const withdrawn = await desk.api<MailAccountTestResult>('POST', '/api/v1/mail-accounts/test', {
      id,
      changes: { credentials: { ...grant, refreshToken: 'old' } },
    });
    expect(withdrawn.body).toMatchObject({
      ok: false,
      problem: { code: 'oauth_refused', message: expect.stringContaining('Token has been revoked.') },
    });
    const everything = JSON.stringify((await desk.api('GET', '/api/v1/mail-accounts')).body) + desk.log();
    for (const word of ['refresh-1', 'access-1', 'client secret', dovecot.password]) expect(everything).not.toContain(word);
  }, 120_000);

  test.each([
    ['a wrong password', { credentials: { kind: 'password', password: 'wrong' } }, 'wrong_credentials'],
    ['a folder that is not there', { folder: 'Nowhere' }, 'no_folder'],
    ['a port that nobody listens on', { port: 9 }, 'refused'],
    ['TLS where there is none', { security: 'tls' }, 'tls_failed'],
    ['STARTTLS where there is none', { security: 'starttls' }, 'tls_failed'],
    ['a host that there is not', { host: 'nowhere.invalid' }, 'unknown_host'],
  ])(
    '%s is said before it is saved',
    async (_name, more, code) => {
      dovecot.deliver('tried', [mailOf('tried.1')]);
      const { status, body } = await desk.api<MailAccountTestResult>('POST', '/api/v1/mail-accounts/test', settings('tried', more));
      expect({ status, ok: body.ok, code: body.problem?.code }).toEqual({ status: 200, ok: false, code });
      expect(body.problem?.message).toMatch(/^\S.{20,}[.?)]$/s);
    },
    60_000,
  );

  test('a kept password never goes to another server', async () => {
    const { id } = await add('kept');
    for (const changes of [{ host: 'evil.test' }, { port: 1 }, { user: 'other' }]) {
      expect((await desk.api('PATCH', `/api/v1/mail-accounts/${id}`, changes)).status).toBe(400);
      expect((await desk.api('POST', '/api/v1/mail-accounts/test', { id, changes })).status).toBe(400);
    }
    expect((await desk.api('POST', '/api/v1/mail-accounts', settings('kept'))).status).toBe(409);
    expect((await desk.api('DELETE', `/api/v1/mail-accounts/${id}`)).status).toBe(204);
    expect((await desk.api('DELETE', `/api/v1/mail-accounts/${id}`)).status).toBe(404);
  }, 60_000);

  test('a mail that another program has read before us comes all the same, from a server without ESEARCH too', async () => {
    const plain = await startDovecot({ capability: 'IMAP4rev1 SASL-IR ID ENABLE IDLE LITERAL+ UIDPLUS MOVE UNSELECT NAMESPACE' });
    try {
      plain.deliver('read', [mailOf('read.1')]);
      plain.deliverRead('read', [mailOf('read.2'), mailOf('read.3')]);
      const { id } = await add('read', { port: plain.port });
      await fetchedAll(id, 30_000);
      expect(await rowsOf('read')).toEqual(['read.1', 'read.2', 'read.3'].map((one) => `${one}@customers.test`));
      expect((await account(id)).problem).toBeNull();
    } finally {
      await plain.stop();
    }
  }, 90_000);

  test(`a backlog of ${BACKLOG} is fetched in batches, while nothing else waits`, async () => {
    dovecot.deliver(
      'backlog',
      Array.from({ length: BACKLOG }, (_, i) => mailOf(`backlog${i % 400}.${i}`)),
    );
    const from = Date.now();
    const { id } = await add('backlog');
    await eventually(async () => (await account(id)).fetched > 0, { timeout: 60_000 });
    const asked = Date.now();
    expect(await rawMail(desk, mailOf('urgent.1'), 'urgent@customers.test', 'support@desk.test')).toMatch(/^250/);
    expect(Date.now() - asked).toBeLessThan(5_000);
    await eventually(async () => (await account(id)).fetched === BACKLOG, { timeout: 240_000, every: 500 });
    const seconds = (Date.now() - from) / 1000;
    process.stdout.write(`${BACKLOG} mails fetched and stored in ${seconds.toFixed(1)} s (${Math.round(BACKLOG / seconds)} a second)\n`);
    const rows = await rowsOf('backlog');
    expect(rows).toHaveLength(BACKLOG);
    expect(new Set(rows).size).toBe(BACKLOG);
  }, 420_000);
});
