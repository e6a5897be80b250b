/** The certificate of the mail ports: read from its files, and read again when they change. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TlsPair } from './channels/email/smtpListener.js';
import { ConfigError } from './config/configError.js';
import type { Config } from './config/config.js';
import type { Log } from './ports/log.js';

export type TlsFiles = NonNullable<Config['smtp']['tls']>;

/** How often it is looked whether a file has changed: by reading, since what renews certificates swaps links and folders. */
const LOOK_MS = 10_000;

/** @throws {ConfigError} when a file is missing or is not what it should be, or the two do not fit together. */
export function readTlsPair({ certFile, keyFile }: TlsFiles): TlsPair {
  const cert = read('SMTP_TLS_CERT', certFile);
  const key = read('SMTP_TLS_KEY', keyFile);
  const certificate = parse(
    'SMTP_TLS_CERT',
    `names a file that is no certificate in PEM form: ${certFile}`,
    () => new X509Certificate(cert),
  );
  const privateKey = parse('SMTP_TLS_KEY', `names a file that is no private key in PEM form without a passphrase: ${keyFile}`, () =>
    createPrivateKey(key),
  );
  if (!certificate.checkPrivateKey(privateKey))
    throw fault('SMTP_TLS_KEY', `is not the key of the certificate: ${keyFile} does not fit to ${certFile}`);
  return { cert, key };
}

/**
 * Hands over each new pair. While the two files do not fit (one was renewed before the other) the old pair stays in use.
 * @param inUse what was read from the files at first
 * @returns what stops it
 */
export function watchTlsPair(files: TlsFiles, inUse: TlsPair, take: (pair: TlsPair) => void, log: Log, lookMs = LOOK_MS): () => void {
  let seen = `${inUse.cert}${inUse.key}`;
  const look = (): void => {
    const found = contentsOf(files);
    if (found === seen) return;
    seen = found;
    try {
      take(readTlsPair(files));
      log.info({ certificate: files.certFile }, 'the mail ports use a new certificate');
    } catch (error) {
      log.warn({ err: error }, 'the mail ports keep their old certificate');
    }
  };
  const timer = setInterval(look, lookMs).unref();
  return () => clearInterval(timer);
}

/** Only to be compared. A file that cannot be read is a change like any other: what is wrong with it is told by reading the pair. */
function contentsOf({ certFile, keyFile }: TlsFiles): string {
  try {
    return `${readFileSync(certFile, 'utf8')}${readFileSync(keyFile, 'utf8')}`;
  } catch (error) {
    return (error as Error).message;
  }
}

function read(name: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw fault(name, `names a file that cannot be read: ${(error as Error).message}`, error);
  }
}

function parse<T>(name: string, problem: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw fault(name, problem, error);
  }
}

const fault = (name: string, problem: string, cause?: unknown): ConfigError => new ConfigError([{ name, problem }], { cause });
