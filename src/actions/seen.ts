import { z } from 'zod';
import type { ActionDeps } from './deps.js';

/** What shows that a set-up works needs no more: one write in so many milliseconds for each thing that is seen. */
const PATIENCE_MS = 5_000;
/** What strangers can make us note is kept short. */
const MOST = 20;
const Stored = z.record(z.string(), z.string());

/**
 * When something was last seen that the set-up waits for, such as a signed request. A hint for people: when it cannot be
 * noted, nothing else is harmed.
 */
export function createSeen({ store, log, now }: Pick<ActionDeps, 'store' | 'log' | 'now'>, about: 'phone' | 'pages') {
  const key = `seen:${about}`;
  const noted = new Map<string, number>();
  let writing: Promise<void> = Promise.resolve();
  return { note, read };

  function note(what: string): void {
    const at = now();
    if (at.getTime() - (noted.get(what) ?? 0) < PATIENCE_MS) return;
    if (noted.size > MOST) noted.clear();
    noted.set(what, at.getTime());
    writing = writing
      .then(async () => {
        await store.settings.change(key, at, ({ value }) => {
          const newest = Object.entries({ ...Stored.parse(value ?? {}), [what]: at.toISOString() }).sort(([, a], [, b]) =>
            b.localeCompare(a),
          );
          return Object.fromEntries(newest.slice(0, MOST));
        });
      })
      .catch((error: unknown) => log.warn({ err: error, about }, 'what was seen could not be noted'));
  }

  /** What, and when it was last seen. */
  async function read(): Promise<Record<string, string>> {
    return Stored.parse((await store.settings.get(key)).value ?? {});
  }
}
