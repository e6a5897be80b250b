import type { DefaultJobOptions } from 'bullmq';

/** Every queue, with how many of its jobs a process runs at once. */
export const QUEUES = {
  /** Intake rows of all channels but chat. */
  intake: { concurrency: 24 },
  /** Intake rows of the chat: somebody is looking at the screen. */
  chat: { concurrency: 16 },
  /** Outgoing messages. */
  outbound: { concurrency: 8 },
  /** Tickets that were put aside and whose time has come. */
  wake: { concurrency: 2 },
  /** Follow-ups that are due. */
  followups: { concurrency: 2 },
  /** Attachments to fetch from a provider. */
  media: { concurrency: 2 },
} as const;

export type QueueName = keyof typeof QUEUES;
export const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];

/** A job names rows and nothing else: the row is the truth. `v` is the version of this shape. */
export interface JobData {
  v: 1;
  id: string;
  /** Rows that came in with it. Each is worked on by itself. */
  others?: string[];
  attempt: number;
}

/** Rows that come in together are named by one job, up to so many. */
export const ROWS_OF_A_JOB = 8;

/**
 * Jobs are removed at their end, also failed ones: a kept job would swallow the next nudge of the same row, and what
 * failed for good is shown in quarantine or on the message.
 */
export const JOB_OPTIONS: DefaultJobOptions = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 1000, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: true,
};

/**
 * A worker that dies is noticed within `lockDuration + stalledInterval`: soon enough that its jobs are done within 15 s
 * on a busy machine too. A worker that only hangs for so long has its job run twice, as any step may. A stall is not an attempt, so
 * a poison job would take its neighbours down with it at the default `maxStalledCount` of 1; the brake for the poison
 * itself is `maxStartedAttempts`.
 */
export const WORKER_OPTIONS = {
  lockDuration: 7_000,
  stalledInterval: 3_000,
  maxStalledCount: 10,
  maxStartedAttempts: 12,
} as const;
