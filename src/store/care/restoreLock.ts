import { statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { asStoreError, isBusy } from '../sqlite/errors.js';
import { Sqlite } from '../sqlite/sqlite.js';
import { CareError } from './careError.js';

const LOCK_FILE = 'restore.lock';

/**
 * Runs `work` while no other process restores into this folder. There is no store yet that could hold a lease, so a file of its
 * own is locked as SQLite locks one: the lock ends with the process, however that ends.
 * @throws CareError when another restore is at work
 */
export async function withRestoreLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, LOCK_FILE);
  const lock = new Sqlite(file);
  try {
    acquire(lock, file);
    try {
      return await work();
    } finally {
      await rm(file, { force: true });
    }
  } finally {
    lock.close();
  }
}

function acquire(lock: Sqlite, file: string): void {
  const taken = new CareError(
    `There is already a restore at work on ${path.dirname(file)}. Wait for it to end; nothing was changed by this one.`,
  );
  const opened = statSync(file, { throwIfNoEntry: false })?.ino;
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    throw isBusy(error) ? taken : asStoreError(error, file);
  }
  // Whoever had it has taken it away in between: what we hold is no longer the file that others see.
  if (opened === undefined || statSync(file, { throwIfNoEntry: false })?.ino !== opened) throw taken;
}
