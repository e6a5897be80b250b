import { createServer, type Server } from 'node:http';
import type { jest } from '@jest/globals';
import { Redis } from 'ioredis';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { createGateway, type Gateway } from '../../../../src/realtime/gateway.js';
import { fakeDesk, type FakeDesk } from '../../http/support/fakeDesk.js';
import { fakeLog, type FakeLog } from '../../http/support/fakeLog.js';
import { listen } from '../../http/support/startHttp.js';

export const PUBLIC = 'https://desk.example';
export const SHOP = 'https://shop.example';

export interface TestGateway {
  url: string;
  gateway: Gateway;
  server: Server;
  desk: FakeDesk;
  log: FakeLog;
  /** Connects; rejects with the refusal's message. */
  connect(namespace: string, options?: Partial<ManagerOptions & SocketOptions>): Promise<Socket>;
  ada(): Promise<Socket>;
  visitor(token?: string): Promise<Socket>;
  stop(): Promise<void>;
}

/** A gateway on a port of its own, in production mode, over a fake desk. */
export async function startGateway(redisPort: number | null = null, production = true): Promise<TestGateway> {
  const [desk, log] = [fakeDesk(), fakeLog()];
  const clients: Socket[] = [];
  const connections = redisPort === null ? [] : [connectRedis(redisPort), connectRedis(redisPort)];
  const [pub, sub] = connections;
  const gateway = createGateway({
    desk,
    log,
    config: { publicUrl: PUBLIC, production, widgetOrigins: [SHOP] },
    redis: pub && sub ? { pub, sub } : null,
  });
  const server = createServer();
  gateway.attach(server);
  const url = await listen(server);

  function connect(namespace: string, options: Partial<ManagerOptions & SocketOptions> = {}): Promise<Socket> {
    const socket = io(url + namespace, { transports: ['websocket'], reconnection: false, forceNew: true, ...options });
    clients.push(socket);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(socket));
      socket.once('connect_error', (failure) => reject(new Error(failure.message)));
    });
  }
  return {
    url,
    gateway,
    server,
    desk,
    log,
    connect,
    ada: () => connect('/agents', { auth: { token: 'ada-token' }, extraHeaders: { origin: PUBLIC } }),
    visitor: (token = 'visitor-a') => connect('/chat', { auth: { token }, extraHeaders: { origin: PUBLIC } }),
    async stop() {
      for (const client of clients) client.disconnect();
      await gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      for (const redis of connections) redis.disconnect();
    },
  };
}

/** Options as a producer has them: fails fast, never queues. */
export function connectRedis(port: number): Redis {
  const redis = new Redis({ port, enableOfflineQueue: false, maxRetriesPerRequest: 1, retryStrategy: () => 100 });
  redis.on('error', () => undefined);
  return redis;
}

/** Fakes only what the gateway does at fixed times: the lines keep their own time. */
export const FAKE_INTERVALS: Parameters<typeof jest.useFakeTimers>[0] = {
  doNotFake: [
    'setTimeout',
    'clearTimeout',
    'setImmediate',
    'clearImmediate',
    'nextTick',
    'queueMicrotask',
    'performance',
    'Date',
    'hrtime',
  ],
};

/** All payloads of one event, as they come. */
export function collect<T>(socket: Socket, event: string): T[] {
  const seen: T[] = [];
  socket.on(event, (payload: T) => void seen.push(payload));
  return seen;
}

/** Waits for a condition, and long, since a busy machine is slow. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await sleep(20);
  }
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
