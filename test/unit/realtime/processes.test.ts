import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Redis } from 'ioredis';
import { createEmitterBus } from '../../../src/realtime/emitterBus.js';
import { freePort } from '../../../src/cli/setup/ports.mjs';
import { fakeLog } from '../http/support/fakeLog.js';
import { id, message, ticket } from '../http/support/fakeDesk.js';
import { collect, connectRedis, sleep, startGateway, until, type TestGateway } from './support/startGateway.js';

const hasRedis = ((): boolean => {
  try {
    execFileSync('redis-server', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

/** Two web processes and a worker, on a real Redis that is killed and comes back. */
(hasRedis ? describe : describe.skip)('over Redis', () => {
  let port: number;
  let redis: ChildProcess;
  let one: TestGateway;
  let two: TestGateway;
  let worker: Redis;
  const rejections: unknown[] = [];
  const noteRejection = (reason: unknown): void => void rejections.push(reason);
  const dir = mkdtempSync(path.join(tmpdir(), 'sayonce-redis-'));

  beforeAll(async () => {
    process.on('unhandledRejection', noteRejection);
    port = await freePort();
    redis = startRedis(port, dir);
    [one, two] = await Promise.all([startGateway(port), startGateway(port)]);
    worker = connectRedis(port);
    await until('redis', () => worker.status === 'ready');
    // Until both hear what a worker pushes: the last that was pushed, so that no push is on its way to a test.
    const heard = (await Promise.all([one.ada(), two.ada()])).map((socket) => ({
      socket,
      changes: collect<{ tickets: { number: number }[] }>(socket, 'tickets:changed'),
    }));
    const bus = createEmitterBus(worker, fakeLog());
    let number = 0;
    await until('both listen', async () => {
      number++;
      bus.toAgents('tickets:changed', { tickets: [{ ...ticket, number }] });
      await sleep(50);
      return heard.every(({ changes }) => changes.at(-1)?.tickets[0]?.number === number);
    });
    for (const { socket } of heard) socket.disconnect();
    await until('nobody is there', async () => (await one.gateway.presence.agentsOnline()).size === 0);
  });
  afterAll(async () => {
    await Promise.all([one.stop(), two.stop()]);
    worker.disconnect();
    redis.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
    process.off('unhandledRejection', noteRejection);
  });

  test('a push reaches the sockets of all processes, once, from a web process and from a worker', async () => {
    const [a, b] = await Promise.all([one.ada(), two.ada()]);
    const heard = [a, b].map((socket) => ({ all: collect(socket, 'tickets:changed'), one: collect(socket, 'message:changed') }));
    await b.timeout(10_000).emitWithAck('ticket:watch', { ticketId: ticket.id });
    const bus = createEmitterBus(worker, fakeLog());
    for (const push of [one.gateway.bus, bus]) {
      push.toAgents('tickets:changed', { tickets: [ticket] });
      push.toTicket(ticket.id, 'message:changed', { ticketId: ticket.id, seq: 1, message });
    }
    await until('both', () => heard.every(({ all }) => all.length === 2) && heard[1]?.one.length === 2);
    await sleep(100);
    expect(heard.map((list) => [list.all.length, list.one.length])).toEqual([
      [2, 0],
      [2, 2],
    ]);
    expect(heard[1]?.one[0]).toEqual({ ticketId: ticket.id, seq: 1, message });
    for (const socket of [a, b]) socket.disconnect();
  });

  test("a visitor's line reaches his browsers on all processes and nobody else", async () => {
    const [a, b] = await Promise.all([one.visitor('visitor-a'), two.visitor('visitor-b')]);
    const [forA, forB] = [collect(a, 'chat:message'), collect(b, 'chat:message')];
    createEmitterBus(worker, fakeLog()).toVisitor(id(80), 'chat:message', {
      id: id(90),
      clientId: null,
      from: 'agent',
      name: 'Ada',
      text: 'x',
      files: [],
      at: '2026-11-22T10:00:00.000Z',
    });
    await until('a', () => forA.length === 1);
    await sleep(50);
    expect(forB).toEqual([]);
    for (const socket of [a, b]) socket.disconnect();
  });

  test('a visitor whose broken line one process notices is there still when he is at another', async () => {
    const told: string[] = [];
    for (const [name, { desk }] of [
      ['one', one],
      ['two', two],
    ] as const) {
      desk.chat.left = async ({ id: visitorId }) => void told.push(`${name}: ${visitorId} left`);
      desk.chat.stillThere = async (ids) => void told.push(`${name}: ${ids.join()} is there`);
    }
    const [broken, elsewhere] = [await one.visitor('visitor-a'), await two.visitor('visitor-a')];
    broken.disconnect();
    await until('noted again', () => told.includes(`one: ${id(80)} left`) && told.at(-1) === `two: ${id(80)} is there`);
    elsewhere.disconnect();
    await until('gone', () => told.includes(`two: ${id(80)} left`));
    await sleep(100);
    expect(told.at(-1)).toBe(`two: ${id(80)} left`);
  });

  test('everybody knows who is online anywhere, and a signed-out session is cut everywhere', async () => {
    const [a, b] = [await one.ada(), await two.connect('/agents', { auth: { token: 'ben-token' } })];
    await until(
      'both',
      async () => (await one.gateway.presence.agentsOnline()).size === 2 && (await two.gateway.presence.agentsOnline()).size === 2,
    );
    one.gateway.sessionEnded('ben-token');
    await until('cut', () => !b.connected);
    await until('gone', async () => (await one.gateway.presence.agentsOnline()).size === 1);
    a.disconnect();
  });

  test('neither a token nor a cookie of a socket travels through Redis', async () => {
    const listener = connectRedis(port);
    await until('listener', () => listener.status === 'ready');
    const seen: string[] = [];
    await listener.psubscribe('*');
    listener.on(
      'pmessageBuffer',
      (_pattern: Buffer, channel: Buffer, body: Buffer) => void seen.push(channel.toString() + body.toString('latin1')),
    );
    const a = await one.connect('/agents', { auth: { token: 'ada-token' }, extraHeaders: { cookie: 'sayonce_session=ben-token' } });
    await one.gateway.presence.agentsOnline();
    one.gateway.sessionEnded('ada-token');
    await until('cut', () => !a.connected);
    await until('something travels', () => seen.length > 0);
    await sleep(200);
    expect(seen.join('\n')).not.toMatch(/ada-token|ben-token/);
    listener.disconnect();
  });

  test('a process whose ears were away asks the others as soon as it hears again', async () => {
    const asked: string[] = [];
    const listener = connectRedis(port);
    await until('listener', () => listener.status === 'ready');
    const id = await listener.client('ID');
    await listener.psubscribe('*request*');
    listener.on('pmessage', (_pattern: string, _channel: string, body: string) => {
      const { uid, data } = JSON.parse(body) as { uid: string; data: string[] };
      if (data[0] === 'presence:ask') asked.push(uid);
    });
    const ears = String(await worker.call('CLIENT', 'LIST', 'TYPE', 'pubsub')).matchAll(/^id=(\d+) /gm);
    for (const [, ear = ''] of ears) if (ear !== String(id)) await worker.client('KILL', 'ID', ear);
    await until('both have asked', () => new Set(asked).size === 2);
    const a = await one.ada();
    const heard = collect(a, 'tickets:changed');
    two.gateway.bus.toAgents('tickets:changed', { tickets: [ticket] });
    await until('a push from the other', () => heard.length === 1);
    a.disconnect();
    listener.disconnect();
  });

  test('while Redis is dead, each process serves its own sockets; when it is back, all are one again', async () => {
    const [a, b] = await Promise.all([one.ada(), two.ada()]);
    const heard = [
      collect<{ tickets: { number: number }[] }>(a, 'tickets:changed'),
      collect<{ tickets: { number: number }[] }>(b, 'tickets:changed'),
    ];
    const push = (number: number): void => one.gateway.bus.toAgents('tickets:changed', { tickets: [{ ...ticket, number }] });
    const workerBus = createEmitterBus(worker, fakeLog());

    redis.kill('SIGKILL');
    await until('noticed', () => worker.status !== 'ready');
    for (let i = 0; i < 50; i++) push(i);
    workerBus.toAgents('tickets:changed', { tickets: [ticket] });
    await until('local ones', () => heard[0]?.length === 50);
    expect(heard[1]).toEqual([]);
    expect(await one.gateway.presence.agentsOnline()).toEqual(new Set([id(1)]));
    const late = await one.connect('/agents', { auth: { token: 'ben-token' } });
    expect(await late.timeout(10_000).emitWithAck('ticket:watch', { ticketId: ticket.id })).toEqual({ ok: true });
    one.gateway.sessionEnded('ben-token');
    await until('cut without redis', () => !late.connected);

    redis = startRedis(port, dir);
    await until('joined again', async () => {
      push(1000);
      workerBus.toAgents('tickets:changed', { tickets: [{ ...ticket, number: 2000 }] });
      await sleep(100);
      return [1000, 2000].every((number) => heard[1]?.some((change) => change.tickets[0]?.number === number));
    });
    const ben = await two.connect('/agents', { auth: { token: 'ben-token' } });
    await until('presence again', async () => (await one.gateway.presence.agentsOnline()).has(id(2)));
    expect(rejections).toEqual([]);
    for (const socket of [a, b, ben]) socket.disconnect();
  });

  test('a Redis that hangs holds nothing up', async () => {
    const a = await one.ada();
    const heard = collect(a, 'tickets:changed');
    redis.kill('SIGSTOP');
    for (let i = 0; i < 2000; i++) one.gateway.bus.toAgents('tickets:changed', { tickets: [ticket] });
    await until('local', () => heard.length === 2000);
    redis.kill('SIGCONT');
    await sleep(200);
    expect(rejections).toEqual([]);
  });

  test('a process that starts without Redis joins when it comes', async () => {
    redis.kill('SIGKILL');
    await until('dead', () => worker.status !== 'ready');
    const third = await startGateway(port);
    const c = await third.ada();
    const heard = collect(c, 'tickets:changed');
    third.gateway.bus.toAgents('tickets:changed', { tickets: [ticket] });
    await until('local', () => heard.length === 1);
    redis = startRedis(port, dir);
    await until('joined', async () => {
      one.gateway.bus.toAgents('tickets:changed', { tickets: [ticket] });
      await sleep(100);
      return heard.length > 1;
    });
    await third.stop();
    expect(rejections).toEqual([]);
  });
});

function startRedis(port: number, dir: string): ChildProcess {
  return spawn('redis-server', ['--port', String(port), '--save', '', '--appendonly', 'no', '--dir', dir], { stdio: 'ignore' });
}
