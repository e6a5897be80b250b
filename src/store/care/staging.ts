import { mkdtemp, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { entries } from './fileShelf.js';
import { isAlive } from './lease.js';

const NAME = /^sayonce-restore-(?:(\d+)-)?\w{6}$/;
/** No restore unpacks for so long; names of an earlier release do not say whose they are. */
const FORGOTTEN_MS = 24 * 3_600_000;

/**
 * A folder to unpack a backup in. What killed restores of ours have left beside it is taken away: it is as large as a whole
 * backup, and holds all mail.
 */
export async function newStaging(temporary: string): Promise<string> {
  for (const name of await entries(temporary)) {
    const [match, pid] = NAME.exec(name) ?? [];
    if (match === undefined) continue;
    const folder = path.join(temporary, name);
    const found = await stat(folder).catch(() => null);
    if (!found?.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) continue;
    const isDead = pid === undefined ? Date.now() - found.mtimeMs > FORGOTTEN_MS : !isAlive(Number(pid));
    // Two that begin at once may both be at it.
    if (isDead) await rm(folder, { recursive: true, force: true });
  }
  return mkdtemp(path.join(temporary, `sayonce-restore-${process.pid}-`));
}
