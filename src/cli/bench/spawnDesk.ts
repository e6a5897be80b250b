import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { NODE_FLAGS } from './nodeFlags.js';

export interface BenchDesk {
  url: string;
  smtpPort: number;
  pid: number;
  redisUrl: string;
  dataDir: string;
  token: string;
  /** CPU seconds that the server has used so far: all its threads, and its main thread alone. NaN where /proc is not. */
  cpu(): { all: number; main: number };
  /** What it holds after a collection. */
  memory(): Promise<Memory>;
  get<T>(route: string): Promise<T>;
  stop(): Promise<void>;
}

/** Bytes: `held` is heap and buffers, `rss` what the system gave. */
export interface Memory {
  held: number;
  rss: number;
}

/** For a child that is to answer `memoryOf`. */
export const TELLS_MEMORY = [
  ...NODE_FLAGS,
  '--expose-gc',
  '--import',
  pathToFileURL(path.resolve(import.meta.dirname, 'tellMemory.js')).href,
];

export function memoryOf(child: ChildProcess): Promise<Memory> {
  return new Promise((resolve) => {
    const hear = (message: { memory?: Memory }): void => {
      if (!message.memory) return;
      child.off('message', hear);
      resolve(message.memory);
    };
    child.on('message', hear);
    child.send('memory');
  });
}

/** Who signs in. */
export const BENCH_AGENT = { email: 'bench@example.com', password: 'bench-password-1' };

/**
 * The real thing in a folder of its own: built server with all workers, and a Redis with the settings we ship.
 * @param fill puts data into the folder before the server starts.
 */
export async function spawnDesk(fill?: (dataDir: string) => Promise<void>, env: Record<string, string> = {}): Promise<BenchDesk> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sayonce-bench-'));
  await fill?.(dataDir);
  const socket = path.join(dataDir, 'redis.sock');
  const redis = spawn(
    'redis-server',
    [
      '--port',
      '0',
      '--unixsocket',
      socket,
      '--dir',
      dataDir,
      '--appendonly',
      'yes',
      '--appendfsync',
      'always',
      '--maxmemory-policy',
      'noeviction',
      '--save',
      '',
    ],
    { stdio: 'ignore' },
  );
  await untilUp(socket);
  const server = fork(path.resolve(import.meta.dirname, '../../server.js'), {
    env: {
      ...process.env,
      PORT: '0',
      SMTP_PORT: '0',
      DATA_DIR: dataDir,
      REDIS_URL: `unix://${socket}`,
      MONGODB_URI: '',
      ADMIN_EMAIL: BENCH_AGENT.email,
      ADMIN_PASSWORD: BENCH_AGENT.password,
      LOG_LEVEL: 'warn',
      NODE_ENV: 'development',
      INBOUND_ADDRESSES: '',
      SMTP_URL: '',
      ...env,
    },
    execArgv: TELLS_MEMORY,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ready = await readyOf(server);
  const session = await fetch(`${ready.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(BENCH_AGENT),
  });
  const { token } = (await session.json()) as { token: string };

  return {
    ...ready,
    token,
    dataDir,
    pid: server.pid ?? 0,
    cpu: () => ({ all: cpuSeconds(`/proc/${server.pid}/stat`), main: cpuSeconds(`/proc/${server.pid}/task/${server.pid}/stat`) }),
    redisUrl: `unix://${socket}`,
    memory: () => memoryOf(server),
    async get<T>(route: string) {
      const answer = await fetch(ready.url + route, { headers: { authorization: `Bearer ${token}` } });
      if (!answer.ok) throw new Error(`${route}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
    async stop() {
      for (const child of [server, redis]) {
        if (child.exitCode !== null) continue;
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** utime and stime of a stat file, at 100 ticks a second. */
function cpuSeconds(file: string): number {
  if (!existsSync(file)) return Number.NaN;
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function untilUp(socket: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const client = new Redis({ path: socket, lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => undefined);
    const up = await client.connect().then(
      () => client.ping(),
      () => null,
    );
    client.disconnect();
    if (up) return;
    await sleep(50);
  }
  throw new Error('redis-server did not start; is it installed?');
}

function readyOf(server: ChildProcess): Promise<{ url: string; smtpPort: number }> {
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    server.on('message', (message: { ready?: { url: string; smtpPort: number } }) => {
      if (message.ready) resolve(message.ready);
    });
  });
}
