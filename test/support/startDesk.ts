import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { staleParts } from '../../src/cli/setup/build.mjs';
import { keepRedis } from '../../src/cli/setup/redis.mjs';
import { findRedisBinary } from '../../src/cli/setup/redisBinary.mjs';
import { runQuietly } from '../../src/cli/setup/run.mjs';
import { freePort } from '../../src/cli/setup/ports.mjs';
import { dropDatabase, freshDatabase } from './mongo/database.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 30_000;

export const ADMIN = { email: 'admin@desk.test', password: 'correct horse battery' };

export interface DeskOptions {
  /** Set over what `startDesk` chooses; undefined unsets. */
  env?: Record<string, string | undefined>;
  /** Another entry than the server, such as `dist/workers/index.js`. It must send `{ready: {...}}`. */
  entry?: string;
  /** Shares another desk's data and Redis: a second process of a fleet. Its owner removes them. */
  joins?: Desk;
  /** A folder that is there already, such as a small disk. The caller removes it. */
  dataDir?: string;
}

/** A running desk: the built server as a process of its own, with its own data folder, ports and Redis. */
export interface Desk {
  url: string;
  smtpPort: number;
  dataDir: string;
  redis: {
    url: string;
    /** Runs redis-cli and gives what it prints. */
    cli(...args: string[]): Promise<string>;
    /** Kills Redis with -9; it is started again within a second, with its data, as in real life. */
    kill9(): void;
  };
  /** What the process was started with. */
  env: Record<string, string>;
  /** A bearer token of the administrator. Signs in when first asked. */
  token(): Promise<string>;
  /** After what ends every session, such as a restored backup: signs in anew when next asked. */
  forgetToken(): void;
  /** Calls the API as the administrator; `body` is sent as JSON. Never throws for a status; a desk that has died is told with its last words. */
  api<T = unknown>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }>;
  /** The same for what must succeed. @throws when the answer is not 2xx. */
  must<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  /** Everything that the process has printed, over all its lives. */
  log(): string;
  /** The present process. */
  pid(): number;
  /** SIGKILL to the whole process group, as a power cut would; with `{redis: true}` to Redis as well. */
  kill9(also?: { redis?: boolean }): Promise<void>;
  /** Starts it again on the same ports and data; ends it first, gracefully, when it still runs. */
  restart(): Promise<void>;
  /** Ends it gracefully and removes its data. @returns its exit code. */
  stop(): Promise<number | null>;
}

