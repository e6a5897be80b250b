/** STARTTLS on the mail ports, with a certificate made here and a client that checks it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { createSmtpListener } from '../../src/channels/email/smtpListener.js';
import { ConfigError } from '../../src/config/configError.js';
import { readConfig } from '../../src/config/env.js';
import { openMailPorts } from '../../src/mailDoors.js';
import { readTlsPair, watchTlsPair } from '../../src/mailTls.js';
import { createOwnAddresses } from '../../src/ownAddresses.js';
import type { InboundRaw } from '../../src/ports/intake.js';
import type { Log } from '../../src/ports/log.js';
import { selfSigned } from '../support/selfSigned.js';
import { silentLog } from './channels/support/fixtures.js';

const NAME = 'mx.desk.example';
let folder: string;
let certFile: string;
let keyFile: string;
const closers: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mail-tls-'));
  [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  rmSync(folder, { recursive: true, force: true });
});

function put({ cert, key }: { cert: string; key: string }): void {
  writeFileSync(certFile, cert);
  writeFileSync(keyFile, key);
}

async function open(env: Record<string, string> = {}) {
  const rows: InboundRaw[] = [];
  let lmtpPort = 0;
  const log: Log = {
    ...silentLog,
    info: (fields, words) => void (words === 'LMTP is open' && (lmtpPort = (fields as { port: number }).port)),
  };
  const config = readConfig({
    DATA_DIR: folder,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: '0',
    LMTP_PORT: '0',
    SMTP_TLS_CERT: certFile,
    SMTP_TLS_KEY: keyFile,
    ...env,
  });
  const accept = async (row: InboundRaw) => ({ intakeId: String(rows.push(row)), duplicate: false });
  const smtpPort = (await openMailPorts({ config, own: createOwnAddresses(config), accept, log, closers })) ?? 0;
  return { rows, smtpPort, lmtpPort };
}

/** Sends one mail to whom only this certificate proves. */
async function sendTo(port: number, ca: string, lmtp = false): Promise<void> {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, lmtp, requireTLS: true, tls: { ca, servername: NAME } });
  await transport
    .sendMail({ envelope: { from: 'ann@example.org', to: 'support@localhost' }, raw: 'Subject: x\r\n\r\nwords\r\n' })
    .finally(() => transport.close());
}

test('mail comes encrypted by SMTP and by LMTP, under our certificate', async () => {
  const pair = selfSigned(NAME);
  put(pair);
  const { rows, smtpPort, lmtpPort } = await open();
  await sendTo(smtpPort, pair.cert);
  await sendTo(lmtpPort, pair.cert, true);
  expect(rows.map(({ meta }) => [meta['via'], meta['secure']])).toEqual([
    ['smtp', true],
    ['lmtp', true],
  ]);
  await expect(sendTo(smtpPort, selfSigned(NAME).cert)).rejects.toThrow(/self-signed/);
});

test('a renewed certificate is used by the running ports, and a half renewed pair is not', async () => {
  const [before, after] = [selfSigned(NAME), selfSigned(NAME)];
  put(before);
  const handed: string[] = [];
  const told: string[] = [];
  let tell: () => void = () => undefined;
  const log: Log = {
    ...silentLog,
    warn: (_fields, words) => (told.push(words ?? ''), tell()),
    info: (_fields, words) => (told.push(words ?? ''), tell()),
  };
  const next = (): Promise<void> => new Promise((resolve) => (tell = resolve));
  const stop = watchTlsPair({ certFile, keyFile }, before, ({ cert }) => handed.push(String(cert)), log, 20);
  closers.push(async () => stop());
  const half = next();
  writeFileSync(certFile, after.cert);
  await half;
  expect([told, handed]).toEqual([['the mail ports keep their old certificate'], []]);
  const whole = next();
  writeFileSync(keyFile, after.key);
  await whole;
  expect([told.slice(1), handed]).toEqual([['the mail ports use a new certificate'], [after.cert]]);
});

test('a listener goes on with the pair that it is given', async () => {
  const [before, after] = [selfSigned(NAME), selfSigned(NAME)];
  const listener = createSmtpListener({
    port: 0,
    host: '127.0.0.1',
    tls: before,
    accept: async () => ({ intakeId: '1', duplicate: false }),
    addressAllowed: () => true,
    log: silentLog,
  });
  closers.push(() => listener.close());
  const port = await listener.listen();
  await sendTo(port, before.cert);
  listener.useTls(after);
  await sendTo(port, after.cert);
  await expect(sendTo(port, before.cert)).rejects.toThrow(/self-signed/);
});

test('what is wrong with the files is said in words, before a port is open', async () => {
  put(selfSigned(NAME));
  const problem = (): string => {
    try {
      readTlsPair({ certFile, keyFile });
    } catch (error) {
      if (error instanceof ConfigError) return error.message.split('\n')[1]?.trim() ?? '';
      throw error;
    }
    return '';
  };
  expect(problem()).toBe('');
  writeFileSync(keyFile, selfSigned(NAME).key);
  expect(problem()).toBe(`SMTP_TLS_KEY is not the key of the certificate: ${keyFile} does not fit to ${certFile}`);
  await expect(open()).rejects.toThrow(ConfigError);
  writeFileSync(keyFile, 'no key');
  expect(problem()).toMatch(/^SMTP_TLS_KEY names a file that is no private key/);
  writeFileSync(certFile, 'no certificate');
  expect(problem()).toMatch(/^SMTP_TLS_CERT names a file that is no certificate/);
  rmSync(certFile);
  expect(problem()).toMatch(/^SMTP_TLS_CERT names a file that cannot be read: ENOENT/);
  expect(() => readConfig({ DATA_DIR: folder, SMTP_TLS_CERT: certFile })).toThrow('SMTP_TLS_KEY must be set too, since SMTP_TLS_CERT is');
  expect(() => readConfig({ DATA_DIR: folder, SMTP_TLS_KEY: keyFile })).toThrow('SMTP_TLS_CERT must be set too, since SMTP_TLS_KEY is');
});
