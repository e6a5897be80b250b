import { Queue, type JobsOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Jobs } from '../ports/jobs.js';
import type { Log } from '../ports/log.js';
import { JOB_OPTIONS, QUEUE_NAMES, ROWS_OF_A_JOB, type JobData, type QueueName } from './names.js';

/** An outage is logged once in this time, not once a message. */
const LOG_EVERY_MS = 10_000;

/**
 * The Jobs port on BullMQ. `redis` is a connection that fails fast: a nudge that cannot be given is dropped, and the
 * reconciler makes it good.
 */
export function createBullJobs(redis: Redis, log: Log): Jobs & { close(): Promise<void> } {
  const queues = Object.fromEntries(QUEUE_NAMES.map((name) => [name, open(name)])) as Record<QueueName, Queue<JobData>>;
  const gathered: Partial<Record<QueueName, string[]>> = {};
  let loggedAt = -Infinity;

  return {
    intakeLater: (id, lane) => gather(lane ?? 'intake', id),
    // Under a name of its own: the job of a worker that was killed keeps the other until its lock ends.
    intakeAgain: (id) => add('intake', { v: 1, id, attempt: 0 }, { jobId: `intake-again-${id}` }),
    sendLater: (id, delayMs = 0) => nudge('outbound', id, delayMs),
    wakeLater: (id, delayMs) => nudge('wake', id, delayMs),
    followupLater: (id, delayMs) => nudge('followups', id, delayMs),
    mediaLater: (id, attempt = 1, delayMs = 0) => nudge('media', id, delayMs, attempt),

    async counts() {
      if (redis.status !== 'ready') return null;
      try {
        const all = await Promise.all(QUEUE_NAMES.map((name) => queues[name].getJobCounts('waiting', 'active')));
        return all.reduce(
          (sum: { waiting: number; active: number }, counts) => ({
            waiting: sum.waiting + (counts['waiting'] ?? 0),
            active: sum.active + (counts['active'] ?? 0),
          }),
          { waiting: 0, active: 0 },
        );
      } catch {
        // Redis is away: "unknown" is the answer, and the outage itself is logged by the connection.
        return null;
      }
    },

    async close() {
      await Promise.all(QUEUE_NAMES.map((name) => queues[name].close()));
    },
  };

  function open(name: QueueName): Queue<JobData> {
    const queue = new Queue<JobData>(name, { connection: redis, defaultJobOptions: JOB_OPTIONS });
    // Connection trouble is logged where the connection is made.
    queue.on('error', () => undefined);
    return queue;
  }

  /** Rows that were stored by one write are told of in one turn of the event loop. */
  function gather(name: QueueName, id: string): void {
    const waiting = gathered[name];
    if (waiting) {
      waiting.push(id);
      return;
    }
    const ids = (gathered[name] = [id]);
    setImmediate(() => {
      delete gathered[name];
      for (let from = 0; from < ids.length; from += ROWS_OF_A_JOB) {
        const [first = '', ...others] = ids.slice(from, from + ROWS_OF_A_JOB);
        if (others.length === 0) nudge(name, first);
        else add(name, { v: 1, id: first, others, attempt: 0 }, {});
      }
    });
  }

  function nudge(name: QueueName, id: string, delayMs = 0, attempt = 0): void {
    // A delayed job must not swallow a nudge for now, so the delay is part of the id. BullMQ refuses ids that are a number.
    const jobId = `${name}-${id}${delayMs > 0 ? `-${Math.round(delayMs)}` : ''}${attempt > 1 ? `-${attempt}` : ''}`;
    add(name, { v: 1, id, attempt }, { jobId, ...(delayMs > 0 ? { delay: Math.round(delayMs) } : {}) });
  }

  function add(name: QueueName, data: JobData, options: JobsOptions): void {
    // BullMQ would hold the job in memory until Redis is back; the row waits on disk already.
    if (redis.status !== 'ready') return;
    queues[name].add(name, data, options).catch((error: unknown) => {
      if (performance.now() - loggedAt < LOG_EVERY_MS) return;
      loggedAt = performance.now();
      log.warn({ err: error, queue: name }, 'jobs cannot be enqueued, the reconciler will');
    });
  }
}
