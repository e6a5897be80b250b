/** A store with something of everything that a purge looks at. */
import { checkStore } from '../../../src/store/care/check.js';
import type { PurgeOptions } from '../../../src/store/care/purge.js';
import type { RawStore } from '../../../src/store/care/rawStore.js';
import { spanBefore } from '../../../src/store/care/sweepBlobs.js';
import { ageBlobs, embedded, quiet, tell, withStore } from './support.js';

export const NOW = new Date();
export const YEARS_AGO = spanBefore(NOW, '4y');
export const options = (set: Partial<PurgeOptions> = {}): PurgeOptions => ({
  now: NOW,
  ticketsBefore: spanBefore(NOW, '3y'),
  rawBefore: spanBefore(NOW, '90d'),
  dryRun: false,
  say: quiet,
  ...set,
});
export const faults = async (raw: RawStore) =>
  (await checkStore(raw, { now: NOW, repair: false, settleMs: 0, say: quiet })).filter(({ found }) => found > 0);

/** Two old closed tickets, one old solved, one old open, two new. */
export async function mixed() {
  const config = embedded();
  const stories = await withStore(config, async (opened) => ({
    closed: [await tell(opened, 1, { at: YEARS_AGO, status: 'closed' }), await tell(opened, 2, { at: YEARS_AGO, status: 'closed' })],
    solved: await tell(opened, 3, { at: YEARS_AGO, status: 'solved' }),
    open: await tell(opened, 4, { at: YEARS_AGO }),
    fresh: [await tell(opened, 5), await tell(opened, 6, { status: 'closed' })],
  }));
  await withStore(config, async ({ store }) => {
    await store.people.addSession({ id: 'old', agentId: 'a', createdAt: YEARS_AGO, expiresAt: YEARS_AGO });
    await store.people.addSession({ id: 'new', agentId: 'a', createdAt: NOW, expiresAt: new Date(NOW.getTime() + 1e8) });
  });
  ageBlobs(config.dataDir);
  return { config, stories };
}
