import type { MailCredentials } from '../../../contract/mailAccounts.js';
import type { AcceptInbound } from '../../../ports/intake.js';
import type { Log } from '../../../ports/log.js';
import type { MailAccountRecord, MailAccountStore, MailProgress } from '../../../ports/mailAccounts.js';
import { acceptMail } from '../intake.js';
import { mailboxesOf, type OurMailboxes } from '../mailboxes.js';
import { BATCH_MAILS, cursorFor, fetchNew, type FetchDeps } from './fetchNew.js';
import { hasSurelyEnded } from './holder.js';
import { loginOf } from './oauth.js';
import { MailboxTrouble, problemOf, troubleOf } from './problems.js';
import { openMailbox, type SessionLimits } from './session.js';

export interface FetchTimes extends SessionLimits {
  /** A folder is looked into at least this often: what IDLE tells is a hint, and not every server tells. */
  pollMs: number;
  /** The first pause after a failure; it doubles up to `maxPauseMs`. */
  pauseMs: number;
  maxPauseMs: number;
  /** So long an account stays with a process that has fallen silent; a living one renews it three times as often. */
  leaseMs: number;
}

export interface WatchDeps {
  store: MailAccountStore;
  accept: AcceptInbound;
  ours: OurMailboxes;
  /** This process, as accounts know who has them. */
  holder: string;
  credentialsOf(account: MailAccountRecord): Promise<MailCredentials>;
  /** Keeps what a login has renewed, such as a refresh token. */
  keepCredentials(account: MailAccountRecord, credentials: MailCredentials): Promise<void>;
  now: () => Date;
  log: Log;
  times: FetchTimes;
}

/** After so many refusals in a row each mail is asked for alone. */
const PATIENCE = 3;

/** Somebody else has the account now, or it is gone. */
class LeaseLost extends Error {}

/**
 * Fetches one account until told to stop: holds its lease, connects, backfills, waits for more, and starts over after a
 * growing pause when anything fails. It shares nothing with other accounts, so none waits for this one.
 */
export async function watchMailbox(account: MailAccountRecord, deps: WatchDeps, stop: AbortSignal): Promise<void> {
  const { store, holder, times, log } = deps;
  const fields = { mailAccountId: account.id };
  let failures = 0;
  /** How often in a row the server refused or withheld something. */
  let refusals = 0;
  let storeAway = false;
  while (!stop.aborted) {
    let held = false;
    try {
      held = await take(account.id, deps);
      storeAway = false;
    } catch (error) {
      if (!storeAway) log.warn({ ...fields, err: error }, 'the lease of a mailbox cannot be asked for');
      storeAway = true;
    }
    if (!held) {
      await pause(times.leaseMs * (0.5 + Math.random() / 2), stop);
      continue;
    }
    const lease = keepLease(account.id, deps, stop);
    try {
      await fetchUntilBroken(
        account.id,
        deps,
        lease.signal,
        { oneByOne: refusals >= PATIENCE, batchMails: Math.max(1, BATCH_MAILS >> (2 * failures)) },
        () => (failures = refusals = 0),
      );
    } catch (error) {
      if (error instanceof LeaseLost) await pause(times.pauseMs, stop);
      else if (!lease.signal.aborted) {
        failures += 1;
        const trouble = troubleOf(error, account);
        refusals = trouble.code === 'server_error' ? refusals + 1 : 0;
        log[failures === 1 ? 'warn' : 'debug'](
          { ...fields, code: trouble.code, failures, ...(trouble.code === 'cannot_store' ? { err: trouble.cause } : {}) },
          'mailbox cannot be fetched',
        );
        await noteProblem(account.id, trouble, deps);
        // With the lease held: another process would meet the same fault, and the server twice the tries.
        await pause(pauseAfter(failures, trouble, times), lease.signal);
      }
    } finally {
      lease.end();
    }
  }
  // What cannot be released now is free when its time is over.
  await store.release(account.id, holder).catch((error: unknown) => log.debug({ ...fields, err: error }, 'mailbox not released'));
}

