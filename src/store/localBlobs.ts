import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { spool } from './spool.js';
import type { Blobs } from '../ports/blobs.js';

/**
 * Blobs as files: `<folder>/ab/abcdef...`. Written beside, fsynced, renamed, and the folder fsynced, before `put`
 * resolves, so that a row never names bytes which a power cut took.
 */
export function createLocalBlobs(folder: string): Blobs {
  const fileOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a sha256');
    return path.join(folder, sha256.slice(0, 2), sha256);
  };

  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const file = fileOf(sha256);
      // Its time says when it was last put: a purge leaves young ones alone, since their row may be just coming.
      if (await touch(file)) return sha256;
      const dir = path.dirname(file);
      await makeFolder(dir);
      const beside = `${file}.${randomBytes(6).toString('hex')}.part`;
      try {
        const handle = await open(beside, 'wx', 0o600);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(beside, file);
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
      await syncDir(dir);
      return sha256;
    },

    async putStream(bytes, limit) {
      // In one of the blobs' own folders, so that the care of the store finds what a dead process left.
      const beside = path.join(folder, randomBytes(1).toString('hex'), `${randomBytes(12).toString('hex')}.part`);
      await makeFolder(path.dirname(beside));
      try {
        const { sha256, size } = await spool(bytes, beside, limit);
        const file = fileOf(sha256);
        if (await touch(file)) return { sha256, size };
        await makeFolder(path.dirname(file));
        await rename(beside, file);
        await syncDir(path.dirname(file));
        return { sha256, size };
      } finally {
        await rm(beside, { force: true });
      }
    },

    get: (sha256) => readFile(fileOf(sha256)),

    async open(sha256) {
      const file = fileOf(sha256);
      await access(file);
      return createReadStream(file);
    },
  };
}

/** @returns false when there is no such file. */
async function touch(file: string): Promise<boolean> {
  const now = new Date();
  return utimes(file, now, now).then(
    () => true,
    () => false,
  );
}

/** Not by `recursive`: where a folder may not be made, on a disk that is read-only, that only says that there is none. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    await makeFolder(path.dirname(folder));
    await makeFolder(folder);
  }
}

async function syncDir(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
