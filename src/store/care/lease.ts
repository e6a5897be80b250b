import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDuplicate } from '../record.js';
import { CareError, type Say } from './careError.js';
import type { RawCollection, RawDoc } from './rawStore.js';

const LEASE_MS = 20_000;
const RENEW_MS = 5_000;

/** The right to work, as long as nobody has taken it over. */
export interface Lease {
  /** @throws CareError when somebody else has taken it, because we stood still for too long. Ask between two steps. */
  require(): void;
}

export interface LeaseOptions {
  /** For people: what is being done. */
  what: string;
  say: Say;
  /** Gives up at once when another living process has it; else waits for it to end. */
  wait?: boolean;
}

/**
 * Runs `work` while no other process, on any machine, holds the lease of this name. One that was killed is followed at
 * once on its own machine, elsewhere after some seconds.
 * @throws CareError when it is held and `wait` is not set
 */
export async function withLease<T>(
  care: RawCollection,
  id: string,
  { what, say, wait = false }: LeaseOptions,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const mine = { holder: randomBytes(8).toString('hex'), what, pid: process.pid, host: hostname() };
  await acquire(care, id, mine, say, wait);
  let lost = false;
  const renewal = setInterval(() => {
    care.updateOne({ _id: id, holder: mine.holder } as never, { $set: { until: new Date(Date.now() + LEASE_MS) } }).then(
      ({ matchedCount }) => (lost ||= matchedCount === 0),
      // It may hold for some more renewals; if not, the next one tells.
      () => undefined,
    );
  }, RENEW_MS);
  try {
    return await work({
      require() {
        if (lost) throw new CareError(`Another process took over while this one stood still. Nothing is broken: run the command again.`);
      },
    });
  } finally {
    clearInterval(renewal);
    await care.deleteOne({ _id: id, holder: mine.holder } as never);
  }
}

async function acquire(care: RawCollection, id: string, mine: Record<string, unknown>, say: Say, wait: boolean): Promise<void> {
  for (let seen: RawDoc | null = null; ;) {
    const now = new Date();
    try {
      // Takes a lease that is over, or makes the first; one that holds makes the insert collide.
      await care.updateOne(
        { _id: id, until: { $lt: now } } as never,
        { $set: { ...mine, since: now, until: new Date(now.getTime() + LEASE_MS) } },
        { upsert: true },
      );
      return;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const held = (await care.findOne({ _id: id } as never)) as RawDoc | null;
    if (!held) continue;
    if (held['host'] === mine['host'] && !isAlive(Number(held['pid']))) {
      await care.deleteOne({ _id: id, holder: held['holder'] } as never);
      continue;
    }
    const who = `${String(held['what'])} (process ${String(held['pid'])} on ${String(held['host'])})`;
    // It may have been killed on another machine, or its number may be another process now: only a renewal is a sign of life.
    const isRenewed = seen !== null && seen['holder'] === held['holder'] && Number(held['until']) > Number(seen['until']);
    if (isRenewed && !wait) throw new CareError(`There is already ${who} at work on this store. Try again when it has ended.`);
    if (seen?.['holder'] !== held['holder']) {
      say(`Waiting for ${who}`);
      seen = held;
    }
    await sleep(500);
  }
}

/** Whether a process of this machine runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return (error as { code?: unknown }).code === 'EPERM';
  }
}
