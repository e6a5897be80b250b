import { Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { KeyedMutex } from '../lib/keyedMutex.js';
import { createPlaces } from '../lib/places.js';
import type { Log } from '../ports/log.js';
import { QUEUE_NAMES, QUEUES, WORKER_OPTIONS, type JobData, type QueueName } from './names.js';

const Id = z.string().regex(/^[0-9a-f]{24}$/);
const Data = z.strictObject({ v: z.literal(1), id: Id, others: z.array(Id).default([]), attempt: z.number().int().default(0) });

/** `suspect`: a worker died under this row before, or under its neighbours. It runs alone then, so that it is known which. */
export type Handlers = Record<QueueName, (id: string, attempt: number, suspect: boolean) => Promise<void>>;

/**
 * Runs the queues' jobs. A row whose handler throws is tried again with growing delays, together with those that its job
 * names: what is done by then is passed over by its handler.
 * @param exhausted called for a row whose job ended without its handler's word, because its workers died under it again and
 * again. Of a job of several rows it is not known which did it: they are left to the reconciler, which gives each a job.
 */
export function startWorkers(
  redis: Redis,
  handlers: Handlers,
  exhausted: (queue: QueueName, id: string, reason: string) => Promise<void>,
  log: Log,
): { close(): Promise<void> } {
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
    const { concurrency } = QUEUES[name];
    const places = createPlaces(concurrency);
    const worker = new Worker<JobData>(
      name,
      async (job) => {
        const { id, others, attempt } = Data.parse(job.data);
        const suspect = job.stalledCounter > 0;
        await all([id, ...others], (row) => {
          const run = (): Promise<void> => handlers[name](row, attempt, suspect);
          return suspect ? alone.run(name, run) : places(run);
        });
      },
      { connection: redis, concurrency, ...WORKER_OPTIONS },
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
    const { id, others } = job.data;
    const diedUnder = /stalled more than|started more than/.test(error.message);
    const last = diedUnder || job.attemptsMade >= (job.opts.attempts ?? 1);
    log[last ? 'error' : 'warn'](
      { err: error, queue: name, id, others: others?.length, attempt: job.attemptsMade },
      last ? 'job failed for good' : 'job failed, will be tried again',
    );
    if (!diedUnder || others?.length) return;
    await exhausted(name, id, error.message).catch((fault: unknown) =>
      log.error({ err: fault, queue: name, id }, 'a dead job could not be noted'),
    );
  }
}

/** Each by itself: one that fails keeps no other from its end. @throws what the first that failed threw */
async function all(rows: string[], run: (row: string) => Promise<void>): Promise<void> {
  const ends = await Promise.allSettled(rows.map(run));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
