import type { MailAccountRecord } from '../../../ports/mailAccounts.js';
import { ownHolder } from './holder.js';
import { watchMailbox, type FetchTimes, type WatchDeps } from './watchMailbox.js';
import { SESSION_LIMITS } from './session.js';

/** A folder is looked into every minute at least, pauses grow from two seconds to five minutes, and a dead process's account is free after 15 seconds. */
export const FETCH_TIMES: FetchTimes = { ...SESSION_LIMITS, pollMs: 60_000, pauseMs: 2_000, maxPauseMs: 300_000, leaseMs: 15_000 };

/** How soon a change in the settings is noticed. */
const LOOK_MS = 3_000;
/** A store that hangs must not keep us from stopping; what is then cut off is found again. */
const STOP_MS = 5_000;

export interface MailFetcherDeps extends Omit<WatchDeps, 'holder'> {
  /** Whether this process has what it takes to log in: only those who were started with IMAP_URL know what is in it. */
  canFetch(account: MailAccountRecord): boolean;
}

export interface MailFetcher {
  /** Lets what is being stored end, then hangs up. */
  close(): Promise<void>;
}

/**
 * Fetches every enabled account of the store, each on its own. Several processes may run it: an account's lease says who
 * fetches, and when that one dies another takes over within `leaseMs`.
 */
export function startMailFetcher(deps: MailFetcherDeps): MailFetcher {
  const { store, log } = deps;
  const watch: WatchDeps = { ...deps, holder: ownHolder() };
  const running = new Map<string, { revision: number; stop: AbortController; ended: Promise<void> }>();
  let failing = false;
  let closed = false;

  const look = async (): Promise<void> => {
    try {
      const accounts = (await store.list()).filter((account) => account.enabled && deps.canFetch(account));
      if (closed) return;
      for (const [id, { revision, stop }] of running) {
        if (!accounts.some((account) => account.id === id && account.revision === revision)) stop.abort();
      }
      for (const account of accounts) if (!running.has(account.id)) begin(account);
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ err: error }, 'mail accounts cannot be read');
      failing = true;
    }
  };

  /** One that was changed is stopped first, and begun anew at the next look. */
  const begin = (account: MailAccountRecord): void => {
    const stop = new AbortController();
    const ended = watchMailbox(account, watch, stop.signal)
      .catch((error: unknown) => log.error({ err: error, mailAccountId: account.id }, 'watching a mailbox failed'))
      .finally(() => running.delete(account.id));
    running.set(account.id, { revision: account.revision, stop, ended });
  };

  let looking = look();
  const timer = setInterval(() => (looking = looking.then(look)), LOOK_MS);

  return {
    async close() {
      closed = true;
      clearInterval(timer);
      for (const { stop } of running.values()) stop.abort();
      const all = Promise.all([looking, ...[...running.values()].map(({ ended }) => ended)]);
      let late: NodeJS.Timeout | undefined;
      await Promise.race([all, new Promise((resolve) => (late = setTimeout(resolve, STOP_MS)))]);
      clearTimeout(late);
    },
  };
}
