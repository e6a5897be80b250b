import { ensureBuilt } from './setup/build.mjs';
import { ensurePackages } from './setup/deps.mjs';
import { ROOT } from './setup/root.mjs';
import { createScreen } from './setup/screen.mjs';

/** `npm run build`: builds what is missing or stale in dist/. `-- --all` builds everything again. */
const screen = createScreen();
try {
  await ensurePackages(ROOT, screen);
  await ensureBuilt(ROOT, screen, { again: process.argv.includes('--all') });
  screen.line('dist/ is up to date.');
} catch (error) {
  process.exitCode = screen.failure(error);
}
