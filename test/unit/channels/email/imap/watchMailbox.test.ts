import { watchMailbox, type WatchDeps } from '../../../../../src/channels/email/imap/watchMailbox.js';
import type { MailAccountRecord } from '../../../../../src/ports/mailAccounts.js';
import { fakeLog } from '../../../http/support/fakeLog.js';

test('a store that does not say who has a mailbox is logged once, and again when it had answered in between', async () => {
  const log = fakeLog();
  const stop = new AbortController();
  const answers = ['fails', 'fails', 'taken', 'fails', 'fails'];
  const store = {
    async hold() {
      const answer = answers.shift();
      if (!answers.length) stop.abort();
      if (answer === 'fails') throw new Error('the store is away');
      return false;
    },
    get: async () => null,
    release: async () => undefined,
  };
  const deps = { store, log, holder: 'here/1/abc', now: () => new Date(), times: { leaseMs: 2 } } as unknown as WatchDeps;
  await watchMailbox({ id: 'account' } as MailAccountRecord, deps, stop.signal);
  const told = {
    level: 'warn',
    fields: { mailAccountId: 'account', err: new Error('the store is away') },
    message: 'the lease of a mailbox cannot be asked for',
  };
  expect(log.lines).toEqual([told, told]);
});
