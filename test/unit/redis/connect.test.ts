import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { keepRedis } from '../../../src/cli/setup/redis.mjs';
import { findRedisBinary } from '../../../src/cli/setup/redisBinary.mjs';
import type { Log } from '../../../src/ports/log.js';
import { checkRedis } from '../../../src/redis/check.js';
import { connectRedis } from '../../../src/redis/connect.js';
import { connectionTarget } from '../../../src/redis/target.js';

describe('connectionTarget', () => {
  it.each([
    ['redis://cache', { host: 'cache', port: 6379, db: 0 }],
    ['redis://127.0.0.1:6400/2', { host: '127.0.0.1', port: 6400, db: 2 }],
    ['redis://[::1]:6400', { host: '::1', port: 6400 }],
    ['redis://me:p%40ss@cache', { username: 'me', password: 'p@ss' }],
    ['redis://:only@cache', { password: 'only' }],
    ['rediss://cache:6380', { host: 'cache', port: 6380, tls: {} }],
    ['unix:///run/a%20b/redis.sock?db=3', { path: '/run/a b/redis.sock', db: 3 }],
    ['/run/redis.sock', { path: '/run/redis.sock' }],
  ])('reads %s', (url, target) => {
    expect(connectionTarget(url)).toMatchObject(target);
  });

  it.each(['cache', 'http://cache', 'redis://cache/queue', 'redis://user:hunter2@cache:port'])('refuses %s without repeating it', (url) => {
    expect(() => connectionTarget(url)).toThrow(/^REDIS_URL /);
    expect(() => connectionTarget(url)).not.toThrow(/hunter2/);
  });
});

const describeWithRedis = process.env.SKIP_REDIS ? describe.skip : describe;

describeWithRedis('connectRedis', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sayonce-connect-'));
  let server: Awaited<ReturnType<typeof keepRedis>>;
  let open: Redis[] = [];
  let lines: string[] = [];

  const note = (level: string) => (_fields: object, message: string) => void lines.push(`${level}: ${message}`);
  const log: Log = {
    debug: note('debug'),
    info: note('info'),
    warn: note('warn'),
    error: note('error'),
    fatal: note('fatal'),
    child: () => log,
  };

  function connect(url: string, purpose: Parameters<typeof connectRedis>[1]): Redis {
    const redis = connectRedis(url, purpose, log);
    open.push(redis);
    return redis;
  }
  const ready = (redis: Redis) =>
    new Promise((resolve) => (redis.status === 'ready' ? resolve(null) : redis.once('ready', () => resolve(null))));

  beforeAll(async () => {
    server = await keepRedis({ dataDir, binary: findRedisBinary() ?? '' });
  });
  afterEach(() => {
    for (const redis of open) redis.disconnect();
    open = [];
    lines = [];
  });
  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('works over a unix socket for every purpose, and says nothing', async () => {
    for (const purpose of ['producer', 'worker', 'bus'] as const) {
      const redis = connect(server.url, purpose);
      await ready(redis);
      expect(await redis.ping()).toBe('PONG');
    }
    expect(lines).toEqual([]);
  });

  it('a producer fails at once while Redis is away, instead of hanging', async () => {
    const redis = connect('unix:///nowhere/redis.sock', 'producer');
    // A hanging one would outlast the test.
    await expect(redis.set('a', '1')).rejects.toThrow();
  });

  it('a worker and the bus wait until Redis is back; the outage is logged once', async () => {
    const worker = connect(server.url, 'worker');
    await ready(worker);
    process.kill(server.pid() ?? 0, 'SIGKILL');
    await new Promise((resolve) => worker.once('close', () => resolve(null)));
    const answer = worker.ping();
    expect(await answer).toBe('PONG');
    await sleep(20);
    expect(lines).toEqual(['warn: redis is not reachable, trying again until it is', 'info: redis is reachable again']);
  });

  it('logs one line for many tries', async () => {
    const redis = connect('redis://127.0.0.1:1', 'worker');
    for (let tries = 0; tries < 5; tries++) await new Promise((resolve) => redis.once('reconnecting', () => resolve(null)));
    expect(lines).toEqual(['warn: redis is not reachable, trying again until it is']);
  });

  it('gives up on a Redis that takes the connection and never answers', async () => {
    const silent = createServer(() => {});
    await new Promise((resolve) => silent.listen(0, '127.0.0.1', () => resolve(null)));
    const address = silent.address();
    const redis = connect(`redis://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, 'producer');
    await new Promise((resolve) => redis.once('connect', () => resolve(null)));
    await expect(redis.ping()).rejects.toThrow();
    silent.close();
  });

  it('says nothing when it is closed on purpose', async () => {
    const redis = connect(server.url, 'bus');
    await ready(redis);
    await redis.quit();
    await sleep(50);
    expect(lines).toEqual([]);
  });

  describe('checkRedis', () => {
    it('is content with our own', async () => {
      const redis = connect(server.url, 'bus');
      expect(await checkRedis(redis)).toEqual({ ok: true, warnings: [] });
    });

    it('names what would lose jobs', async () => {
      const redis = connect(server.url, 'bus');
      await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
      await redis.config('SET', 'appendonly', 'no');
      const { ok, warnings } = await checkRedis(redis);
      await redis.config('SET', 'maxmemory-policy', 'noeviction');
      await redis.config('SET', 'appendonly', 'yes');
      expect(ok).toBe(false);
      expect(warnings).toEqual([expect.stringContaining('appendonly yes'), expect.stringContaining('allkeys-lru')]);
    });
  });
});
