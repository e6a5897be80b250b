/**
 * `npm run test:faults`: what goes wrong in real life, done to real processes: kills at each step of a message's way, Redis
 * and store away, doubled and broken-off deliveries, poison, cut mailboxes, moody relays. Each line is a row of the fault
 * table; the last one is the sum. `npm run test:faults -- F13` runs the rows of that name.
 */
import { ensureBuilt } from './setup/build.mjs';
import { ensurePackages } from './setup/deps.mjs';
import { ROOT } from './setup/root.mjs';
import { createScreen } from './setup/screen.mjs';
import { ensureTestTools } from './setup/tools.mjs';
import { runJest } from './testing/jest.mjs';
import { createTally } from './testing/tally.mjs';

const screen = createScreen();
const tally = createTally();
/** @type {string[]} */
let missing = [];
const names = process.argv.slice(2);
const SIDE_BY_SIDE = 3;
const started = Date.now();
try {
  await ensurePackages(ROOT, screen);
  const tools = await ensureTestTools(screen);
  missing = tools.missing;
  await ensureBuilt(ROOT, screen);
  const say = (/** @type {string} */ sentence) => screen.line(screen.red(`  ✗ ${sentence}`));
  // Most of the time they wait for locks and time-outs, so some run side by side; test/faults/README.md counts what is run.
  const only = names.length > 0 ? ['-t', names.join('|')] : [];
  tally.add(await runJest(ROOT, ['test/faults', '--verbose', '--testTimeout=60000', ...only], { workers: SIDE_BY_SIDE, env: tools.env, say }));
} catch (error) {
  screen.failure(error);
  tally.add({ failed: 1 });
}
screen.line('');
for (const sentence of missing) screen.line(screen.yellow(`SKIPPED  ${sentence}`));
screen.line(`${((Date.now() - started) / 60_000).toFixed(1)} minutes`);
screen.line(tally.line());
process.exitCode = tally.failed() === 0 ? 0 : 1;
