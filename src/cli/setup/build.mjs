import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeLease } from './lease.mjs';
import { runOrStop } from './run.mjs';

/**
 * The parts of `dist/`, each rebuilt only when one of its sources changed.
 * @typedef {object} Part
 * @property {string} name
 * @property {string[]} sources folders and files, relative to the root
 * @property {string[]} without folders in them that belong to another part
 * @property {string[]} output removed before a build, so that no file of a deleted source stays behind
 * @property {string[]} command a program of node_modules/.bin with its arguments
 */

/** @type {Part[]} */
const PARTS = [
  {
    name: 'server',
    sources: ['src', 'workers', 'tsconfig.json', 'package-lock.json'],
    without: ['src/console', 'src/widget'],
    output: ['dist/src', 'dist/workers', 'dist/.tsbuildinfo'],
    // One checker, as in testing/checks.mjs.
    command: ['tsc', '--checkers', '1', '-p', 'tsconfig.json'],
  },
  {
    name: 'console',
    sources: ['src/console', 'src/contract', 'vite.config.ts', 'vite.widget.config.ts', 'tsconfig.json', 'package-lock.json'],
    without: [],
    output: ['dist/console'],
    command: ['vite', 'build', '--logLevel', 'warn', '--config', 'vite.config.ts'],
  },
  {
    name: 'widget',
    sources: ['src/widget', 'src/contract', 'vite.widget.config.ts', 'tsconfig.json', 'package-lock.json'],
    without: [],
    output: ['dist/widget'],
    command: ['vite', 'build', '--logLevel', 'warn', '--config', 'vite.widget.config.ts'],
  },
];

/**
 * Builds what is missing or stale. Two starts at once do not build over each other: the second one waits.
 * @param {string} root
 * @param {import('./screen.mjs').Screen} screen
 * @param {{ again?: boolean, only?: string }} [options] `again`: also what is up to date; `only`: one part
 */
export async function ensureBuilt(root, screen, { again = false, only } = {}) {
  const due = () => (again ? PARTS : staleParts(root)).filter((part) => !only || part.name === only);
  if (due().length === 0) return;
  mkdirSync(join(root, 'dist'), { recursive: true });
  const release = await whenAlone(join(root, 'dist', '.building.sock'), screen);
  try {
    for (const part of due()) {
      const hash = hashOf(root, part);
      forget(root, part.name);
      for (const path of part.output) rmSync(join(root, path), { recursive: true, force: true });
      await screen.step(`Building the ${part.name}`, async () => {
        const [program = '', ...args] = part.command;
        await runOrStop(
          `The ${part.name} could not be built; the lines above say why.`,
          join(root, 'node_modules', '.bin', program),
          args,
          { cwd: root },
        );
      });
      remember(root, part.name, hash);
    }
  } finally {
    release();
  }
}

/** @param {string} root */
export function staleParts(root) {
  const built = readStamp(root);
  return PARTS.filter((part) => {
    const folder = part.output[0];
    return !folder || !existsSync(join(root, folder)) || built[part.name] !== hashOf(root, part);
  });
}

/**
 * By content and not by time: git sets times as it likes.
 * @param {string} root
 * @param {Part} part
 */
export function hashOf(root, part) {
  const hash = createHash('sha256').update(JSON.stringify(part.command)).update(process.versions.node);
  for (const source of part.sources) {
    for (const file of filesUnder(root, source, part.without)) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} path
 * @param {string[]} without
 * @returns {string[]} sorted; our own plain scripts are not built
 */
function filesUnder(root, path, without) {
  if (without.includes(path) || path.endsWith('.mjs') || !existsSync(join(root, path))) return [];
  const entries = readFolder(join(root, path));
  if (entries === null) return [path];
  return entries.sort().flatMap((name) => filesUnder(root, `${path}/${name}`, without));
}

/** @param {string} folder */
function readFolder(folder) {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOTDIR') return null;
    throw error;
  }
}

/**
 * @param {string} path
 * @param {import('./screen.mjs').Screen} screen
 */
async function whenAlone(path, screen) {
  // A very long folder name cannot hold a socket; building twice at once is then the lesser evil.
  if (Buffer.byteLength(path) > 90) return () => {};
  for (;;) {
    const lease = await takeLease(path);
    if (lease.held) return lease.release;
    await screen.step('Waiting for another start that is building', () => lease.ended);
  }
}

/** @param {string} root */
const stampFile = (root) => join(root, 'dist', '.built');

/**
 * @param {string} root
 * @returns {Record<string, string>} part -> hash of its sources when it was built
 */
function readStamp(root) {
  try {
    return JSON.parse(readFileSync(stampFile(root), 'utf8'));
  } catch {
    // Nothing built yet, or a stamp cut short by a crash: both mean "build".
    return {};
  }
}

/** @param {string} root @param {string} name @param {string} hash */
function remember(root, name, hash) {
  writeFileSync(stampFile(root), JSON.stringify({ ...readStamp(root), [name]: hash }));
}

/** @param {string} root @param {string} name */
function forget(root, name) {
  const { [name]: _gone, ...rest } = readStamp(root);
  if (existsSync(stampFile(root))) writeFileSync(stampFile(root), JSON.stringify(rest));
}
