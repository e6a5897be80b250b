import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../lib/errors.js';
import { KeyedMutex } from '../lib/keyedMutex.js';
import type { Store } from '../ports/store.js';
import { createLease } from './lease.js';
import type { Models } from './models.js';

/** So long one waits for other processes; a turn takes milliseconds. */
const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 25;

/**
 * One at a time in the whole fleet: those of this process wait in line, its first asks the others by a lease in the store.
 * For what is rare and cannot be told by one record's version. Of work that takes longer than a lease, half a minute, another process
 * may begin the next: it must still find its own conflicts, as a move does by its mark on the ticket.
 */
export function createAlone(models: Pick<Models, 'counters'>): Store['alone'] {
  const turns = new KeyedMutex();
  return (key, work) => turns.run(key, () => held(key, work));

  async function held<T>(key: string, work: () => Promise<T>): Promise<T> {
    const lease = createLease(models, `alone ${key}`, Date.now);
    const until = Date.now() + WAIT_MS;
    while (!(await lease.hold())) {
      if (Date.now() > until) throw new AppError('conflict', 'Somebody else is just doing the same. Try again in a moment.');
      await sleep(LOOK_EVERY_MS * (0.5 + Math.random()));
    }
    try {
      return await work();
    } finally {
      // It ends by itself; what was done stands.
      await lease.release().catch(() => undefined);
    }
  }
}
