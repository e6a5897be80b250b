import { Emitter } from '@socket.io/redis-emitter';
import type { Redis } from 'ioredis';
import type { Log } from '../ports/log.js';
import type { RealtimeBus } from '../ports/realtime.js';
import { busOver } from './bus.js';
import { pushParser } from './pushParser.js';
import { quietPublisher } from './quietRedis.js';
import { REDIS_KEY } from './rooms.js';

/** Pushes from a process without sockets (a worker) to the sockets of all web processes, by Redis. */
export function createEmitterBus(redis: Redis, log: Log): RealtimeBus {
  const emitter = new Emitter(quietPublisher(redis, log), { key: REDIS_KEY, parser: pushParser() });
  return busOver((namespace, room) => (room === null ? emitter.of(namespace) : emitter.of(namespace).to(room)), false, log);
}
