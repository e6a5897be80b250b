/**
 * `npm run explain -- mail.eml ...`: how a mail is read, what it is, and where it would go. Works from a fresh clone: what
 * is missing is installed and built first, which is told on stderr, since stdout may be a pipe.
 */
import { ensureBuilt } from './setup/build.mjs';
import { ensurePackages } from './setup/deps.mjs';
import { ROOT } from './setup/root.mjs';
import { createScreen } from './setup/screen.mjs';

const screen = createScreen({ out: process.stderr });
try {
  await ensurePackages(ROOT, screen);
  await ensureBuilt(ROOT, screen, { only: 'server' });
  const { explain } = await import(new URL('../../dist/src/cli/explain/explain.js', import.meta.url).href);
  process.exitCode = await explain(process.argv.slice(2));
} catch (error) {
  process.exitCode = screen.failure(error);
}
