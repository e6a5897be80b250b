import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOrStop, runQuietly } from './run.mjs';
import { Stop } from './screen.mjs';

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
    const options = ['--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    const clean = await runQuietly(program, [...before, 'ci', ...options], { cwd: root });
    if (clean.code !== 0) await installLoosely(root, program, [...before, 'install', '--no-save', ...options], clean.output);
    writeFileSync(stampFile(root), lockHash(root));
  });
}

/**
 * `npm ci` refuses when the lockfile lacks a package for another system that the registry in use does not have. `npm
 * install` takes the same locked versions and leaves such a package out; the lockfile is put back as it was.
 * @param {string} root
 * @param {string} program
 * @param {string[]} args
 * @param {string} cleanOutput what `npm ci` said
 */
async function installLoosely(root, program, args, cleanOutput) {
  const problem = 'npm could not install the packages; the lines above say why. Is the npm registry reachable?';
  if (!cleanOutput.includes('EUSAGE')) throw new Stop(problem, { detail: cleanOutput });
  const lockfile = join(root, 'package-lock.json');
  const kept = readFileSync(lockfile);
  try {
    await runOrStop(problem, program, args, { cwd: root });
  } finally {
    writeFileSync(lockfile, kept);
  }
}

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.sayonce-lock');

/** @param {string} root */
const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

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
  // npm rewrites both files in one go, in either order: a few seconds apart is the same install.
  return statSync(installed).mtimeMs + 5_000 >= statSync(lock).mtimeMs;
}
