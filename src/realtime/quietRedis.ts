/**
 * The socket.io adapter and emitter fire Redis commands without looking at their promises: a Redis that is away would be
 * an unhandled rejection, or a queue in memory that grows without end. These two stand-ins have the few methods that
 * they call, drop what cannot be sent (pushes are fire and forget), and subscribe again by themselves.
 */
import type { Redis } from 'ioredis';
import type { Log } from '../ports/log.js';

/** More unanswered than this means that Redis hangs. */
const MAX_UNANSWERED = 1000;
const COMPLAIN_EVERY_MS = 30_000;

type Listener = (...args: unknown[]) => void;
type Answer = (failure: Error | null, result?: unknown) => void;

/** For pushing: never rejects, never queues. */
export function quietPublisher(redis: Redis, log: Log) {
  let unanswered = 0;
  const complain = complainer(log, 'a push did not reach the other processes');
  return {
    async publish(channel: string, message: string | Buffer): Promise<number> {
      if (redis.status !== 'ready' || unanswered >= MAX_UNANSWERED) {
        complain({ redis: redis.status, unanswered });
        return 0;
      }
      unanswered++;
      try {
        return await redis.publish(channel, message);
      } catch (failure) {
        // Safe to go on: the local sockets have it, the others resync.
        complain({ err: failure });
        return 0;
      } finally {
        unanswered--;
      }
    },
    /** The adapter counts the processes with it (`PUBSUB NUMSUB`). */
    send_command(name: string, args: string[], answer: Answer): void {
      if (redis.status !== 'ready') return answer(new Error('redis is not ready'));
      redis.call(name, args).then(
        (result) => answer(null, result),
        (failure: Error) => answer(failure),
      );
    },
    on: (event: string, listener: Listener) => void redis.on(event, listener),
    off: (event: string, listener: Listener) => void redis.off(event, listener),
    listenerCount: (event: string): number => redis.listenerCount(event),
  };
}

/**
 * For listening: subscribes when Redis is there, and again each time that it comes back.
 * @param onListening called when Redis has confirmed all that was asked for, at first and after each break
 */
export function quietSubscriber(redis: Redis, log: Log, onListening: () => void) {
  const channels = new Set<string>();
  const patterns = new Set<string>();
  const complain = complainer(log, 'cannot listen to the other processes');
  let waiting = 0;
  let failed = false;
  const attempt = (work: Promise<unknown>): void => {
    waiting++;
    work
      .catch((failure: unknown) => {
        failed = true;
        complain({ err: failure });
      })
      .finally(() => {
        waiting--;
        if (hears()) onListening();
      });
  };
  const hears = (): boolean => redis.status === 'ready' && waiting === 0 && !failed;
  const listen = (): void => {
    failed = false;
    if (channels.size > 0) attempt(redis.subscribe(...channels));
    if (patterns.size > 0) attempt(redis.psubscribe(...patterns));
  };
  redis.on('ready', listen);

  return {
    isListening: hears,
    subscribe(names: string[]): void {
      for (const name of names) channels.add(name);
      if (redis.status === 'ready') attempt(redis.subscribe(...names));
    },
    psubscribe(pattern: string): void {
      patterns.add(pattern);
      if (redis.status === 'ready') attempt(redis.psubscribe(pattern));
    },
    unsubscribe(names: string[]): void {
      for (const name of names) channels.delete(name);
      if (redis.status === 'ready') attempt(redis.unsubscribe(...names));
    },
    punsubscribe(pattern: string): void {
      patterns.delete(pattern);
      if (patterns.size === 0) redis.off('ready', listen);
      if (redis.status === 'ready') attempt(redis.punsubscribe(pattern));
    },
    on: (event: string, listener: Listener) => void redis.on(event, listener),
    off: (event: string, listener: Listener) => void redis.off(event, listener),
    listenerCount: (event: string): number => redis.listenerCount(event),
  };
}

/** Logs the first of a series, then at most one line per half minute. */
function complainer(log: Log, message: string): (fields: object) => void {
  let quietUntil = 0;
  return (fields) => {
    if (performance.now() < quietUntil) return;
    quietUntil = performance.now() + COMPLAIN_EVERY_MS;
    log.warn(fields, message);
  };
}
