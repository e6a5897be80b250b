import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLease } from './lease.mjs';
import { redisFiles, setAppendFilesAside, writeRedisConf } from './redisFiles.mjs';
import { askRedis, stateOfRedis } from './resp.mjs';
import { Stop } from './screen.mjs';

const FIRST_DELAY_MS = 200;
const LAST_DELAY_MS = 5_000;
/** Up for this long, and the next death counts as the first. */
const STEADY_AFTER_MS = 30_000;
/** A big append file is read at some 50 MB/s. */
const LOAD_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 10_000;

/**
 * The shell that stands between us and Redis. Redis gets a session of its own, so that Ctrl-C in the terminal does not
 * stop it before the server has drained. File 3 is a pipe from us: when we are gone, even by kill -9, it ends, and Redis
 * is asked to stop two seconds later. So no Redis is ever left behind.
 */
const LIFELINE = `
"$1" "$2" 3<&- & redis=$!
( cat <&3 >/dev/null; sleep 2; kill -TERM $redis ) 2>/dev/null & lifeline=$!
exec 3<&-
wait $redis; code=$?
kill $lifeline 2>/dev/null
exit $code`;

/**
 * Keeps one Redis running for one data folder until `stop()`. When another starter has one for the same folder already
 * (web and workers started apart), that one is used, and taken over when its starter ends.
 * @param {{ dataDir: string, binary: string, say?: (sentence: string) => void }} options
 * @returns {Promise<{ url: string, socket: string, pid: () => number | null, owned: () => boolean, stop: () => Promise<void> }>}
 */
