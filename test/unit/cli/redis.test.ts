import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { keepRedis } from '../../../src/cli/setup/redis.mjs';
import { findRedisBinary } from '../../../src/cli/setup/redisBinary.mjs';
import { stateOfRedis } from '../../../src/cli/setup/resp.mjs';

/** Our own Redis, with the real program: killed in every way that a machine kills. */
const describeWithRedis = process.env.SKIP_REDIS ? describe.skip : describe;
const MODULE = new URL('../../../src/cli/setup/redis.mjs', import.meta.url).href;

describeWithRedis('keepRedis', () => {
  let dataDir: string;
  let said: string[];
  let cleanups: (() => unknown)[];

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'sayonce-redis-'));
    said = [];
    cleanups = [];
  });
  afterEach(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function keep(folder = dataDir) {
    const redis = await keepRedis({ dataDir: folder, binary: findRedisBinary() ?? '', say: (sentence) => said.push(sentence) });
    cleanups.push(() => redis.stop());
    return redis;
  }

  async function command(socket: string, ...words: [string, ...string[]]): Promise<unknown> {
    const client = new Redis(socket, { retryStrategy: null, maxRetriesPerRequest: 0 });
    client.on('error', () => {});
    try {
      return await client.call(...words);
    } finally {
      client.disconnect();
    }
  }

  /** Another starter in a process of its own, as `npm start` is. */
  async function startElsewhere() {
    const script = `const { keepRedis } = await import(${JSON.stringify(MODULE)});
      const redis = await keepRedis({ dataDir: ${JSON.stringify(dataDir)}, binary: ${JSON.stringify(findRedisBinary())} });
      console.log(redis.pid()); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    cleanups.push(() => child.kill('SIGKILL'));
    const pid = await new Promise<number>((resolve) => child.stdout.once('data', (text: Buffer) => resolve(Number(text.toString()))));
    const gone = new Promise((resolve) => child.once('exit', resolve));
    return {
      pid,
      /** Resolves when the starter is gone. */
      kill9: async () => {
        child.kill('SIGKILL');
        await gone;
      },
    };
  }

  it('keeps what it accepts, on a private socket, and evicts nothing', async () => {
    const redis = await keep();
    expect(await command(redis.socket, 'CONFIG', 'GET', 'appendonly')).toEqual(['appendonly', 'yes']);
    expect(await command(redis.socket, 'CONFIG', 'GET', 'appendfsync')).toEqual(['appendfsync', 'always']);
    expect(await command(redis.socket, 'CONFIG', 'GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    expect(await command(redis.socket, 'CONFIG', 'GET', 'port')).toEqual(['port', '0']);
    expect(redis.url).toBe(`unix://${redis.socket}`);
  });

  it('ends with its starter and has its data at the next start', async () => {
    const first = await keep();
    await command(first.socket, 'SET', 'a', '1');
    await first.stop();
    expect(await stateOfRedis(first.socket)).toBe('absent');
    const second = await keep();
    expect(await command(second.socket, 'GET', 'a')).toBe('1');
  });

  it('is started again after kill -9, with its data', async () => {
    const redis = await keep();
    await command(redis.socket, 'SET', 'a', '1');
    const before = redis.pid();
    process.kill(before ?? 0, 'SIGKILL');
    await until(async () => redis.pid() !== before && (await stateOfRedis(redis.socket)) === 'ready');
    expect(await command(redis.socket, 'GET', 'a')).toBe('1');
    expect(said[0]).toMatch(/^Redis has stopped; starting it again/);
  });

  it('goes away by itself when its starter is killed with -9', async () => {
    const elsewhere = await startElsewhere();
    expect(isRunning(elsewhere.pid)).toBe(true);
    await elsewhere.kill9();
    await until(() => !isRunning(elsewhere.pid));
  });

  it('starts at once, with the data, when the starter before was killed with -9', async () => {
    const elsewhere = await startElsewhere();
    await command(join(dataDir, 'redis', 'redis.sock'), 'SET', 'a', '1');
    await elsewhere.kill9();
    const redis = await keep();
    // It did not wait for the old one to notice: that one was ended.
    expect(isRunning(elsewhere.pid)).toBe(false);
    expect(redis.pid()).not.toBe(elsewhere.pid);
    expect(redis.owned()).toBe(true);
    expect(await command(redis.socket, 'GET', 'a')).toBe('1');
  });

  it('shares the one of another starter that lives, and takes over when that one ends', async () => {
    const elsewhere = await startElsewhere();
    const redis = await keep();
    expect([redis.owned(), redis.pid()]).toEqual([false, elsewhere.pid]);
    await elsewhere.kill9();
    // The lease is taken first; then the old one is ended, and a new one started.
    await until(async () => redis.owned() && redis.pid() !== elsewhere.pid && (await stateOfRedis(redis.socket)) === 'ready');
    expect(isRunning(elsewhere.pid)).toBe(false);
  });

  it('leaves a shared one running when it stops', async () => {
    const elsewhere = await startElsewhere();
    const redis = await keep();
    await redis.stop();
    expect(isRunning(elsewhere.pid)).toBe(true);
  });

  it('starts one only when two start at the same moment', async () => {
    const [one, two] = await Promise.all([keep(), keep()]);
    expect([one.owned(), two.owned()].sort()).toEqual([false, true]);
    expect(one.pid()).toBe(two.pid());
  });

  it('starts with a short socket name in a very deep folder', async () => {
    const deep = join(dataDir, 'x'.repeat(120), 'with space "and quotes"');
    mkdirSync(deep, { recursive: true });
    const redis = await keep(deep);
    expect(Buffer.byteLength(redis.socket)).toBeLessThan(104);
    expect(await command(redis.socket, 'PING')).toBe('PONG');
    expect(existsSync(join(deep, 'redis', 'appendonlydir'))).toBe(true);
  });

  it('loses only the torn end of an append file that a power cut left', async () => {
    const first = await keep();
    for (let n = 0; n < 20; n++) await command(first.socket, 'SET', `key${n}`, 'value');
    await first.stop();
    const file = appendFile();
    writeFileSync(file, readFileSync(file).subarray(0, -7));
    const second = await keep();
    expect(await command(second.socket, 'DBSIZE')).toBe(19);
  });

  it('sets an append file aside that it cannot read, and starts', async () => {
    const first = await keep();
    await command(first.socket, 'SET', 'a', '1');
    await first.stop();
    const file = appendFile();
    writeFileSync(file, `rubbish\r\n${readFileSync(file, 'utf8')}`);
    const second = await keep();
    expect(await command(second.socket, 'PING')).toBe('PONG');
    expect(said.join()).toContain('set aside');
    expect(readdirSync(join(dataDir, 'redis')).some((name) => name.startsWith('unreadable-'))).toBe(true);
  });

  it('says why when it cannot start', async () => {
    await expect(keepRedis({ dataDir, binary: '/bin/false' })).rejects.toThrow(/^Redis did not start/);
  });

  function appendFile(): string {
    const folder = join(dataDir, 'redis', 'appendonlydir');
    return join(folder, readdirSync(folder).find((name) => name.endsWith('.incr.aof')) ?? '');
  }
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 8_000; Date.now() < end; await sleep(25)) {
    if (await holds()) return;
  }
  throw new Error('it did not come true within 8 s');
}
