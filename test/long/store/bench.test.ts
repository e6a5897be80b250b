/** The bench of the store still measures what it says: every answer is compared with the floor's, and every figure is there. Never how fast. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Report } from '../../../src/cli/bench/figures.js';

const benched = process.env['STORE_URI'] ? test.skip : test;

benched(
  'points, lists and inserts of one and of two thousand messages',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sayonce-bench-'));
    try {
      const json = join(folder, 'report.json');
      const bench = spawn(
        process.execPath,
        ['dist/src/cli/bench.js', 'store', '--sizes', '1k,2k', '--only', 'points,lists,insert', '--json', json],
        { stdio: ['ignore', 'ignore', 'pipe'] },
      );
      let said = '';
      bench.stderr.on('data', (chunk) => (said += String(chunk)));
      const [code] = (await once(bench, 'exit')) as [number];
      // 1: a goal does not hold, which is the machine's affair here. Answers that differ leave no report.
      expect(`${code} ${said}`).toMatch(/^[01] /);
      const { figures } = JSON.parse(readFileSync(json, 'utf8')) as Report;
      expect(figures.filter(({ value, floor }) => !Number.isFinite(value) || value < 0 || (floor !== null && !(floor > 0)))).toEqual([]);
      const names = figures.map(({ name }) => name);
      for (const asked of ['identity by kind', 'ticket by id', 'message by external id', 'list: solved', 'list: open', 'list: live']) {
        const at = names.findIndex((name) => name.startsWith(`1k: ${asked}`));
        expect(figures[at]).toMatchObject({ ratio: expect.any(Number), goal: expect.stringContaining('SQL'), holds: expect.any(Boolean) });
        expect(figures[at + 3]).toMatchObject({ name: '  entries in an answer', value: expect.any(Number) });
        expect(figures[at + 3]?.value).toBeGreaterThan(0);
      }
      const grown = names.findIndex((name) => name.startsWith('2k: ticket by id'));
      expect(figures[grown + 4]).toMatchObject({
        name: '  p50 against the smallest size',
        ratio: expect.any(Number),
        holds: expect.any(Boolean),
      });
      expect(names).toEqual(
        expect.arrayContaining([
          '1k: insert, one by one',
          '1k: insert, 24 at once',
          '1k: longest block while inserting',
          '1k: store on disk',
        ]),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  300_000,
);
