import { ImapFlow } from 'imapflow';
import type { MailboxSettings } from '../../../ports/mailAccounts.js';
import type { Login } from './oauth.js';
import { MailboxTrouble, troubleOf } from './problems.js';

/** `connectMs` is for connecting, and again for the server's greeting. */
export interface SessionLimits {
  connectMs: number;
  /** While a command runs, so long may pass without a byte from the server. */
  stallMs: number;
}

export const SESSION_LIMITS: SessionLimits = { connectMs: 15_000, stallMs: 30_000 };

/** One mail as the server gave it. `uid` counts within a folder's UIDVALIDITY (RFC 9051, 2.3.1.1). */
export interface FetchedMail {
  uid: number;
  raw: Buffer;
}

/** One connection with its folder open. Everything rejects with a `MailboxTrouble`; after that it is of no use. */
export interface MailboxSession {
  readonly uidValidity: string;
  readonly uidNext: number;
  readonly mails: number;
  /** Set when mails cannot be moved as wished: they are marked as seen instead. */
  readonly warning: MailboxTrouble | null;
  /** UIDs above this one, ascending. `since` leaves out what came on an earlier day. */
  uidsAfter(uid: number, since: Date | null): Promise<number[]>;
  /** Size in bytes of each; what is gone is not in it. */
  sizes(uids: readonly number[]): Promise<Map<number, number>>;
  /** Whole mails; what is gone is not among them. */
  read(uids: readonly number[]): Promise<FetchedMail[]>;
  /** The mail's header lines alone; null when it is gone. */
  header(uid: number): Promise<Buffer | null>;
  /** Marks or moves what is stored. */
  finish(uids: readonly number[]): Promise<void>;
  /** Resolves when the server says that something came, or after `ms`. A hint, no more: look with `uidsAfter`. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Paths of all folders that can be opened. */
  folders(): Promise<string[]>;
  /** Hangs up at once. */
  close(): void;
}

/** @throws {MailboxTrouble} */
export async function openMailbox(
  settings: MailboxSettings,
  login: Login,
  limits: SessionLimits = SESSION_LIMITS,
): Promise<MailboxSession> {
  const client = new ImapFlow({
    host: settings.host,
    port: settings.port,
    secure: settings.security === 'tls',
    ...(settings.security === 'tls' ? {} : { doSTARTTLS: settings.security === 'starttls' }),
    auth: { user: settings.user, ...login },
    logger: false,
    clientInfo: { name: 'SayOnce' },
    disableAutoIdle: true,
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.connectMs,
    maxLiteralSize: 256 * 1024 * 1024,
    maxLineLength: 16 * 1024 * 1024,
  });
  // Without a listener an error event would end the process; what runs at that moment rejects with it as well.
  let broken: unknown = null;
  client.on('error', (error: unknown) => (broken ??= error));
  const run = createRunner(client, settings, limits, () => broken);

  try {
    await run(() => client.connect());
    const mailbox = await run(() => client.mailboxOpen(settings.folder)).catch((error: unknown) => {
      throw error instanceof MailboxTrouble && error.code === 'server_error'
        ? new MailboxTrouble('no_folder', `There is no folder ${settings.folder} on ${settings.host}, or it cannot be opened.`, {
            cause: error,
          })
        : error;
    });
    const warning = settings.afterFetch === 'move' ? await readyMoveTo(client, settings, run) : null;
    return session(client, settings, run, {
      uidValidity: String(mailbox.uidValidity),
      uidNext: mailbox.uidNext,
      mails: mailbox.exists,
      warning,
    });
  } catch (error) {
    client.close();
    throw error;
  }
}

type Run = <T>(command: () => Promise<T>) => Promise<T>;