/** Takes the lease; from one that was killed on this machine at once. */
async function take(id: string, deps: WatchDeps): Promise<boolean> {
  if (await hold(id, deps)) return true;
  const holder = (await deps.store.get(id))?.holder;
  if (!holder || !hasSurelyEnded(holder, deps.holder)) return false;
  await deps.store.release(id, holder);
  return hold(id, deps);
}

async function hold(id: string, { store, holder, now, times }: WatchDeps): Promise<boolean> {
  const at = now();
  return store.hold(id, holder, at, new Date(at.getTime() + times.leaseMs));
}

/** Renews the lease; `signal` aborts when it is lost, or when all is to stop. */
function keepLease(id: string, deps: WatchDeps, stop: AbortSignal): { signal: AbortSignal; end(): void } {
  const lost = new AbortController();
  let heldUntil = performance.now() + deps.times.leaseMs;
  const timer = setInterval(() => {
    const asked = performance.now();
    hold(id, deps).then(
      (held) => (held ? (heldUntil = asked + deps.times.leaseMs) : lost.abort()),
      // The store does not answer: the lease holds as long as it was given.
      () => performance.now() > heldUntil && lost.abort(),
    );
  }, deps.times.leaseMs / 3);
  return { signal: AbortSignal.any([lost.signal, stop]), end: () => clearInterval(timer) };
}

/** Connects, and fetches again and again until something breaks or is to stop. */
async function fetchUntilBroken(
  id: string,
  deps: WatchDeps,
  signal: AbortSignal,
  how: Pick<FetchDeps, 'oneByOne' | 'batchMails'>,
  succeeded: () => void,
): Promise<void> {
  const { store, holder, now, times } = deps;
  const account = await store.get(id);
  if (!account?.enabled) throw new LeaseLost();
  const login = await loginOf(await deps.credentialsOf(account), (credentials) => deps.keepCredentials(account, credentials));
  const session = await openMailbox(account, login, times);
  const cut = (): void => session.close();
  signal.addEventListener('abort', cut);
  try {
    const note = async (progress: MailProgress, fetched: number): Promise<void> => {
      if (!(await store.note(id, holder, progress, fetched))) throw new LeaseLost();
      // A line that breaks now and then and still brings mail is no failure that grows.
      if (fetched > 0) succeeded();
    };
    const storeMail = async (raw: Buffer): Promise<void> => {
      const mailboxes = account.address === null ? mailboxesOf(raw, [], deps.ours) : [account.address];
      await acceptMail(deps.accept, raw, mailboxes, { via: 'imap' });
    };
    const stored = cursorFor(account, session);
    const since = account.startAt === 'now' ? account.createdAt : null;
    // What could not be moved the last time is still there: looked at again, recognised, and moved.
    let cursor = account.afterFetch === 'move' && account.startAt === 'beginning' ? { ...stored, lastUid: 0 } : stored;
    while (!signal.aborted) {
      cursor = await fetchNew(session, cursor, since, { store: storeMail, note, ...how }, signal);
      if (signal.aborted) return;
      const warning = session.warning ? { ...problemOf(session.warning), since: now() } : null;
      await note({ ...cursor, waiting: 0, checkedAt: now(), problem: warning }, 0);
      succeeded();
      await session.wait(times.pollMs, signal);
    }
  } finally {
    signal.removeEventListener('abort', cut);
    session.close();
  }
}

async function noteProblem(id: string, trouble: MailboxTrouble, { store, holder, now, log }: WatchDeps): Promise<void> {
  try {
    const before = (await store.get(id))?.problem ?? null;
    const since = before?.code === trouble.code ? before.since : now();
    await store.note(id, holder, { problem: { ...problemOf(trouble), since } });
  } catch (error) {
    log.debug({ mailAccountId: id, err: error }, 'a problem could not be noted');
  }
}

/** Doubles, with jitter, so that a hundred mailboxes of one server do not come back at the same moment. */
function pauseAfter(failures: number, { code }: MailboxTrouble, { pauseMs, maxPauseMs }: FetchTimes): number {
  // Providers lock a login that is tried too often with a wrong password.
  const first = code === 'wrong_credentials' || code === 'oauth_refused' ? pauseMs * 8 : pauseMs;
  return Math.min(maxPauseMs, first * 2 ** Math.min(failures - 1, 20)) * (0.5 + Math.random() / 2);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
