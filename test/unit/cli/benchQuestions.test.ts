/** What the bench of the store compares: the store and the hand-written tables say the same to every question. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { mustAgree } from '../../../src/cli/bench/store/measure.js';
import { questionsTo } from '../../../src/cli/bench/store/questions.js';
import { openShadow } from '../../../src/cli/bench/store/shadow.js';
import { openStore } from '../../../src/store/openStore.js';

const benched = process.env['STORE_URI'] ? test.skip : test;

benched(
  'every answer of the store is that of the tables',
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sayonce-questions-'));
    try {
      const seeded = spawnSync(process.execPath, ['dist/src/cli/bench/store/prepare.js', dataDir, '1000'], { encoding: 'utf8' });
      expect(`${seeded.status} ${seeded.stderr}`).toMatch(/^0 /);
      const { store } = await openStore({ kind: 'embedded', dataDir }, pino({ level: 'error' }));
      const file = join(dataDir, 'sayonce.db');
      const db = openShadow(file);
      const questions = questionsTo(store, db, file);
      const lengths: number[] = [];
      for (const { name, keys, ours, floor } of questions.all) {
        let entries = 0;
        for (const key of keys.slice(0, 6)) entries += mustAgree(name, await ours(key), floor(key));
        lengths.push(entries);
      }
      questions.close();
      db.close();
      await store.close();
      expect(lengths.length).toBeGreaterThanOrEqual(16);
      expect(lengths.every((entries) => entries > 0)).toBe(true);
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
  60_000,
);
