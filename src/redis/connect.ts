import { Redis, type RedisOptions } from 'ioredis';
import type { Log } from '../ports/log.js';
import { connectionTarget } from './target.js';

/**
 * What a connection is for decides how it fails:
 * - `producer`: fails fast, so that an HTTP request or an SMTP session never hangs on Redis; the intake row is already
 *   stored and the reconciler enqueues it later.
 * - `worker`: waits for ever; a worker without Redis has nothing else to do (BullMQ demands this setting).
 * - `bus`: waits for ever and never rejects. socket.io's adapter publishes without looking at the promise, so a
 *   rejection there would be unhandled and end the process.
 */
export type RedisPurpose = 'producer' | 'worker' | 'bus';

const MAX_RETRY_DELAY_MS = 2_000;

const BY_PURPOSE: Record<RedisPurpose, RedisOptions> = {
  producer: { enableOfflineQueue: false, maxRetriesPerRequest: 1, connectTimeout: 2_000, commandTimeout: 5_000 },
  worker: { maxRetriesPerRequest: null, connectTimeout: 10_000 },
  // What is pushed in one turn of the event loop goes in one write: a message is pushed to several rooms at once.
  bus: { maxRetriesPerRequest: null, connectTimeout: 5_000, enableAutoPipelining: true },
};

/**
 * The one place where a Redis client is made. It connects at once, reconnects for ever and logs an outage once, not per
 * try. `url` is `redis://`, `rediss://`, `unix:///path/redis.sock` or an absolute path of a socket.
 */
export function connectRedis(url: string, purpose: RedisPurpose, log: Log): Redis {
  const redis = new Redis({
    ...connectionTarget(url),
    ...BY_PURPOSE[purpose],
    connectionName: `sayonce-${purpose}`,
    retryStrategy: (attempt) => Math.min(100 * 2 ** Math.min(attempt, 10), MAX_RETRY_DELAY_MS) * (0.5 + Math.random() / 2),
    // A failover left us on a read-only replica: reconnect and send the command again.
    reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
  });
  logOutagesOnce(redis, purpose, log);
  return redis;
}

/** ioredis emits `error` for every try; without a listener each would be printed. */
function logOutagesOnce(redis: Redis, purpose: RedisPurpose, log: Log): void {
  let downSince: number | null = null;
  let lastReply = '';
  const noteDown = (reason: string): void => {
    if (downSince !== null) return;
    downSince = performance.now();
    log.warn({ redis: purpose, reason }, 'redis is not reachable, trying again until it is');
  };
  redis.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== undefined) return noteDown(error.code);
    // Redis itself answered with an error, such as a wrong password: news even in an outage, but only once.
    if (error.message === lastReply) return;
    lastReply = error.message;
    log.error({ redis: purpose, reason: error.message }, 'redis refuses us');
  });
  redis.on('close', () => {
    // After quit() or disconnect() the status is `end`: nothing was lost.
    if (redis.status !== 'end') noteDown('connection closed');
  });
  redis.on('ready', () => {
    if (downSince !== null) log.info({ redis: purpose, ms: Math.round(performance.now() - downSince) }, 'redis is reachable again');
    downSince = null;
    lastReply = '';
  });
}
