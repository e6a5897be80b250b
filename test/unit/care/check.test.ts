/** Every fault that is planted is found, a sound store is called sound, and only the safe ones are repaired. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { checkStore } from '../../../src/store/care/check.js';
import type { RawStore } from '../../../src/store/care/rawStore.js';
import { FAULTS, REPAIRED } from './faults.js';
import { command, embedded, fill, quiet, removeFolders, withRaw } from './support.js';

afterAll(removeFolders);

const NOW = new Date(Date.now() + 60 * 60_000);
const check = (raw: RawStore, repair = false) => checkStore(raw, { now: NOW, repair, settleMs: 0, say: quiet });
const found = (results: Awaited<ReturnType<typeof check>>): Record<string, number> =>
  Object.fromEntries(results.filter((one) => one.found > 0).map((one) => [one.check, one.found]));

describe('store:check', () => {
  test('a sound store is sound', async () => {
    const config = embedded();
    await fill(config, 2);
    await withRaw(config, async (raw) => expect(found(await check(raw))).toEqual({}));
  });

  test.each(FAULTS)('finds $check', async ({ check: name, count, plant }) => {
    const config = embedded();
    const [story] = await fill(config, 2);
    if (!story) throw new Error('no story');
    await withRaw(config, async (raw) => {
      await plant(raw, story);
      expect(found(await check(raw))).toEqual({ [name]: count });
      const repaired = (await check(raw, true)).find((one) => one.check === name)?.repaired;
      expect(repaired).toBe(REPAIRED.includes(name) ? count : 0);
      expect(found(await check(raw))).toEqual(REPAIRED.includes(name) ? {} : { [name]: count });
    });
  });

  test('index entries are compared with their documents', async () => {
    const config = embedded();
    await fill(config, 2);
    const { default: Database } = await import('libsql');
    const db = new Database(join(config.dataDir, 'sayonce.db'));
    const [{ id } = { id: 0 }] = db
      .prepare("SELECT so_indexes.id FROM so_indexes JOIN so_collections c ON c.id = collection WHERE c.name = 'tickets' LIMIT 1")
      .all([]) as { id: number }[];
    db.exec(`DELETE FROM ix_${id}`);
    db.close();
    await withRaw(config, async (raw) => expect(found(await check(raw))['store file and indexes']).toBeGreaterThan(0));
  });

  test('pages that cannot be read are told among the findings, and do not end the check', async () => {
    const config = embedded();
    await fill(config, 40);
    const file = join(config.dataDir, 'sayonce.db');
    const { default: Database } = await import('libsql');
    const db = new Database(file);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const bytes = readFileSync(file);
    // The first pages have the catalog: without it there is nothing that could be opened.
    for (let page = 40; page * 4096 < bytes.length; page += 7) bytes.fill(0xee, page * 4096, page * 4096 + 2000);
    writeFileSync(file, bytes);
    const { code, out, err } = await command('storeCheck', ['--json'], { DATA_DIR: config.dataDir }).done;
    expect([code, err]).toEqual([1, expect.not.stringMatching(/^\s+at /m)]);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      checks: expect.arrayContaining([
        expect.objectContaining({
          check: 'store file and indexes',
          examples: expect.arrayContaining([expect.stringMatching(/corrupt|malformed|[Pp]age/)]),
        }),
      ]),
    });
  });

  test('the command prints a table or JSON, and its exit code tells', async () => {
    const config = embedded();
    await fill(config, 1);
    const env = { DATA_DIR: config.dataDir };
    const fine = await command('storeCheck', [], env).done;
    expect(fine).toMatchObject({ code: 0, out: expect.stringContaining('All is well.') });
    await withRaw(config, (raw) => raw.collection('customers').deleteMany({}));
    const wrong = await command('storeCheck', ['--json'], env).done;
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.out)).toMatchObject({ ok: false });
    expect((await command('storeCheck', ['--nonsense'], env).done).code).toBe(2);
    expect(await command('storeCheck', ['--help'], env).done).toMatchObject({ code: 0, out: expect.stringContaining('--repair') });
    expect(await command('storeCheck', [], { DATA_DIR: join(config.dataDir, 'elsewhere') }).done).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no store in'),
    });
  });
});
