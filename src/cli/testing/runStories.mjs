import { ensureBuilt } from '../setup/build.mjs';
import { ensurePackages } from '../setup/deps.mjs';
import { ROOT } from '../setup/root.mjs';
import { createScreen } from '../setup/screen.mjs';
import { ensureTestTools } from '../setup/tools.mjs';
import { runJest } from './jest.mjs';
import { createTally, printSum } from './tally.mjs';

/** Twice what they have as their goal: a machine that is busy with something else as well still gets its report. */
const LIMIT_MS = 25 * 60_000;

/**
 * A command of its own for a folder of long stories: installs and builds what is missing, runs them, says how long it took
 * and, on the last line, the sum.
 * @param {{ files: string[], workers: number, timeout: number, names: string[], env?: Record<string, string> }} options
 *   `names`: only the stories of that name
 * @returns {Promise<number>} the exit code
 */
export async function runStories({ files, workers, timeout, names, env = {} }) {
  const screen = createScreen();
  const tally = createTally();
  /** @type {string[]} */
  let missing = [];
  const started = Date.now();
  try {
    await ensurePackages(ROOT, screen);
    const tools = await ensureTestTools(screen);
    missing = tools.missing;
    await ensureBuilt(ROOT, screen);
    const say = (/** @type {string} */ sentence) => screen.line(screen.red(`  ✗ ${sentence}`));
    const only = names.length > 0 ? ['-t', names.join('|')] : [];
    tally.add(
      await runJest(ROOT, [...files, '--verbose', `--testTimeout=${timeout}`, ...only], {
        workers,
        env: { ...tools.env, ...env },
        say,
        limitMs: LIMIT_MS,
      }),
    );
  } catch (error) {
    screen.failure(error);
    tally.add({ failed: 1 });
  }
  screen.line(`\n${((Date.now() - started) / 60_000).toFixed(1)} minutes`);
  return printSum(screen, tally, missing);
}
