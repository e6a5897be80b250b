import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import type { ReadOnly } from '../sqlite/index.js';
import { CareError } from './careError.js';

/**
 * How a store file is to be opened that may only be read: a medium or a folder without the right to write.
 * @returns null when it may be written
 * @throws CareError when what is in its log cannot be read without writing
 */
export function readOnlyOf(file: string): ReadOnly | null {
  if (mayWrite(file) && mayWrite(path.dirname(file))) return null;
  // Whoever has the file open has made this: the desk runs beside us, or was killed.
  if (sizeOf(`${file}-shm`) !== null) return 'live';
  if ((sizeOf(`${file}-wal`) ?? 0) === 0) return 'quiet';
  throw new CareError(
    `${file} may only be read, and its newest part is still in ${path.basename(file)}-wal, which takes the right to write beside it: copy the whole folder to where it may be written, and name that as DATA_DIR.`,
  );
}

/** @returns a function that throws once the file is not what it was */
export function unchangedSince(file: string): () => void {
  const before = stamp(file);
  return () => {
    if (stamp(file) !== before)
      throw new CareError(
        `${file} was written to meanwhile, by a desk that may write where we may only read: what was read means nothing. Run the command as the desk's own user.`,
      );
  };
}

function stamp(file: string): string {
  const { size, mtimeMs, ino } = statSync(file);
  return `${size} ${mtimeMs} ${ino} ${sizeOf(`${file}-wal`) ?? 0}`;
}

const sizeOf = (file: string): number | null => statSync(file, { throwIfNoEntry: false })?.size ?? null;

function mayWrite(place: string): boolean {
  try {
    accessSync(place, constants.W_OK);
    return true;
  } catch (error) {
    if (['EACCES', 'EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}
