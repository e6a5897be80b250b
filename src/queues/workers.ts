import { Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { KeyedMutex } from '../lib/keyedMutex.js';
import type { Log } from '../ports/log.js';
import { QUEUE_NAMES, QUEUES, WORKER_OPTIONS, type JobData, type QueueName } from './names.js';

const Data = z.strictObject({ v: z.literal(1), id: z.string().regex(/^[0-9a-f]{24}$/), attempt: z.number().int().default(0) });

/** `suspect`: a worker died under this job before, or under its neighbours. It runs alone then, so that it is known which. */
export type Handlers = Record<QueueName, (id: string, attempt: number, suspect: boolean) => Promise<void>>;

/**
 * Runs the queues' jobs. A handler that throws is tried again with growing delays.
 * @param exhausted called when a job ended without its handler's word, because its workers died under it again and again.
 */
export function startWorkers(redis: Redis, handlers: Handlers, exhausted: (queue: QueueName, id: string, reason: string) => Promise<void>, log: Log): { close(): Promise<void> } {
  const alone = new KeyedMutex();
  const workers = QUEUE_NAMES.map((name) => start(name));
  return {
    async close() {
      // Without Redis there is nothing to hand back, and waiting for it would be for ever.
      const force = redis.status !== 'ready';
      await Promise.all(workers.map((worker) => worker.close(force)));
    },
  };

  function start(name: QueueName): Worker<JobData> {
    const worker = new Worker<JobData>(
      name,
      async (job) => {
        const { id, attempt } = Data.parse(job.data);
        const suspect = job.stalledCounter > 0;
        const run = (): Promise<void> => handlers[name](id, attempt, suspect);
        await (suspect ? alone.run(name, run) : run());
      },
      { connection: redis, concurrency: QUEUES[name].concurrency, ...WORKER_OPTIONS },
    );
    worker.on('error', (error) => {
      // Connection trouble has a code and is logged where the connection is made.
      if ((error as NodeJS.ErrnoException).code === undefined) log.warn({ err: error, queue: name }, 'queue trouble');
    });
    worker.on('failed', (job, error) => void settle(name, job, error));
    return worker;
  }

  async function settle(name: QueueName, job: Job<JobData> | undefined, error: Error): Promise<void> {
    if (!job) return;
    const { id } = job.data;
    const diedUnder = /stalled more than|started more than/.test(error.message);
    const last = diedUnder || job.attemptsMade >= (job.opts.attempts ?? 1);
    log[last ? 'error' : 'warn']({ err: error, queue: name, id, attempt: job.attemptsMade }, last ? 'job failed for good' : 'job failed, will be tried again');
    if (!diedUnder) return;
    await exhausted(name, id, error.message).catch((fault: unknown) => log.error({ err: fault, queue: name, id }, 'a dead job could not be noted'));
  }
}
