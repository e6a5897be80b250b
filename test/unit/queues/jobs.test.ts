import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { newId } from '../../../src/lib/ids.js';
import { createBullJobs } from '../../../src/queues/bullJobs.js';
import type { JobData, QueueName } from '../../../src/queues/names.js';
import { startWorkers, type Handlers } from '../../../src/queues/workers.js';
import { fakeLog } from '../http/support/fakeLog.js';

const hasRedis = ((): boolean => {
  try {
    execFileSync('redis-server', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

(hasRedis ? describe : describe.skip)('nudges through Redis', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'sayonce-jobs-'));
  const socket = path.join(dir, 'redis.sock');
  const clients: Redis[] = [];
  const connect = (): Redis => {
    const client = new Redis({ path: socket, maxRetriesPerRequest: null });
    client.on('error', () => undefined);
    clients.push(client);
    return client;
  };
  let redis: ChildProcess;
  let jobs: ReturnType<typeof createBullJobs>;
  let queue: Queue<JobData>;

  beforeAll(async () => {
    redis = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--dir', dir, '--save', ''], { stdio: 'ignore' });
    const client = connect();
    // It waits for the server to be there.
    await client.ping();
    jobs = createBullJobs(client, fakeLog());
    queue = new Queue<JobData>('intake', { connection: client });
  });
  afterAll(async () => {
    await jobs.close();
    await queue.close();
    for (const client of clients) client.disconnect();
    redis.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await queue.obliterate({ force: true });
  });

  const waiting = async (count: number): Promise<JobData[]> => {
    for (;;) {
      const found = await queue.getWaiting();
      if (found.length >= count) return found.map((job) => job.data);
    }
  };
  const rowsOf = ({ id, others = [] }: JobData): string[] => [id, ...others];

  test('rows that come in together share jobs; a row that is nudged again has one of its own, and only one', async () => {
    const ids = Array.from({ length: 11 }, () => newId());
    for (const id of ids) jobs.intakeLater(id);
    const together = await waiting(2);
    expect(together.map((data) => rowsOf(data).length).toSorted()).toEqual([3, 8]);
    expect(together.flatMap(rowsOf).toSorted()).toEqual(ids.toSorted());
    await queue.obliterate({ force: true });

    const [first = ''] = ids;
    for (let times = 0; times < 3; times++) jobs.intakeAgain(first);
    jobs.intakeAgain(ids[1] ?? '');
    await waiting(2);
    expect((await queue.getWaiting()).map((job) => rowsOf(job.data))).toEqual(expect.arrayContaining([[first], [ids[1]]]));
    expect(await queue.getWaitingCount()).toBe(2);
  });

  test('what cannot be enqueued is told once in a while, the first time at once, however young the process is', async () => {
    const log = fakeLog();
    const client = connect();
    await client.ping();
    const failing = createBullJobs(client, log);
    const add = jest.spyOn(Queue.prototype, 'add').mockRejectedValue(new Error('out of memory'));
    jest.spyOn(performance, 'now').mockReturnValue(1000);
    for (let times = 0; times < 3; times++) failing.intakeAgain(newId());
    await Promise.allSettled(add.mock.results.map((call) => call.value));
    expect(add).toHaveBeenCalledTimes(3);
    expect(log.lines.map(({ message }) => message)).toEqual(['jobs cannot be enqueued, the reconciler will']);
    await failing.close();
  });

  test('each row of a job is worked on by itself: one that fails is tried again, and keeps no other from its end', async () => {
    const ids = Array.from({ length: 4 }, () => newId());
    const [, bad = ''] = ids;
    const seen: string[] = [];
    const told = new Map(ids.map((id) => [id, 0]));
    let over: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (over = resolve));
    const handle = async (id: string): Promise<void> => {
      const times = (told.get(id) ?? 0) + 1;
      told.set(id, times);
      if (id === bad && times === 1) throw new Error('not yet');
      seen.push(id);
      if (id === bad) over();
    };
    const nothing = async (): Promise<void> => undefined;
    const handlers: Handlers = {
      intake: handle,
      chat: nothing,
      outbound: nothing,
      wake: nothing,
      followups: nothing,
      media: nothing,
    } satisfies Record<QueueName, unknown>;
    const workers = startWorkers(connect(), handlers, async () => undefined, fakeLog());
    for (const id of ids) jobs.intakeLater(id);
    await ended;
    await workers.close();
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(told.get(bad)).toBe(2);
  });
});
