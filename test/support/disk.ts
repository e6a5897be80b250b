import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export { canMount } from '../../src/cli/setup/tools.mjs';

/** A disk of its own size, in memory. */
export interface Disk {
  folder: string;
  /** Gives it another size, while it is in use. */
  resize(mebibytes: number): void;
  /** From now on whatever opens a file there (or this one file) for writing is refused, as on a disk that the system gave up on. */
  protect(path?: string): void;
  unprotect(): void;
  /** Unmounts and removes it. */
  remove(): void;
}

/** @param mebibytes its size */
export function mountDisk(mebibytes: number): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'disk-'));
  const mount = (...args: string[]): void => void execFileSync('mount', args, { stdio: 'ignore' });
  mount('-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder);
  const covered: string[] = [];
  const unprotect = (): void => {
    for (const path of covered.splice(0)) execFileSync('umount', ['--lazy', path], { stdio: 'ignore' });
  };
  return {
    folder,
    resize: (size) => mount('-o', `remount,size=${size}m`, folder),
    protect(path = folder) {
      // The same once more, seen through a mount that takes no writes.
      mount('--bind', path, path);
      covered.push(path);
      mount('-o', 'remount,ro,bind', path);
    },
    unprotect,
    remove() {
      unprotect();
      execFileSync('umount', ['--lazy', folder], { stdio: 'ignore' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
