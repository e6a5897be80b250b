/** Whoever calls a command wrongly, or on a machine that refuses, reads a sentence that says so: never a stack. */
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { command, embedded, fill, newFolder, removeFolders, withRaw, withStore } from './support.js';

afterAll(removeFolders);

describe('the commands', () => {
  const config = embedded();
  beforeAll(() => fill(config, 1));
  const run = (name: string, args: string[], env: Record<string, string> = {}) =>
    command(name, args, { DATA_DIR: config.dataDir, ...env }).done;
  const STACK = /^\s+at .*:\d+:\d+/m;

  test.each<[string, string[], string]>([
    ['backup', ['--too', 'x'], '--too'],
    ['backup', ['--to', ''], 'Where to?'],
    ['purge', ['--older-than', '3 years'], 'is no span of time'],
    ['purge', ['--older-than', ''], 'is no span of time'],
    ['purge', ['--customer', ''], 'Which customer?'],
    ['storeCopy', ['--from', '/a', '--to', 'sqlite:/b'], '--from must be sqlite:'],
    ['seed', [], 'How many tickets?'],
    ['seed', ['--ticket', '5'], '--ticket'],
  ])('%s %j is wrongly called', async (name, args, told) => {
    const { code, err } = await run(name, args);
    expect([code, err]).toEqual([2, expect.stringContaining(told)]);
    expect(err).toContain('npm run');
    expect(err).not.toMatch(STACK);
  });

  test('what the machine refuses is said in a sentence', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), '');
    const { code, err } = await run('backup', ['--to', join(folder, 'file', 'today.tar')]);
    expect([code, err]).toEqual([1, expect.stringMatching(/ENOTDIR|not a directory/)]);
    expect(err).not.toMatch(STACK);
    expect(await withRaw(config, (raw) => raw.collection('care').countDocuments({}))).toBe(0);
  });

  // Root may write anywhere; a file where a folder should be, above, refuses everybody.
  (process.getuid?.() === 0 ? test.skip : test)('a folder that may not be written', async () => {
    const folder = join(newFolder(), 'closed');
    mkdirSync(folder);
    chmodSync(folder, 0o555);
    const { code, err } = await run('backup', ['--to', join(folder, 'today.tar')]);
    expect([code, err]).toEqual([1, expect.stringMatching(/EACCES|permission/)]);
    expect(err).not.toMatch(STACK);
  });

  test('a seed leaves a desk that is in use as it is, invented colleagues and all', async () => {
    const { code, err } = await run('seed', ['--tickets', '5']);
    expect([code, err]).toEqual([1, expect.stringContaining('only fills an empty one')]);
    expect(err).not.toMatch(STACK);
    await withStore(config, async ({ store }) => {
      expect(await store.people.agents()).toEqual([]);
      expect(await store.followups.rules()).toEqual([]);
    });
    const dataDir = newFolder();
    const seeded = await run('seed', ['--tickets', '5', '--data-dir', dataDir]);
    expect(seeded).toMatchObject({ code: 0, out: expect.stringContaining('5 tickets') });
    expect(existsSync(join(dataDir, 'sayonce.db'))).toBe(true);
    const made = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter(
      (name) => (statSync(join(dataDir, name)).mode & 0o077) !== 0,
    );
    expect(made).toEqual([]);
  }, 60_000);
});
