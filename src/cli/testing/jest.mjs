import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { countsOfJest } from './tally.mjs';

/** A run of every day that takes longer hangs. */
const RUN_LIMIT_MS = 12 * 60_000;
/** Where Linux keeps files in memory. What tests kill are processes, so that a disk proves nothing more; what is about disks mounts its own. */
const MEMORY = '/dev/shm';
const MEMORY_NEEDED = 6 * 2 ** 30;
/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** After its report jest has nothing left to do. */
const EXIT_LIMIT_MS = 15_000;

/**
 * Runs jest and counts. A run that hangs after its report, or gives none, is a failure of its own; what it has started is ended with it.
 * @param {string} root
 * @param {string[]} args
 * @param {{ workers: number, env: Record<string, string>, say: (sentence: string) => void, limitMs?: number }} options
 * @returns {Promise<import('./tally.mjs').Counts>}
 */
export async function runJest(root, args, { workers, env, say, limitMs = RUN_LIMIT_MS }) {
  const folder = mkdtempSync(join(quickFolder(), 'sayonce-jest-'));
  // The mail servers of tests run as users of their own.
  chmodSync(folder, 0o711);
  const reportFile = join(folder, 'report.json');
  const fixed = ['--json', `--outputFile=${reportFile}`, `--maxWorkers=${workers}`];
  const child = spawn(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), ...fixed, ...args], {
    cwd: root,
    // jest prints its report on stdout as well, so that one is dropped: what a person reads is on stderr.
    stdio: ['ignore', 'ignore', 'inherit'],
    // A group of its own, to be ended as one: jest's workers outlive it, and so do the desks that they have started.
    detached: true,
    env: {
      ...process.env,
      ...env,
      NODE_ENV: 'test',
      TMPDIR: folder,
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim(),
    },
  });
  const letGo = passSignalsOn(child);
  const exit = new Promise((/** @type {(code: number | null) => void} */ resolve) => child.once('exit', resolve));
  let report = null;
  let hangs = false;
  for (const end = Date.now() + limitMs; child.exitCode === null && child.signalCode === null && !hangs;) {
    await Promise.race([exit, sleep(1_000, undefined, { ref: false })]);
    report = readReport(reportFile);
    if (report) hangs = (await Promise.race([exit.then(() => 'gone'), sleep(EXIT_LIMIT_MS, undefined, { ref: false })])) !== 'gone';
    else hangs = Date.now() > end;
  }
  if (hangs) endGroup(child, 'SIGKILL');
  letGo();
  report ??= readReport(reportFile);
  rmSync(folder, { recursive: true, force: true });

  if (!report) {
    say(hangs ? 'jest did not end in time' : 'jest ended without a report');
    return { passed: 0, failed: 1, skipped: 0, failures: [`jest ${args.join(' ')}: gave no report`] };
  }
  const counts = countsOfJest(report, root);
  if (hangs) say('jest did not exit after its last test: something stays open (jest --detectOpenHandles)');
  // For example a coverage goal that was missed, or a snapshot that is written only here.
  const hidden = hangs || (counts.failed === 0 && (await exit) !== 0);
  if (!hidden) return counts;
  const why = hangs ? 'did not exit after its last test' : 'ended with an error although every test passed';
  return { ...counts, failed: counts.failed + 1, failures: [...(counts.failures ?? []), `jest ${args.join(' ')}: ${why}`] };
}

/**
 * Ctrl-C goes to our own group only.
 * @param {import('node:child_process').ChildProcess} child
 */
function passSignalsOn(child) {
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    endGroup(child, signal);
    letGo();
    // What would have happened without us.
    process.kill(process.pid, signal);
  };
  const letGo = () => SIGNALS.forEach((signal) => process.off(signal, pass));
  SIGNALS.forEach((signal) => process.on(signal, pass));
  return letGo;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function endGroup({ pid }, signal) {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // All of it has ended by itself.
  }
}

/**
 * Unit tests use all cores. A flow is a server, a Redis and maybe a browser of its own, but it mostly waits: two at a time,
 * or three where nothing runs beside them.
 */
export const WORKERS = { unit: availableParallelism(), flows: Math.min(2, availableParallelism()), alone: availableParallelism() + 1 };

/** The data of a hundred desks is written to memory where there is plenty: a slow disk makes no test better. */
function quickFolder() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= MEMORY_NEEDED ? MEMORY : tmpdir();
  } catch {
    // Not a Linux.
    return tmpdir();
  }
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Not there yet, or half written: looked at again in a second.
    return null;
  }
}
