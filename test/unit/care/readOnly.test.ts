/** A store on a medium or with rights that allow nothing but reading is checked and backed up all the same, or it is said why not. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { backupStore } from '../../../src/store/care/backup.js';
import { checkStore } from '../../../src/store/care/check.js';
import { openRawStore } from '../../../src/store/care/rawStore.js';
import { restoreStore } from '../../../src/store/care/restore.js';
import type { ReadOnly } from '../../../src/store/sqlite/index.js';
import { command, contents, embedded, fill, newFolder, quiet, removeFolders, ROOT, tell, withRaw, withStore } from './support.js';

afterAll(removeFolders);

const reading = (config: Parameters<typeof openRawStore>[0], how: ReadOnly) => openRawStore(config, { reading: how });
const check = async (raw: Awaited<ReturnType<typeof reading>>) =>
  (await checkStore(raw, { now: new Date(), repair: false, settleMs: 0, say: quiet })).filter(({ found }) => found > 0);

describe('a store that may only be read', () => {
  test('is checked and backed up, and not touched', async () => {
    const config = embedded();
    await fill(config, 2);
    const before = await withRaw(config, contents);
    // The empty log and its index go when the last statement on them is collected, whoever reads meanwhile.
    const names = (): string[] => readdirSync(config.dataDir).filter((name) => !/-(?:wal|shm)$/.test(name));
    const namesBefore = names();
    const { mtimeMs } = statSync(join(config.dataDir, 'sayonce.db'));
    const to = join(newFolder(), 'b.tar');
    const raw = await reading(config, 'quiet');
    expect(await check(raw)).toEqual([]);
    expect(await backupStore(raw, { to, say: quiet })).toMatchObject({ counts: { tickets: 2 }, blobs: { count: 4, missing: 0 } });
    await expect(raw.collection('counters').insertOne({ _id: 'new' } as never)).rejects.toMatchObject({ code: 'read_only' });
    await raw.close();
    expect([names(), statSync(join(config.dataDir, 'sayonce.db')).mtimeMs]).toEqual([namesBefore, mtimeMs]);
    const target = embedded();
    await restoreStore(target, { from: to, staging: join(newFolder(), 'unpacked'), say: quiet });
    expect(await withRaw(target, contents)).toEqual(before);
  });

  test('is read beside a desk that runs, with what is still in its log', async () => {
    const config = embedded();
    await withStore(config, async (opened) => {
      await tell(opened, 1);
      const raw = await reading(config, 'live');
      await tell(opened, 2);
      expect(await raw.collection('tickets').countDocuments({})).toBe(2);
      const to = join(newFolder(), 'folder');
      expect(await backupStore(raw, { to, say: quiet })).toMatchObject({ counts: { tickets: 2 } });
      // A purge would take blobs away meanwhile.
      await withRaw(config, (other) =>
        other.collection('care').insertOne({ _id: 'lock', what: 'a purge', until: new Date(Date.now() + 60_000) } as never),
      );
      await expect(backupStore(raw, { to: `${to}2`, say: quiet })).rejects.toThrow('There is a purge at work');
      await raw.close();
    });
  });

  test('that somebody wrote to after all is not called well', async () => {
    const config = embedded();
    await fill(config, 1);
    const raw = await reading(config, 'quiet');
    await fill(config, 1).catch(() => undefined);
    expect(() => raw.requireUnchanged()).toThrow('was written to meanwhile');
    await expect(backupStore(raw, { to: join(newFolder(), 'b.tar'), say: quiet })).rejects.toThrow('was written to meanwhile');
    await raw.close();
  });

  const isRoot = process.getuid?.() === 0;
  /** Root may write anywhere, so it is tried as somebody else, who must be able to read the built desk. */
  const as = isRoot ? { uid: 65_534, gid: 65_534 } : {};
  const canRun =
    !isRoot ||
    spawnSync(
      process.execPath,
      [
        '-e',
        `require('fs').accessSync(${JSON.stringify(join(ROOT, 'dist/src/cli/storeCheck.js'))}); require('fs').accessSync(${JSON.stringify(join(ROOT, 'package.json'))})`,
      ],
      as,
    ).status === 0;
  (canRun ? test : test.skip)(
    'is known by its rights, by the commands themselves',
    async () => {
      const config = embedded();
      await fill(config, 1);
      const closed = (folder: string): string => {
        for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
          chmodSync(join(folder, name), statSync(join(folder, name)).isDirectory() ? 0o555 : 0o444);
        chmodSync(folder, 0o555);
        return folder;
      };
      const withLog = join(newFolder(), 'data');
      await withStore(config, async () => cpSync(config.dataDir, withLog, { recursive: true, filter: (name) => !name.endsWith('-shm') }));
      writeFileSync(join(withLog, 'sayonce.db-wal'), 'a log', { flag: 'a' });
      const parents = [config.dataDir, join(withLog, '..')];
      const place = join(newFolder(), 'backups');
      mkdirSync(place);
      if (isRoot) chownSync(place, 65_534, 65_534);
      for (const folder of [...parents, join(place, '..')]) chmodSync(folder, 0o755);
      const run = (name: string, args: string[], dataDir = closed(config.dataDir)) => command(name, args, { DATA_DIR: dataDir }, as).done;
      try {
        expect(await run('storeCheck', [])).toMatchObject({
          code: 0,
          out: expect.stringContaining('All is well.'),
          err: expect.stringContaining('may only be read'),
        });
        expect(await run('backup', [])).toMatchObject({ code: 1, err: expect.stringContaining('--to') });
        expect(await run('backup', ['--to', join(place, 'b.tar')])).toMatchObject({ code: 0 });
        expect(existsSync(join(place, 'b.tar'))).toBe(true);
        expect(await run('storeCheck', [], closed(withLog))).toMatchObject({
          code: 1,
          err: expect.stringContaining('copy the whole folder'),
        });
        expect(await run('storeCheck', ['--repair'])).toMatchObject({ code: 1, err: expect.stringMatching(/writ/) });
      } finally {
        for (const folder of [config.dataDir, withLog]) {
          chmodSync(folder, 0o755);
          for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
            if (statSync(join(folder, name)).isDirectory()) chmodSync(join(folder, name), 0o755);
        }
      }
    },
    60_000,
  );
});
