import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a desk has in its data folder and others on the machine have no business with; beginnings of names. */
const OURS = ['sayonce.db', 'secret.key', 'blobs', 'redis', 'logs', 'backups', 'restore.'];
/** Found in any folder that is a disk of its own. */
const OF_THE_DISK = 'lost+found';
const OTHERS = 0o077;

/** Nothing that this process or its children make from now on is readable for others on the machine. */
export function makeNothingForOthers(): void {
  process.umask(OTHERS);
}

/**
 * Takes what an earlier release has made readable for everybody away from others: customers' mail is in it. A folder that
 * holds other things too stays as it is, with what is ours in it closed: it may be anything, even the system's own folder for temporary files.
 * @returns sentences on what could not be closed
 */
export function keepPrivate(dataDir: string): string[] {
  const names = readdirSync(dataDir);
  const ours = names.filter((name) => OURS.some((one) => name.startsWith(one)));
  const isOurs = names.every((name) => name === OF_THE_DISK || ours.includes(name));
  return [...(isOurs ? [dataDir] : []), ...ours.map((name) => join(dataDir, name))].flatMap((path) => close(path) ?? []);
}

function close(path: string): string | null {
  try {
    const { mode, uid } = statSync(path);
    // Windows has no such rights.
    if ((mode & OTHERS) === 0 || process.getuid === undefined) return null;
    // A group is how a folder of somebody else's is given to us.
    if (uid !== process.getuid())
      return (mode & 0o007) === 0
        ? null
        : `${path} is readable for everybody on this machine and belongs to user ${uid}, so it was left so. Customers' mail is in it: chmod o-rwx it.`;
    chmodSync(path, mode & 0o700);
    return null;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // A log of the store, gone since we looked.
    return code === 'ENOENT' ? null : `${path} may be readable for others on this machine and could not be closed (${message}).`;
  }
}
