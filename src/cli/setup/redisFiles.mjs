import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** The kernel's limit is 108 bytes with the closing zero on Linux and 104 on macOS; the longest name of ours is `starter.sock.abcdef`. */
const LONGEST_FOLDER = 104 - 1 - 1 - 19;
const LOG_LIMIT_BYTES = 5_000_000;

/**
 * Where our own Redis lives. A unix socket and no port: nobody else on the machine or the network can reach it, it needs
 * no password on a command line, and two desks never collide.
 * @param {string} dataDir absolute
 */
export async function redisFiles(dataDir) {
  const folder = join(dataDir, 'redis');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const run = (await socketsWorkIn(folder)) ? folder : shortFolder(folder);
  return {
    folder,
    run,
    conf: join(folder, 'redis.conf'),
    log: join(folder, 'redis.log'),
    pid: join(folder, 'redis.pid'),
    socket: join(run, 'redis.sock'),
    lease: join(run, 'starter.sock'),
  };
}

/** @typedef {Awaited<ReturnType<typeof redisFiles>>} RedisFiles */

/**
 * Too long a path, or a shared folder of a virtual machine: some of those cannot hold sockets.
 * @param {string} folder
 */
async function socketsWorkIn(folder) {
  if (Buffer.byteLength(folder) > LONGEST_FOLDER) return false;
  const probe = join(folder, `${randomBytes(4).toString('hex')}.sock`);
  const server = createServer();
  /** @type {NodeJS.ErrnoException | null} */
  const error = await new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(probe, () => resolve(null));
  });
  await new Promise((resolve) => server.close(resolve));
  rmSync(probe, { force: true });
  // A passing trouble must not move us: two starters that disagree on the place would run two Redis on one folder.
  if (error && ['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EROFS'].includes(error.code ?? '')) throw error;
  return error === null;
}

/**
 * The same short private folder for the same data folder, each time.
 * @param {string} folder
 */
function shortFolder(folder) {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const short = join(tmpdir(), `sayonce-${userInfo().uid}-${name}`);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  // Somebody else's folder of that name in /tmp could hold a socket that is not our Redis.
  if (statSync(short).uid !== userInfo().uid) throw new Error(`${short} belongs to somebody else`);
  chmodSync(short, 0o700);
  return short;
}

/**
 * Writes redis.conf. Reasons: measured, `appendfsync always` still takes 100 times the load of a help desk, and what a
 * queue has accepted it must keep; `noeviction` because a queue that forgets is no queue; no RDB beside the AOF.
 * @param {RedisFiles} files
 */
export function writeRedisConf(files) {
  const quoted = (/** @type {string} */ text) => `"${text.replace(/["\\]/g, '\\$&')}"`;
  const lines = [
    '# Written at each start by SayOnce: changes here are lost.',
    'port 0',
    `unixsocket ${quoted(files.socket)}`,
    'unixsocketperm 700',
    `dir ${quoted(files.folder)}`,
    `pidfile ${quoted(files.pid)}`,
    `logfile ${quoted(files.log)}`,
    'daemonize no',
    'appendonly yes',
    'appendfsync always',
    'aof-load-truncated yes',
    'maxmemory-policy noeviction',
    'save ""',
  ];
  writeFileSync(files.conf, `${lines.join('\n')}\n`, { mode: 0o600 });
  if (existsSync(files.log) && statSync(files.log).size > LOG_LIMIT_BYTES) truncateSync(files.log);
}

/**
 * Puts a queue file that Redis cannot read aside. Nothing is lost by it: the store is the truth and every job is found
 * again there, so a desk that starts with empty queues is better than one that does not start.
 * @param {RedisFiles} files
 * @param {Date} now
 */
export function setAppendFilesAside(files, now) {
  const aside = join(files.folder, `unreadable-${now.toISOString().replace(/[:.]/g, '-')}`);
  mkdirSync(aside);
  for (const name of ['appendonlydir', 'appendonly.aof']) {
    if (existsSync(join(files.folder, name))) renameSync(join(files.folder, name), join(aside, name));
  }
  return aside;
}
