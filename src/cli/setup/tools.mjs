import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aptInstall, canUseApt } from './apt.mjs';
import { findRedisBinary } from './redisBinary.mjs';
import { findProgram } from './run.mjs';
import { Stop } from './screen.mjs';

/** What some tests need from the system. A test that needs one is skipped, and counted, when its variable is set. */
const TOOLS = [
  { name: 'redis-server', find: findRedisBinary, skip: 'SKIP_REDIS', loses: 'every test that runs a whole desk' },
  { name: 'chromium', find: findChromium, skip: 'SKIP_BROWSER', loses: 'every test in a real browser' },
  { name: 'swaks', find: () => findProgram('swaks'), skip: 'SKIP_SWAKS', loses: 'the tests that mail with swaks' },
  { name: 'dovecot-imapd', find: () => findProgram('dovecot'), skip: 'SKIP_DOVECOT', loses: 'fetching from a real mailbox' },
  { name: 'postfix', find: findPostfix, skip: 'SKIP_POSTFIX', loses: 'mail by way of a real mail server' },
];

export function findChromium() {
  return process.env.CHROMIUM_PATH || findProgram('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome');
}

/** Its daemons change users, so that it is of use to root only. */
function findPostfix() {
  return process.getuid?.() === 0 ? findProgram('postfix') : null;
}

/** Only root on Linux may mount, and not in every container. */
export function canMount() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'disk-try-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Installs what is missing where we may, and says loudly which tests cannot run where we may not.
 * @param {import('./screen.mjs').Screen} screen
 * @returns {Promise<{ env: Record<string, string>, missing: string[] }>} for the test process; sentences to repeat at the end
 */
export async function ensureTestTools(screen) {
  const wanted = TOOLS.filter((tool) => !process.env[tool.skip]);
  const absent = () => wanted.filter((tool) => !tool.find());
  const names = absent().map((tool) => tool.name);
  if (names.length > 0 && canUseApt()) {
    try {
      await screen.step(`Installing ${names.join(', ')} with apt (only now)`, () => aptInstall(names));
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      // Without them the other tests still say something; what is missing is told below.
      screen.line(error.detail.split('\n').slice(-8).join('\n'));
    }
  }
  const missing = absent().map((tool) => `${tool.name} is not installed: ${tool.loses} is skipped.`);
  if (!canMount())
    missing.push(
      'No disk can be mounted here (it takes root on Linux): the tests of a full disk and of one that became read-only are skipped.',
    );
  const asked = TOOLS.filter((tool) => process.env[tool.skip]).map((tool) => `${tool.skip} is set: ${tool.loses} is skipped.`);
  const env = Object.fromEntries(absent().map((tool) => [tool.skip, '1']));
  const chromium = findChromium();
  if (chromium) env.CHROMIUM_PATH = chromium;
  return { env, missing: [...missing, ...asked] };
}
