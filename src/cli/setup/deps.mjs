import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOrStop } from './run.mjs';

/**
 * Installs the packages when they are missing or older than the lockfile. Install scripts stay off: none of our packages
 * needs one, and they are how a bad package takes over a machine.
 * @param {string} root
 * @param {import('./screen.mjs').Screen} screen
 */
export async function ensurePackages(root, screen) {
  if (packagesAreCurrent(root)) return;
  await screen.step('Installing packages (only now and after updates)', async () => {
    const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
    const [program = 'npm', ...before] = npm;
    const args = [...before, 'ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    await runOrStop('npm could not install the packages; the lines above say why. Is the npm registry reachable?', program, args, { cwd: root });
    writeFileSync(stampFile(root), lockHash(root));
  });
}

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.sayonce-lock');

/** @param {string} root */
const lockHash = (root) => createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');

/**
 * By the hash that our last install left; after an install by hand by the times of npm's own files.
 * @param {string} root
 */
export function packagesAreCurrent(root) {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed) || !existsSync(join(root, 'node_modules', 'typescript'))) return false;
  if (!existsSync(lock)) return true;
  const stamp = stampFile(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(root)) return true;
  // npm rewrites both files in one go, in either order: a second apart is the same install.
  return statSync(installed).mtimeMs + 1_000 >= statSync(lock).mtimeMs;
}
