/**
 * `node src/cli/run.mjs [--whole] NAME ...`: runs the command `src/cli/NAME.ts`. Works from a fresh clone: what is missing
 * is installed and built first, which is told on stderr, since stdout may be a pipe. `--whole` builds the pages too.
 */
import { ensureBuilt } from './setup/build.mjs';
import { ensurePackages } from './setup/deps.mjs';
import { ROOT } from './setup/root.mjs';
import { createScreen } from './setup/screen.mjs';

const given = process.argv.slice(2);
const whole = given[0] === '--whole';
const [name = '', ...args] = whole ? given.slice(1) : given;
const entry = new URL(`../../dist/src/cli/${name}.js`, import.meta.url);

const screen = createScreen({ out: process.stderr });
try {
  await ensurePackages(ROOT, screen);
  await ensureBuilt(ROOT, screen, whole ? {} : { only: 'server' });
  // A command finds its arguments where it finds them when it is started by itself.
  process.argv.splice(1, process.argv.length, entry.pathname, ...args);
  await import(entry.href);
} catch (error) {
  process.exitCode = screen.failure(error);
}
