/** Which addresses the mail ports take: what we send from is always ours, whatever INBOUND_ADDRESSES says. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { createMailIds } from '../../src/channels/email/ids.js';
import { openInProcessDesk, SILENT, type InProcessDesk } from '../../src/cli/inProcess/desk.js';
import type { Config } from '../../src/config/config.js';
import { readConfig } from '../../src/config/env.js';
import { openMailPorts } from '../../src/mailDoors.js';
import { createOwnAddresses, type OwnAddresses } from '../../src/ownAddresses.js';

const ENV = {
  NODE_ENV: 'production',
  SECRET_KEY: 'Qm9vN2k1Zs8xT4wLp0YcRj6HdUe3VaGi',
  PUBLIC_URL: 'https://desk.example.com',
  SMTP_HOST: '127.0.0.1',
  SMTP_PORT: '0',
};
const ids = createMailIds(Buffer.alloc(32, 7), 'example.com');
const OF = ['0123456789abcdef01234567', 'ann@example.org'] as const;

let dataDir: string;
let config: Config;
let own: OwnAddresses;
let desk: InProcessDesk;
let port: number;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'mail-doors-'));
  config = readConfig({ ...ENV, DATA_DIR: dataDir, INBOUND_ADDRESSES: 'example.org', MAIL_FROM: 'help+desk@mail.example.com' });
  own = createOwnAddresses(config);
  desk = await openInProcessDesk({ doors: { ownAddresses: own } });
  port = (await openMailPorts({ config, own, accept: desk.actions.accept, log: SILENT, closers })) ?? 0;
});
afterAll(async () => {
  for (const close of closers) await close();
  await desk.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What the SMTP port says to a mail for this address. */
async function answerTo(address: string): Promise<number> {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  try {
    await transport.sendMail({ envelope: { from: 'ann@example.org', to: address }, raw: `Subject: for ${address}\r\n\r\nwords\r\n` });
    return 250;
  } catch (error) {
    return (error as { responseCode?: number }).responseCode ?? 0;
  } finally {
    transport.close();
  }
}

const signed = (address: string): (string | null)[] => [
  address,
  ids.mintReplyAddress(address, ...OF),
  ids.mintEnvelopeSender(address, ...OF),
];

test('answers and bounces to MAIL_FROM are taken, and nothing else of its domain', async () => {
  for (const address of signed('help+desk@mail.example.com')) expect([address, await answerTo(address ?? '')]).toEqual([address, 250]);
  expect(await answerTo('anybody@example.org')).toBe(250);
  expect(await answerTo('somebody@mail.example.com')).toBe(550);
  expect(await answerTo('help@mail.example.com')).toBe(550);
});

test('a mailbox counts from the moment in which it is set up, until it is removed', async () => {
  const { mailboxes, mailAccounts } = desk.actions.desk;
  expect(await answerTo('shop@shop.example')).toBe(550);

  const { id } = await mailboxes.create(desk.admin, {
    address: 'shop@shop.example',
    name: 'Shop',
    signature: '',
    language: null,
    signedEnvelope: true,
    relayUrl: null,
  });
  for (const address of signed('shop@shop.example')) expect([address, await answerTo(address ?? '')]).toEqual([address, 250]);
  await mailboxes.change(desk.admin, id, { address: 'store@shop.example' });
  expect([await answerTo('shop@shop.example'), await answerTo('store@shop.example')]).toEqual([550, 250]);

  const fetched = await mailAccounts.create(desk.admin, {
    name: 'Orders',
    address: 'orders@shop.example',
    host: 'imap.shop.example',
    port: 993,
    security: 'tls',
    user: 'orders',
    folder: 'INBOX',
    afterFetch: 'mark_seen',
    moveTo: null,
    startAt: 'now',
    enabled: false,
    credentials: { kind: 'password', password: 'a password' },
  });
  expect(await answerTo('orders@shop.example')).toBe(250);

  await mailboxes.remove(desk.admin, id);
  await mailAccounts.remove(desk.admin, fetched.id);
  expect([await answerTo('store@shop.example'), await answerTo('orders@shop.example')]).toEqual([550, 550]);
});

test('what another process has set up is taken over with its settings', async () => {
  await desk.store.mailboxes.add({
    id: 'f'.repeat(24),
    address: 'else@shop.example',
    name: 'Else',
    signature: '',
    language: null,
    relay: null,
    createdAt: new Date(),
  });
  expect(own.isTaken('else@shop.example')).toBe(false);
  await desk.actions.refreshSettings();
  expect(own.isTaken('Else@Shop.example')).toBe(true);
});

test('with nothing configured any address is taken, and only our sender is surely ours', () => {
  const free = createOwnAddresses(readConfig({ DATA_DIR: dataDir }));
  expect([free.isTaken('anybody@example.org'), free.isOurs('anybody@example.org'), free.isOurs('support@localhost')]).toEqual([
    true,
    false,
    true,
  ]);
});

test('the postmaster of each domain that has an address of ours is taken, and is no address of ours', () => {
  const some = createOwnAddresses(
    readConfig({ ...ENV, DATA_DIR: dataDir, INBOUND_ADDRESSES: 'info@example.net', MAIL_FROM: 'help@example.org' }),
  );
  some.use(['sales@shop.example']);
  for (const domain of ['example.net', 'Example.org', 'shop.example']) {
    const [whole, tagged] = [`Postmaster@${domain}`, `postmaster+abuse@${domain}`];
    expect([whole, some.isTaken(whole), some.isTaken(tagged), some.isOurs(whole), some.isDesks(whole)]).toEqual([
      whole,
      true,
      true,
      false,
      false,
    ]);
  }
  for (const address of [
    'postmaster@example.com',
    'postmaster@mail.example.net',
    'postmasters@example.net',
    'webmaster@example.net',
    'postmaster@x@example.net',
    'postmaster',
  ])
    expect([address, some.isTaken(address)]).toEqual([address, false]);
});

test("of a whole domain of ours only what is named is the desk's: colleagues have addresses there too", () => {
  const both = createOwnAddresses(
    readConfig({ ...ENV, DATA_DIR: dataDir, INBOUND_ADDRESSES: 'example.org,info@example.net', MAIL_FROM: 'help@example.org' }),
  );
  both.use(['Sales@example.org']);
  const ask = (address: string): [boolean, boolean] => [both.isOurs(address), both.isDesks(address)];
  for (const address of ['help@example.org', 'sales@example.org', 'Info@example.net', 'info+form@example.net'])
    expect([address, ...ask(address)]).toEqual([address, true, true]);
  expect(ask('anna@example.org')).toEqual([true, false]);
  expect(ask('anna@example.net')).toEqual([false, false]);
});
