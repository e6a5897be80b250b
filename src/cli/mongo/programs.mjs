import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { aptInstall, canUseApt } from '../setup/apt.mjs';
import { ROOT } from '../setup/root.mjs';
import { findProgram, runOrStop, runQuietly } from '../setup/run.mjs';
import { Stop } from '../setup/screen.mjs';

/**
 * The servers that test the MongoDB path are fetched when they are first needed, into a cache that git ignores. They
 * are programs of others and run as processes of their own; nothing of them is shipped or imported.
 */
const CACHE = join(ROOT, 'node_modules', '.cache', 'sayonce-mongo');
const JAVA_SOURCES = join(ROOT, 'test', 'support', 'mongo');
/** The releases whose differences from MongoDB are written down in docs/mongodb.md. */
const SECANTUS = 'secantusdb==0.7.0b3';
/** Those that it is published for, the one it was measured with first. */
const SECANTUS_PYTHONS = ['3.11', '3.12', '3.13', '3.10'];

/** What those servers need from the system, and the Debian packages that hold it. */
const SYSTEM = [
  { has: async () => (await findPython()) !== null, packages: ['python3', 'python3-venv'] },
  { has: async () => ['java', 'javac'].every((name) => findProgram(name)), packages: ['default-jdk-headless'] },
  { has: async () => findProgram('mvn') !== null, packages: ['maven'] },
];

/**
 * Installs what is missing where we may; where we may not, starting a server says what is missing.
 * @param {import('../setup/screen.mjs').Screen} screen
 */
export async function ensureMongoTools(screen) {
  if (!canUseApt()) return;
  const packages = /** @type {string[]} */ ([]);
  for (const need of SYSTEM) if (!(await need.has())) packages.push(...need.packages);
  if (packages.length === 0) return;
  try {
    await screen.step(`Installing ${packages.join(', ')} with apt (only now)`, () => aptInstall(packages));
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    screen.line(error.detail.split('\n').slice(-8).join('\n'));
  }
}

/**
 * Fetches both servers. What cannot be had is said when it is to be started.
 * @param {import('../setup/screen.mjs').Screen} screen
 */
export async function fetchMongoServers(screen) {
  await ensureMongoTools(screen);
  await Promise.allSettled([installSecantus(), buildJavaServer()]);
}

/**
 * The program of SecantusDB, in a virtual environment of its own.
 * @throws Stop saying what is missing
 */
export async function installSecantus() {
  const home = join(CACHE, SECANTUS.replace('==', '-'));
  const program = join(home, 'bin', 'secantusd-py');
  if (existsSync(join(home, '.complete')) && existsSync(program)) return program;
  const python = await findPython();
  if (!python) throw new Stop(`No Python of ${SECANTUS_PYTHONS.join(', ')} is installed: SecantusDB is published for those only.`);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  await runOrStop('Python could not make a virtual environment.', python, ['-m', 'venv', home]);
  await runOrStop('SecantusDB could not be installed by pip.', join(home, 'bin', 'pip'), [
    'install',
    '--quiet',
    '--disable-pip-version-check',
    SECANTUS,
  ]);
  writeFileSync(join(home, '.complete'), '');
  return program;
}

/** pyenv's shims answer to a name without having that version: it is asked, not only found. */
async function findPython() {
  for (const name of [...SECANTUS_PYTHONS.map((version) => `python${version}`), 'python3', 'python']) {
    const program = findProgram(name);
    if (!program) continue;
    const { code, output } = await runQuietly(program, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])']);
    if (code === 0 && SECANTUS_PYTHONS.includes(output.trim())) return program;
  }
  return null;
}

/**
 * mongo-java-server with our few lines around it.
 * @returns {Promise<{ java: string, classPath: string }>}
 * @throws Stop saying what is missing
 */
export async function buildJavaServer() {
  const [java, javac, maven] = ['java', 'javac', 'mvn'].map((name) => findProgram(name));
  if (!java || !javac || !maven) throw new Stop('A Java 17 JDK and Maven are not installed.');
  const sources = ['pom.xml', 'ContentionServer.java'];
  const hash = createHash('sha256');
  for (const name of sources) hash.update(readFileSync(join(JAVA_SOURCES, name)));
  const home = join(CACHE, `java-${hash.digest('hex').slice(0, 12)}`);
  const classPath = `${join(home, 'jars', '*')}:${join(home, 'classes')}`;
  if (existsSync(join(home, '.complete'))) return { java, classPath };
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  for (const name of sources) cpSync(join(JAVA_SOURCES, name), join(home, name));
  await runOrStop('Maven could not fetch mongo-java-server.', maven, [
    '-q',
    '-B',
    '-f',
    join(home, 'pom.xml'),
    'dependency:copy-dependencies',
    `-DoutputDirectory=${join(home, 'jars')}`,
  ]);
  await runOrStop('The contention server could not be compiled.', javac, [
    '-cp',
    join(home, 'jars', '*'),
    '-d',
    join(home, 'classes'),
    join(home, 'ContentionServer.java'),
  ]);
  writeFileSync(join(home, '.complete'), '');
  return { java, classPath };
}