/** Runs one command, cut off when the server falls silent: a hanging server must not hold us for ever. */
function createRunner(client: ImapFlow, settings: MailboxSettings, { stallMs }: SessionLimits, broken: () => unknown): Run {
  return async (command) => {
    let heard = client.stats().received;
    let watch: NodeJS.Timeout | undefined;
    const stalled = new Promise<never>((_resolve, reject) => {
      watch = setInterval(() => {
        const now = client.stats().received;
        if (now !== heard) return void (heard = now);
        client.close();
        reject(new MailboxTrouble('timeout', `${settings.host} fell silent in the middle of a command.`));
      }, stallMs);
    });
    try {
      return await Promise.race([command(), stalled]);
    } catch (error) {
      throw troubleOf(broken() ?? error, settings);
    } finally {
      clearInterval(watch);
    }
  };
}

/** @returns what is wrong with the folder that mails are to be moved to. */
async function readyMoveTo(client: ImapFlow, { moveTo, folder, host }: MailboxSettings, run: Run): Promise<MailboxTrouble | null> {
  const wrong = (words: string): MailboxTrouble => new MailboxTrouble('no_move_folder', `${words} Mails are marked as seen instead.`);
  if (moveTo === null) return wrong('No folder is named to which mails are moved.');
  if (moveTo === folder) return wrong('Mails cannot be moved to the folder that they are in.');
  const there = (await run(() => client.list())).some(({ path }) => path === moveTo);
  if (there) return null;
  return run(() => client.mailboxCreate(moveTo)).then(
    () => null,
    () => wrong(`There is no folder ${moveTo} on ${host}, and it could not be made.`),
  );
}

function session(
  client: ImapFlow,
  settings: MailboxSettings,
  run: Run,
  facts: Pick<MailboxSession, 'uidValidity' | 'uidNext' | 'mails' | 'warning'>,
): MailboxSession {
  const byUid = { uid: true } as const;
  const required = async <T>(command: () => Promise<T | false | undefined>): Promise<T> => {
    const answer = await run(command);
    if (answer === false || answer === undefined) throw new MailboxTrouble('server_error', `${settings.host} refused a command.`);
    return answer;
  };
  return {
    ...facts,

    async uidsAfter(uid, since) {
      const found = await required(() => client.search({ uid: `${uid + 1}:*`, ...(since ? { since } : {}) }, byUid));
      // `n:*` always names the last mail as well, whatever its number (RFC 9051, 6.4.9).
      return [...new Set(found)].filter((one) => one > uid).sort((a, b) => a - b);
    },

    async sizes(uids) {
      const found = await run(() => client.fetchAll(uids.join(','), { uid: true, size: true }, byUid));
      return new Map(found.map((mail) => [mail.uid, mail.size ?? 0]));
    },

    async read(uids) {
      const found = await run(() => client.fetchAll(uids.join(','), { uid: true, source: true }, byUid));
      return found.flatMap(({ uid, source }) => (source ? [{ uid, raw: source }] : []));
    },

    async header(uid) {
      const found = await run(() => client.fetchOne(String(uid), { uid: true, headers: true }, byUid));
      return (found && found.headers) || null;
    },

    async finish(uids) {
      const range = uids.join(',');
      if (settings.afterFetch === 'leave') return;
      if (settings.afterFetch === 'move' && settings.moveTo !== null && facts.warning === null) {
        await required(() => client.messageMove(range, settings.moveTo ?? '', byUid));
        return;
      }
      await required(() => client.messageFlagsAdd(range, ['\\Seen'], byUid));
    },

    async wait(ms, signal) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          client.off('exists', done);
          client.off('close', done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        client.on('exists', done);
        client.on('close', done);
        signal.addEventListener('abort', done);
        // Ends by itself with the next command. What fails in it fails there again, where somebody looks.
        client.idle().catch(done);
        if (signal.aborted) done();
      });
    },

    async folders() {
      return (await run(() => client.list())).filter(({ flags }) => !flags.has('\\Noselect')).map(({ path }) => path);
    },

    close: () => client.close(),
  };
}
