/** How jest is run: what it leaves running is ended with it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runJest } from '../../../src/cli/testing/jest.mjs';
import { eventually } from '../../support/startDesk.js';

/** As jest with a worker that does not heed it. */
const HANGING = `
const { spawn } = require('node:child_process');
const { writeFileSync } = require('node:fs');
const worker = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'], { stdio: 'ignore' });
writeFileSync(process.argv.at(-1), String(worker.pid));
setInterval(() => {}, 1000);
`;

test('a run that does not end is a failure, and nothing of it goes on', async () => {
  const root = mkdtempSync(join(tmpdir(), 'sayonce-root-'));
  mkdirSync(join(root, 'node_modules/jest/bin'), { recursive: true });
  writeFileSync(join(root, 'node_modules/jest/bin/jest.js'), HANGING);
  const said: string[] = [];
  const pidFile = join(root, 'pid');
  expect(await runJest(root, [pidFile], { workers: 1, env: {}, say: (sentence) => said.push(sentence), limitMs: 2_000 })).toEqual({
    passed: 0,
    failed: 1,
    skipped: 0,
    failures: [expect.stringContaining('gave no report')],
  });
  expect(said).toEqual(['jest did not end in time']);
  const worker = Number(readFileSync(pidFile, 'utf8'));
  await eventually(() => !isAlive(worker), { timeout: 5_000 });
  rmSync(root, { recursive: true, force: true });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