export async function keepRedis({ dataDir, binary, say = () => {} }) {
  const files = await redisFiles(dataDir);
  /** @type {import('./lease.mjs').HeldLease | import('./lease.mjs').OthersLease} */
  let lease;
  /** @type {import('node:child_process').ChildProcess | null} */
  let child = null;
  let stopping = false;
  let delayMs = FIRST_DELAY_MS;

  /** @returns {Promise<void>} when Redis answers */
  async function begin() {
    lease = await takeLease(files.lease);
    if (!lease.held) {
      const others = lease;
      await waitUntilReady(() => stopping);
      void others.ended.then(() => (stopping ? undefined : takeOver()));
      return;
    }
    await endOrphan(files);
    await launch();
  }

  async function launch() {
    writeRedisConf(files);
    const began = Date.now();
    const logFrom = sizeOf(files.log);
    const started = spawn('/bin/sh', ['-c', LIFELINE, 'sayonce-redis', binary, files.conf], {
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    child = started;
    let dead = false;
    const exit = new Promise((/** @type {(nothing: void) => void} */ resolve) => {
      started.once('error', () => resolve());
      started.once('exit', () => resolve());
    }).then(() => {
      dead = true;
      started.stdio[3]?.destroy();
    });
    // Redis closes its end when it dies before we do.
    started.stdio[3]?.on('error', () => {});

    const up = await waitUntilReady(() => dead || stopping);
    if (!up && !stopping) {
      // Never two on one folder: one that hangs goes before the next is tried.
      if (!dead) killGroup(started.pid);
      await exit;
      throw whyNotStarted(files, logFrom);
    }
    void exit.then(() => {
      if (stopping) return;
      if (Date.now() - began > STEADY_AFTER_MS) delayMs = FIRST_DELAY_MS;
      void relaunch();
    });
  }

  async function relaunch() {
    while (!stopping) {
      say(`Redis has stopped; starting it again in ${delayMs / 1000} s. Its log: ${files.log}`);
      await sleep(delayMs);
      delayMs = Math.min(delayMs * 2, LAST_DELAY_MS);
      if (stopping) return;
      try {
        await launch();
        say('Redis runs again.');
        return;
      } catch (error) {
        if (error instanceof UnreadableAppendFile) repair(error);
        else say(/** @type {Error} */ (error).message);
      }
    }
  }

  async function takeOver() {
    try {
      await begin();
    } catch (error) {
      say(/** @type {Error} */ (error).message);
      void relaunch();
    }
  }

  /** @param {UnreadableAppendFile} error */
  function repair(error) {
    say(`${error.message} It is set aside in ${setAppendFilesAside(files, new Date())}; the desk finds its work again in its store.`);
  }

  /** @param {() => boolean} givenUp */
  async function waitUntilReady(givenUp) {
    for (const until = Date.now() + LOAD_LIMIT_MS; Date.now() < until && !givenUp(); await sleep(25)) {
      if ((await stateOfRedis(files.socket)) === 'ready') return true;
    }
    return false;
  }

  try {
    await begin();
  } catch (error) {
    if (!(error instanceof UnreadableAppendFile)) throw error;
    repair(error);
    await launch();
  }

  return {
    url: `unix://${encodeURI(files.socket)}`,
    socket: files.socket,
    pid: () => pidOf(files),
    owned: () => lease.held,
    async stop() {
      stopping = true;
      if (!lease.held) return lease.forget();
      await endChild(child, files);
      lease.release();
      if (files.run !== files.folder) rmSync(files.run, { recursive: true, force: true });
    },
  };
}

/** Redis says that it cannot read its append file. */
class UnreadableAppendFile extends Error {}

/**
 * @param {import('./redisFiles.mjs').RedisFiles} files
 * @param {number} logFrom
 */
function whyNotStarted(files, logFrom) {
  const log = existsSync(files.log) ? readFileSync(files.log).subarray(logFrom).toString('utf8') : '';
  if (/bad file format|unexpected end of file reading|error.*(append only file|AOF)/i.test(log)) {
    return new UnreadableAppendFile('Redis cannot read its append file.');
  }
  return new Stop(`Redis did not start. Its log is ${files.log}`, { detail: log.split('\n').slice(-15).join('\n') });
}

/**
 * A Redis of this folder whose starter is gone (we hold the lease). It is ended and not taken over: ours then runs with
 * today's settings and as our child. What it accepted is in its append file.
 * @param {import('./redisFiles.mjs').RedisFiles} files
 */
async function endOrphan(files) {
  if ((await stateOfRedis(files.socket)) === 'absent') return;
  // It closes the connection instead of answering; while it loads it refuses, and gets the signal below.
  await askRedis(files.socket, ['SHUTDOWN', 'NOSAVE']).catch(() => '');
  for (const until = Date.now() + STOP_LIMIT_MS; Date.now() < until; await sleep(25)) {
    if ((await stateOfRedis(files.socket)) === 'absent' && !isOurRedis(pidOf(files), files)) return;
  }
  const pid = pidOf(files);
  if (pid === null || !isOurRedis(pid, files))
    throw new Stop(`A Redis of an earlier start still answers on ${files.socket}. Stop it, then start again.`);
  process.kill(pid, 'SIGKILL');
  await sleep(200);
}

/**
 * @param {import('node:child_process').ChildProcess | null} child
 * @param {import('./redisFiles.mjs').RedisFiles} files
 */
async function endChild(child, files) {
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const ask = () => {
    const pid = pidOf(files);
    if (pid !== null && isOurRedis(pid, files)) process.kill(pid, 'SIGTERM');
    else child.stdio[3]?.destroy();
  };
  ask();
  // It ignores the wish while it writes its first append file, so it is asked again.
  const again = setInterval(ask, 300);
  const killed = setTimeout(() => killGroup(child.pid), STOP_LIMIT_MS);
  await gone;
  clearInterval(again);
  clearTimeout(killed);
  rmSync(files.pid, { force: true });
}

/** @param {number | undefined} leader */
function killGroup(leader) {
  try {
    if (leader) process.kill(-leader, 'SIGKILL');
  } catch {
    // It went by itself in the meantime.
  }
}

/**
 * @param {import('./redisFiles.mjs').RedisFiles} files
 * @returns {number | null}
 */
function pidOf(files) {
  try {
    return Number(readFileSync(files.pid, 'utf8')) || null;
  } catch {
    // No Redis has started here yet, or it ended and took its file along.
    return null;
  }
}

/**
 * Process ids are used again, so a kill by number looks at what it would hit. A Redis shows its name and its socket.
 * @param {number | null} pid
 * @param {import('./redisFiles.mjs').RedisFiles} files
 */
function isOurRedis(pid, files) {
  if (pid === null) return false;
  try {
    process.kill(pid, 0);
    if (!existsSync('/proc/self/cmdline')) return true;
    const shown = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return /redis|valkey/.test(shown) && (shown.includes(files.socket) || shown.includes(files.conf));
  } catch {
    // No such process, or not ours to look at.
    return false;
  }
}

/** @param {string} file */
const sizeOf = (file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
