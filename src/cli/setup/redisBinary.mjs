import { aptInstall, canUseApt } from './apt.mjs';
import { findProgram } from './run.mjs';
import { Stop } from './screen.mjs';

/** Valkey is the same server under the name that newer distributions ship. */
export const findRedisBinary = () => findProgram('redis-server', 'valkey-server');

/**
 * The path of redis-server; installs it where we may, else says what to do.
 * @param {import('./screen.mjs').Screen} screen
 */
export async function ensureRedisBinary(screen) {
  const found = findRedisBinary();
  if (found) return found;
  if (canUseApt()) await screen.step('Installing redis-server with apt (only now)', () => aptInstall(['redis-server']));
  const installed = findRedisBinary();
  if (installed) return installed;
  throw new Stop(`SayOnce keeps its work queues in Redis, and there is no redis-server on this machine.\n\n${howToInstall(process.platform)}\n
Or point REDIS_URL at a Redis that runs elsewhere: REDIS_URL=redis://127.0.0.1:6379 npm start`);
}

/** @param {NodeJS.Platform} platform */
export function howToInstall(platform) {
  if (platform === 'darwin') return '  Install it with:  brew install redis   (then: npm start)';
  if (platform === 'win32') return '  Redis does not run on Windows itself. Use WSL (Ubuntu), and in it:  sudo apt install redis-server';
  return [
    '  Install it with one of these, then run npm start again:',
    '    Debian, Ubuntu:   sudo apt install redis-server',
    '    Fedora, RHEL:     sudo dnf install valkey    (or redis)',
    '    Arch:             sudo pacman -S valkey',
    '    Alpine:           sudo apk add redis',
  ].join('\n');
}
