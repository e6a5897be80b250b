/** One restore at a time, and what killed ones have left goes. */
import { existsSync, mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { backupStore } from '../../../src/store/care/backup.js';
import { restoreStore } from '../../../src/store/care/restore.js';
import { newStaging } from '../../../src/store/care/staging.js';
import { contents, embedded, fill, newFolder, quiet, removeFolders, withRaw } from './support.js';

afterAll(removeFolders);

describe('a restore', () => {
  test('is refused while another one is at work on the same folder, which goes on undisturbed', async () => {
    const config = embedded();
    await fill(config, 2);
    const to = join(newFolder(), 'b.tar');
    await withRaw(config, (raw) => backupStore(raw, { to, say: quiet }));
    const target = embedded();
    const restore = (say: (line: string) => void) =>
      restoreStore(target, { from: to, staging: join(target.dataDir, 'restore.unpacked'), say });
    const refused: Promise<unknown>[] = [];
    // At each of its steps: a second one would take away what the first has unpacked, or load beside it.
    await restore((line) => void refused.push(restore(quiet).catch((error: unknown) => `${line} ${String(error)}`)));
    const said = (await Promise.all(refused)).map(String);
    expect(said.length).toBeGreaterThan(4);
    expect(said.filter((text) => !text.includes('already a restore at work'))).toEqual([]);
    expect(await withRaw(target, contents)).toEqual(await withRaw(config, contents));
    expect(readdirSync(target.dataDir).filter((name) => name.startsWith('restore'))).toEqual([]);
    // Nobody is at it any more, so it says what is in the way now.
    await expect(restore(quiet)).rejects.toThrow('not empty');
  });

  test('takes away what killed ones have unpacked, and nothing of one that lives', async () => {
    const temporary = newFolder();
    const dead = 2 ** 22 + 1;
    const names = {
      killed: `sayonce-restore-${dead}-aBc123`,
      living: `sayonce-restore-${process.pid}-aBc123`,
      before: 'sayonce-restore-aBc123',
      young: 'sayonce-restore-xYz789',
      other: 'sayonce-other-aBc123',
    };
    for (const name of Object.values(names)) mkdirSync(join(temporary, name, 'blobs'), { recursive: true });
    utimesSync(join(temporary, names.before), new Date(0), new Date(0));
    const staging = await newStaging(temporary);
    expect(existsSync(staging)).toBe(true);
    expect(
      readdirSync(temporary)
        .filter((name) => join(temporary, name) !== staging)
        .sort(),
    ).toEqual([names.living, names.young, names.other].sort());
  });
});