/** Starts the built server and resolves when it says that it is ready. Call `stop()` in `afterAll`. */
export async function startDesk(options: DeskOptions = {}): Promise<Desk> {
  const entry = join(ROOT, options.entry ?? 'dist/src/server.js');
  requireBuilt(entry);
  const { joins } = options;
  const dataDir = joins?.dataDir ?? options.dataDir ?? mkdtempSync(join(tmpdir(), 'desk-'));
  const ownRedis = joins ? null : await keepRedis({ dataDir, binary: requireRedisBinary() });
  const redisUrl = joins?.redis.url ?? ownRedis?.url ?? '';
  // `npm run test:mongo` runs the same stories on a MongoDB server, each desk in a database of its own.
  const { STORE_URI } = process.env;
  const database = joins ? joins.env.MONGODB_URI : STORE_URI && freshDatabase(STORE_URI);
  const port = await freePort();
  const smtpPort = await freePort();
  const env = withoutUnset({
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TZ: process.env.TZ,
    NODE_ENV: 'development',
    ROLE: 'all',
    LOG_LEVEL: 'info',
    PORT: String(port),
    SMTP_PORT: String(smtpPort),
    DATA_DIR: dataDir,
    MONGODB_URI: database,
    REDIS_URL: redisUrl,
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    ...options.env,
  });

  let printed = '';
  let child: ChildProcess;
  let token: string | null = null;

  const launch = async (): Promise<void> => {
    child = spawn(process.execPath, ['--enable-source-maps', entry], {
      cwd: ROOT,
      env,
      // A group of its own, so that it can be killed whole. When we die, the end of the IPC channel ends it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (printed += text));
    await untilReady(child, () => printed);
  };

  const end = async (): Promise<number | null> => {
    if (!hasEnded(child)) {
      child.kill('SIGTERM');
      await untilEnded(child, () => printed);
    }
    return child.exitCode;
  };

  const removeData = async (): Promise<void> => {
    if (joins) return;
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
    if (database) await dropDatabase(database);
  };

  const desk: Desk = {
    url: `http://127.0.0.1:${env.PORT}`,
    smtpPort: Number(env.SMTP_PORT),
    dataDir,
    env,
    redis: {
      url: redisUrl,
      cli: async (...args) =>
        (await runQuietly('redis-cli', ['-s', fileURLToPath(redisUrl.replace(/^unix:/, 'file:')), ...args])).output.trimEnd(),
      kill9: () => (joins ? joins.redis.kill9() : killIfRunning(ownRedis?.pid() ?? null)),
    },
    async token() {
      token ??= await signIn(desk.url);
      return token;
    },
    forgetToken() {
      token = null;
    },
    async api<T>(method: string, path: string, body?: unknown) {
      const response = await fetch(desk.url + path, {
        method,
        headers: { authorization: `Bearer ${await desk.token()}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(15_000),
      }).catch((error: unknown) => {
        if (!hasEnded(child)) throw error;
        throw new Error(`the desk has ended (${child.signalCode ?? child.exitCode}). It printed:\n${printed.slice(-4_000)}`, {
          cause: error,
        });
      });
      return { status: response.status, body: readBody(await response.text()) as T };
    },
    async must<T>(method: string, path: string, given?: unknown) {
      const { status, body } = await desk.api<T>(method, path, given);
      if (status < 200 || status > 299) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
      return body;
    },
    log: () => printed,
    pid: () => child.pid ?? 0,
    async kill9(also = {}) {
      if (!hasEnded(child)) killIfRunning(-(child.pid ?? 0));
      if (also.redis) desk.redis.kill9();
      await untilEnded(child, () => printed);
    },
    async restart() {
      await end();
      await launch();
    },
    async stop() {
      const code = await end().finally(async () => {
        await ownRedis?.stop();
        await removeData();
      });
      // Only a warning in real life, but no story here is of so many tickets that a query may go through them all.
      const scan = printed.split('\n').find((line) => line.includes('reads many documents'));
      if (scan) throw new Error(`a query of the desk has no index: ${scan}`);
      return code;
    },
  };

  try {
    await launch();
  } catch (error) {
    await ownRedis?.stop();
    await removeData();
    throw error;
  }
  return desk;
}

/**
 * Tries until `attempt` neither throws nor gives false. For everything that happens behind a queue. The time is long, since a busy machine is slow.
 * @throws what the last try threw, when the time is over.
 */
export async function eventually<T>(attempt: () => T | Promise<T>, { timeout = 20_000, every = 50 } = {}): Promise<Exclude<T, false>> {
  const end = Date.now() + timeout;
  for (;;) {
    try {
      const result = await attempt();
      if (result !== false) return result as Exclude<T, false>;
      if (Date.now() > end) throw new Error(`it did not come true within ${timeout} ms`);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await sleep(every);
  }
}

function requireBuilt(entry: string): void {
  if (!existsSync(entry)) throw new Error(`${entry} is not there: run npm run build first (npm test does)`);
  const stale = staleParts(ROOT).map((part) => part.name);
  if (stale.length > 0) process.emitWarning(`dist is older than the sources of: ${stale.join(', ')} (npm run build)`);
}

function requireRedisBinary(): string {
  const binary = findRedisBinary();
  if (!binary) throw new Error('there is no redis-server here: skip this test when SKIP_REDIS is set');
  return binary;
}

function withoutUnset(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function untilReady(child: ChildProcess, printed: () => string): Promise<void> {
  let late: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (what: string) => reject(new Error(`the desk ${what}. It printed:\n${printed().slice(-4_000)}`));
      late = setTimeout(() => fail(`was not ready within ${READY_LIMIT_MS} ms`), READY_LIMIT_MS);
      child.on('message', (message) => {
        if (typeof message === 'object' && message && 'ready' in message) resolve();
      });
      child.once('error', (error) => fail(`could not be started: ${error.message}`));
      // `close` and not `exit`: what it printed last is the reason.
      child.once('close', (code, signal) => fail(`ended (${signal ?? code}) before it was ready`));
    });
  } catch (error) {
    if (!hasEnded(child)) killIfRunning(-(child.pid ?? 0));
    throw error;
  } finally {
    clearTimeout(late);
  }
}

async function untilEnded(child: ChildProcess, printed: () => string): Promise<void> {
  if (hasEnded(child)) return;
  let late: NodeJS.Timeout | undefined;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const tooLate = new Promise<never>((_resolve, reject) => {
    late = setTimeout(() => {
      killIfRunning(-(child.pid ?? 0));
      reject(new Error(`the desk did not end within ${STOP_LIMIT_MS} ms. It printed:\n${printed().slice(-4_000)}`));
    }, STOP_LIMIT_MS);
  });
  await Promise.race([ended, tooLate]).finally(() => clearTimeout(late));
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** @param pid negative for a process group; null and 0 kill nothing (0 would be our own group). */
function killIfRunning(pid: number | null): void {
  if (!pid) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ADMIN),
    signal: AbortSignal.timeout(15_000),
  });
  const body = readBody(await response.text());
  if (typeof body === 'object' && body && 'token' in body && typeof body.token === 'string') return body.token;
  throw new Error(`signing in failed with ${response.status}: ${JSON.stringify(body)}`);
}

function readBody(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    // Not JSON, such as a page: given as it is.
    return text;
  }
}
