/** A real Postfix brings mail to the desk and takes its replies, and a real Dovecot shows the customer what came. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import type { IntakeRow } from '../../../src/contract/desk.js';
import { messagesOf, settled, tickets } from '../../support/customers.js';
import { startDovecot, type Dovecot } from '../../support/mail/dovecot.js';
import { startPostfix, type Postfix } from '../../support/mail/postfix.js';
import { startRelay, type Relay } from '../../unit/channels/support/outgoing.js';
import { freePort } from '../../../src/cli/setup/ports.mjs';
import { eventually, startDesk, type Desk } from '../../support/startDesk.js';

const ANN = 'ann@customers.test';
const withServers = process.env['SKIP_REDIS'] || process.env['SKIP_DOVECOT'] || process.env['SKIP_POSTFIX'] ? describe.skip : describe;

withServers('a Postfix before and behind the desk', () => {
  let dovecot: Dovecot;
  let postfix: Postfix;
  let desk: Desk;
  /** Where mail to away.test goes: a server that has no such mailbox. */
  let away: Relay;
  beforeAll(async () => {
    const [smtpPort, lmtpPort] = [await freePort(), await freePort()];
    dovecot = await startDovecot();
    away = await startRelay({ RCPT: '550 5.1.1 user unknown' });
    postfix = await startPostfix({
      relays: {
        'desk.test': { port: smtpPort, by: 'smtp' },
        'lmtp.test': { port: lmtpPort, by: 'lmtp' },
        'away.test': { port: Number(new URL(away.url).port), by: 'smtp' },
      },
      mailboxes: [ANN],
      mailDir: dovecot.mailDir,
    });
    desk = await startDesk({
      env: {
        SMTP_PORT: String(smtpPort),
        LMTP_PORT: String(lmtpPort),
        INBOUND_ADDRESSES: 'desk.test,lmtp.test',
        MAIL_FROM: 'support@desk.test',
        SMTP_URL: `smtp://127.0.0.1:${postfix.port}`,
        IMAP_URL: `imap://archive:${dovecot.password}@127.0.0.1:${dovecot.port}?address=archive@desk.test`,
        IMAP_POLL_SECONDS: '1',
      },
    });
  }, 120_000);
  afterAll(async () => {
    await desk?.stop();
    await postfix?.stop();
    await dovecot?.stop();
    await away?.close();
  });

  async function send(mail: object): Promise<void> {
    const transport = createTransport({ host: '127.0.0.1', port: postfix.port, ignoreTLS: true });
    await transport.sendMail(mail);
    transport.close();
  }

  /** What a mail program of the customer sees in his INBOX. */
  async function inbox(): Promise<{ subject: string; messageId: string; replyTo: string; source: string }[]> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: dovecot.port,
      secure: false,
      doSTARTTLS: false,
      auth: { user: ANN, pass: dovecot.password },
      logger: false,
    });
    await client.connect();
    try {
      await client.mailboxOpen('INBOX');
      const mails = await client.fetchAll('1:*', { envelope: true, source: true });
      return mails.map(({ envelope, source }) => ({
        subject: envelope?.subject ?? '',
        messageId: envelope?.messageId ?? '',
        replyTo: envelope?.replyTo?.[0]?.address ?? '',
        source: source?.toString() ?? '',
      }));
    } finally {
      await client.logout();
    }
  }

  test("a question, its answer in the customer's mailbox, and his reply are one ticket", async () => {
    await send({
      from: `Ann <${ANN}>`,
      to: 'support@desk.test',
      subject: 'My lid leaks',
      text: 'It leaks at the bottom.',
      attachments: [{ filename: 'lid.bin', content: Buffer.alloc(3_000_000, 7) }],
    });
    const ticket = await eventually(async () => (await tickets(desk)).find((one) => one.subject === 'My lid leaks') ?? false, {
      timeout: 60_000,
    });
    // The ticket is there a moment before its first message.
    await eventually(async () =>
      expect((await messagesOf(desk, ticket.id))[0]?.attachments).toMatchObject([{ filename: 'lid.bin', size: 3_000_000 }]),
    );

    expect(
      (await desk.api('POST', `/api/v1/tickets/${ticket.id}/messages`, { kind: 'reply', text: 'Please try the new seal.' })).status,
    ).toBe(201);
    const [answer] = await eventually(
      async () => {
        const mails = await inbox();
        return mails.length > 0 && mails;
      },
      { timeout: 60_000, every: 500 },
    );
    expect(answer).toMatchObject({ subject: 'Re: My lid leaks', source: expect.stringContaining('Please try the new seal.') });
    expect(answer?.replyTo).toMatch(/^support\+so-[a-z2-7]+@desk\.test$/);

    await send({
      from: ANN,
      to: answer?.replyTo,
      subject: 'Something else entirely',
      text: 'The seal fits, thank you for the help with it.',
      inReplyTo: answer?.messageId,
    });
    await eventually(async () => (await messagesOf(desk, ticket.id)).length === 3, { timeout: 60_000 });
    expect((await messagesOf(desk, ticket.id)).at(-1)).toMatchObject({ decision: { rule: 'reply_token' } });
  }, 240_000);

  test('an answer to an unknown mailbox comes back to its signed envelope sender, fails, and marks the address', async () => {
    await send({
      from: 'gone@away.test',
      to: 'support@desk.test',
      subject: 'Before I leave',
      text: 'Please write to me.',
      messageId: '<leaving@away.test>',
    });
    const ticket = await eventually(async () => (await tickets(desk)).find((one) => one.subject === 'Before I leave') ?? false, {
      timeout: 60_000,
    });
    const { body: reply } = await desk.api<{ id: string }>('POST', `/api/v1/tickets/${ticket.id}/messages`, {
      kind: 'reply',
      text: 'Where to?',
    });
    const bounce = await eventually(
      async () =>
        (await messagesOf(desk, ticket.id)).find((message) => message.direction === 'in' && message.decision?.rule === 'envelope_token') ??
        false,
      { timeout: 90_000, every: 500 },
    );
    expect(bounce.decision?.evidence).toContainEqual({ kind: 'envelope_token', value: `sb-${reply.id}` });
    expect((await messagesOf(desk, ticket.id)).find(({ id }) => id === reply.id)).toMatchObject({
      delivery: { state: 'failed', reason: expect.stringContaining('5.1.1') as unknown },
    });
    const { body: customer } = await desk.api<{ identities: { value: string; bounced: { hard: boolean } | null }[] }>(
      'GET',
      `/api/v1/customers/${ticket.customerId}`,
    );
    expect(customer.identities).toMatchObject([{ value: 'gone@away.test', bounced: { hard: true } }]);
    // The relay's own copy of the envelope: what it refused was for a mail of ours, from our signed sender.
    expect(postfix.log()).toMatch(/from=<support\+sb-[a-z2-7]{45}@desk\.test>/);
    expect(away.mails).toEqual([]);
  }, 240_000);

  test('by LMTP, by SMTP, to two of our mailboxes and through a fetched one: each mailbox has it once', async () => {
    const mail = {
      from: ANN,
      to: ['help@lmtp.test', 'support@desk.test'],
      subject: 'Twice',
      text: 'To both of you.',
      messageId: '<twice@customers.test>',
      date: new Date('2026-11-22T10:00:00Z'),
    };
    await send(mail);
    await send(mail);
    dovecot.deliver('archive', [
      [
        'From: ann@customers.test',
        'To: archive@desk.test',
        'Subject: Fetched',
        'Message-ID: <fetched@customers.test>',
        '',
        'From the archive.',
        '',
      ].join('\r\n'),
    ]);
    await eventually(
      async () => {
        const { body } = await desk.api<{ items: IntakeRow[] }>('GET', '/api/v1/intake?limit=200');
        const accounts = body.items
          .filter((row) => /^mid:(twice|fetched)@/.test(row.externalKey))
          .map((row) => row.channelAccount)
          .sort();
        return JSON.stringify(accounts) === JSON.stringify(['mail:archive@desk.test', 'mail:help@lmtp.test', 'mail:support@desk.test']);
      },
      { timeout: 60_000, every: 300 },
    );
    await settled(desk);
    expect(postfix.log()).toMatch(/status=sent \(250 .*Stored as/);
  }, 120_000);

  test('while the desk is down, the relay keeps the mail and brings it later', async () => {
    await desk.kill9();
    await send({ from: ANN, to: 'support@desk.test', subject: 'While you were away', text: 'Nobody answered the door.' });
    await eventually(() => postfix.log().includes('status=deferred'), { timeout: 30_000 });
    await desk.restart();
    await eventually(
      async () => (await tickets(desk)).some((one) => one.subject === 'While you were away' || one.preview.startsWith('Nobody answered')),
      { timeout: 60_000, every: 300 },
    );
  }, 180_000);
});
