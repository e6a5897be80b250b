import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './makeFolder.js';

/** In characters, whatever they encode. */
export const SECRET_KEY_MIN_LENGTH = 32;

/** What is wrong with a key that somebody set, as the end of a sentence; null when it will do. */
export function faultOfSecretKey(key: string, production: boolean): string | null {
  if (key.length < SECRET_KEY_MIN_LENGTH) {
    return `must have at least ${SECRET_KEY_MIN_LENGTH} characters (openssl rand -base64 48 makes one)`;
  }
  if (production && looksLikeSample(key)) return 'is a sample value; make one with: openssl rand -base64 48';
  return null;
}

/** Copied from an example or typed by hand: known words, or too few different characters to be random. */
function looksLikeSample(key: string): boolean {
  return /change.?me|example|sample|secret.?key|your.?secret|password|0123456789|abcdef/i.test(key) || new Set(key).size < 10;
}

/**
 * The key of a desk that was given none: made once, kept in `DATA_DIR/secret.key`. Two processes that start together
 * get the same one: it is written aside, then linked, and the link of the second fails.
 */
export function keptSecretKey(dataDir: string): string {
  const file = join(dataDir, 'secret.key');
  makeFolder(dataDir, 0o700);
  const kept = readKept(file);
  if (kept !== null) return kept;
  const aside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(aside, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(aside, file);
  } catch (error) {
    // Another process was first: its key is the key. Any other failure is a file system without hard links.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') renameSync(aside, file);
  } finally {
    rmSync(aside, { force: true });
  }
  const key = readKept(file);
  if (key === null) throw new Error(`${file} vanished while it was made`);
  return key;
}

function readKept(file: string): string | null {
  let key: string;
  try {
    key = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  // A new key here would silently void every stored secret and every reply token that is under way.
  if (key.length < SECRET_KEY_MIN_LENGTH)
    throw new Error(`${file} is damaged: put the kept copy back, or remove it to begin with a new key`);
  chmodSync(file, 0o600);
  return key;
}
