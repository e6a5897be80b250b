/** The shortest whole way over servers that nobody here wrote: a Dovecot brings the mail, told by IDLE alone, and a Postfix takes the answer. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MailAccount } from '../../src/contract/mailAccounts.js';
import { messagesOf, tickets } from '../support/customers.js';
import { startDovecot, type Dovecot } from '../support/mail/dovecot.js';
import { startPostfix, type Postfix } from '../support/mail/postfix.js';
import { freePort } from '../../src/cli/setup/ports.mjs';
import { eventually, startDesk, type Desk } from '../support/startDesk.js';

const ANN = 'ann@customers.test';
const withServers = process.env['SKIP_REDIS'] || process.env['SKIP_DOVECOT'] || process.env['SKIP_POSTFIX'] ? describe.skip : describe;

withServers('a Dovecot before the desk and a Postfix behind it', () => {
  let dovecot: Dovecot;
  let postfix: Postfix;
  let desk: Desk;
  beforeAll(async () => {
    const smtpPort = await freePort();
    dovecot = await startDovecot();
    postfix = await startPostfix({ relays: { 'desk.test': { port: smtpPort, by: 'smtp' } }, mailboxes: [ANN], mailDir: dovecot.mailDir });
    desk = await startDesk({
      env: {
        SMTP_PORT: String(smtpPort),
        LOG_LEVEL: 'warn',
        INBOUND_ADDRESSES: 'desk.test',
        MAIL_FROM: 'support@desk.test',
        SMTP_URL: `smtp://127.0.0.1:${postfix.port}`,
        // Ten minutes: whatever is here sooner has been told by the server.
        IMAP_POLL_SECONDS: '600',
        IMAP_URL: `imap://support:${dovecot.password}@127.0.0.1:${dovecot.port}?address=support@desk.test`,
      },
    });
  }, 120_000);
  afterAll(async () => {
    await desk?.stop();
    await postfix?.stop();
    await dovecot?.stop();
  });

  const letter = (id: string, text: string): string =>
    [
      `Return-Path: <${ANN}>`,
      `From: Ann <${ANN}>`,
      'To: support@desk.test',
      'Subject: My lid leaks',
      `Message-ID: <${id}@customers.test>`,
      'Date: Sun, 22 Nov 2026 10:00:00 +0000',
      '',
      text,
      '',
    ].join('\r\n');

  test('a mail that lies down in the mailbox is here within seconds, though nobody looks for ten minutes', async () => {
    await eventually(
      async () => {
        const { body } = await desk.api<{ items: MailAccount[] }>('GET', '/api/v1/mail-accounts');
        return body.items[0]?.state === 'connected' && body.items[0].checkedAt !== null;
      },
      { timeout: 30_000 },
    );
    for (const n of [1, 2]) {
      dovecot.deliver('support', [letter(`idle-${n}`, `It leaks at the bottom, for the ${n}. time.`)]);
      await eventually(
        async () => {
          const [ticket] = await tickets(desk);
          return ticket !== undefined && (await messagesOf(desk, ticket.id)).length === n;
        },
        { timeout: 30_000, every: 100 },
      );
    }
    await eventually(() => dovecot.files('support').every((name) => /:2,[A-Z]*S/.test(name)));
  }, 90_000);

  test("the answer goes through the relay into the customer's mailbox", async () => {
    const [ticket] = await tickets(desk);
    expect(
      (await desk.api('POST', `/api/v1/tickets/${ticket?.id}/messages`, { kind: 'reply', text: 'Please try the new seal.' })).status,
    ).toBe(201);
    const [mail] = await eventually(
      () => {
        const mails = dovecot.read(ANN);
        return mails.length > 0 && mails;
      },
      { timeout: 30_000 },
    );
    expect(mail).toContain('Please try the new seal.');
    expect(mail).toMatch(/^In-Reply-To: <idle-2@customers\.test>\r?$/m);
    expect(mail).toMatch(/^Received: .*\n?.*by .*Postfix/m);
  }, 60_000);
});
