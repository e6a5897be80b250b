import type { ActionDeps } from './deps.js';

/** Tells the doors which addresses the settings name: those we send from, and those of the mailboxes we fetch from. */
export function createOwnAddresses({ store, ownAddresses }: Pick<ActionDeps, 'store' | 'ownAddresses'>) {
  return {
    async refresh(): Promise<void> {
      const [sending, fetched] = await Promise.all([store.mailboxes.all(), store.mailAccounts.list()]);
      ownAddresses.use([...sending, ...fetched].flatMap(({ address }) => address ?? []));
    },
  };
}
