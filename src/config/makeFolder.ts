import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it. Deliberately not `mkdirSync(recursive)`: where a file system answers "not found" to
 * every new name, as /proc does, Node 20 tries again for ever.
 * @param mode of the folder itself; those above it are made as the system makes folders
 */
export function makeFolder(folder: string, mode?: number): void {
  if (existsSync(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder, mode === undefined ? {} : { mode });
  } catch (error) {
    // Another process that starts now was first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
