import { createHash, randomBytes } from 'node:crypto';
import { access, chmod, constants, copyFile, link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { CareError } from './careError.js';
import { isSha256, type Shelf } from './shelf.js';

/** Removed under this name first, and looked at once more. */
const GONE = '.gone';

/** Blobs as files, as `store/localBlobs.ts` lays them out: `ab/abcdef...`, and `*.part` while they are written. */
export function createFileShelf(folder: string): Shelf {
  const fileOf = (sha256: string): string => path.join(folder, sha256.slice(0, 2), sha256);

  async function* names(after = ''): AsyncGenerator<string> {
    for (const dir of (await entries(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name) && name >= after.slice(0, 2))) {
      for (const name of await entries(path.join(folder, dir))) yield path.join(dir, name);
    }
  }

  return {
    async *list(after = '') {
      for await (const name of names(after)) {
        const sha256 = path.basename(name);
        if (!isSha256(sha256) || sha256 <= after) continue;
        const info = await stat(path.join(folder, name)).catch(orNull);
        if (info) yield { sha256, size: info.size, putAt: info.mtime };
      }
    },

    has: (sha256) => exists(fileOf(sha256)),

    async read(sha256) {
      const bytes = await readFile(fileOf(sha256)).catch(orNull);
      if (!bytes) throw new CareError(`The blob ${sha256} is missing in ${folder}`);
      requireHash(sha256, bytes);
      return bytes;
    },

    async write(sha256, bytes) {
      requireHash(sha256, bytes);
      if (!(await exists(fileOf(sha256)))) await writeDurably(fileOf(sha256), bytes);
    },

    async copyTo(sha256, file) {
      const info = await stat(fileOf(sha256)).catch(orNull);
      if (!info) return null;
      await linkOrCopy(fileOf(sha256), file);
      return info.size;
    },

    async remove(sha256, before) {
      const file = fileOf(sha256);
      const aside = `${file}.${randomBytes(4).toString('hex')}${GONE}`;
      const info = await stat(file).catch(orNull);
      if (!info || info.mtime >= before) return false;
      await rename(file, aside);
      // `put` makes the file young before it answers, so one that was put in between is young now: back with it.
      if ((await stat(aside)).mtime >= before) {
        await putBack(aside, file);
        return false;
      }
      await rm(aside);
      return true;
    },

    async *leftovers() {
      for await (const name of names()) {
        if (!name.endsWith('.part') && !name.endsWith(GONE)) continue;
        const info = await stat(path.join(folder, name)).catch(orNull);
        if (info) yield { name, at: info.mtime };
      }
    },

    async clear({ name }) {
      const file = path.join(folder, name);
      // A removal that died half-way: whether somebody names it is found out again by the next purge.
      if (name.endsWith(GONE)) await putBack(file, path.join(path.dirname(file), path.basename(file).slice(0, 64)));
      else await rm(file, { force: true });
    },
  };
}

/** Written beside, synced, renamed, the folder synced. */
export async function writeDurably(file: string, bytes: Buffer | string, mode = 0o600): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const beside = `${file}.${randomBytes(6).toString('hex')}.part`;
  const handle = await open(beside, 'wx', mode);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
  await syncPath(path.dirname(file));
}

/** A hard link where the file system can, else a synced copy. Blobs never change, so a link is as good as a copy. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    // Another disk, or a file system without links.
    await copyDurably(from, to);
  }
}

/** Copies a file so that it is there whole or not at all, also after a power cut: beside its place, synced, and then moved there. */
export async function copyDurably(from: string, to: string, mode?: number): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  const beside = `${to}.${randomBytes(6).toString('hex')}.part`;
  await copyFile(from, beside, constants.COPYFILE_FICLONE);
  if (mode !== undefined) await chmod(beside, mode);
  await syncPath(beside);
  await rename(beside, to);
}

/** Waits until a file, or the entries of a folder, are on the disk. */
export async function syncPath(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Sorted; none for a folder that is not there. */
export async function entries(folder: string): Promise<string[]> {
  return ((await readdir(folder).catch(orNull)) ?? []).sort();
}

/** Whether something is there that can be reached. */
export async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

async function putBack(aside: string, file: string): Promise<void> {
  await link(aside, file).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
  await rm(aside);
}

function requireHash(sha256: string, bytes: Buffer): void {
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new CareError(`The blob ${sha256} is damaged: its bytes have another sha256`);
}

/** For "not there"; any other failure is a failure. */
function orNull(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null;
  throw error;
}

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);
