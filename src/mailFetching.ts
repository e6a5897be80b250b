/** Fetching from mailboxes, put together from the configuration: those of IMAP_URL and those of the settings. */
import { createHash } from 'node:crypto';
import { FETCH_TIMES, startMailFetcher, type MailFetcher } from './channels/email/imap/fetcher.js';
import { MailboxTrouble } from './channels/email/imap/problems.js';
import type { Config } from './config/config.js';
import type { ImapMailbox } from './config/imapUrl.js';
import { decryptSecret, deriveKey, encryptSecret } from './config/secrets.js';
import { MailCredentials } from './contract/mailAccounts.js';
import type { OurMailboxes } from './channels/email/mailboxes.js';
import type { AcceptInbound } from './ports/intake.js';
import type { Log } from './ports/log.js';
import { mailSecretContext, type MailAccountRecord, type MailAccountStore, type SecretBox } from './ports/mailAccounts.js';

/** Seals the credentials of the settings under a key that is derived from the desk's. */
export function createSecretBox(secretKey: string): SecretBox {
  const key = deriveKey(secretKey, 'channel-secrets');
  return {
    seal: (plain, context) => encryptSecret(key, plain, context),
    open: (sealed, context) => decryptSecret(key, sealed, context),
  };
}

export interface FetchingParts {
  config: Config;
  ours: OurMailboxes;
  store: MailAccountStore;
  secrets: SecretBox;
  accept: AcceptInbound;
  now: () => Date;
  log: Log;
}

/** Notes the mailboxes of IMAP_URL in the store, so that they have a state like all others, and fetches from all. */
export async function startFetching({ config, ours, store, secrets, accept, now, log }: FetchingParts): Promise<MailFetcher> {
  const given = new Map(config.imap.mailboxes.map((mailbox) => [idOf(mailbox), mailbox]));
  await noteGiven(given, store, now);
  return startMailFetcher({
    store,
    accept,
    ours,
    now,
    log,
    times: { ...FETCH_TIMES, pollMs: config.imap.pollSeconds * 1000 },
    canFetch: (account) => account.origin === 'settings' || given.has(account.id),
    async credentialsOf(account) {
      const mailbox = given.get(account.id);
      return mailbox ? mailbox.credentials : openSecret(account, secrets);
    },
    async keepCredentials(account, credentials) {
      // One of the environment cannot be written back: the next start asks with the old refresh token.
      if (account.origin === 'settings')
        await store.keepSecret(account.id, secrets.seal(JSON.stringify(credentials), mailSecretContext(account.id)));
    },
  });
}

function openSecret(account: MailAccountRecord, secrets: SecretBox): MailCredentials {
  try {
    return MailCredentials.parse(JSON.parse(secrets.open(account.secret ?? '', mailSecretContext(account.id))));
  } catch (error) {
    throw new MailboxTrouble(
      'secret_unreadable',
      'The kept credentials cannot be read: SECRET_KEY is another one than when they were saved. Enter them again.',
      { cause: error },
    );
  }
}

/** Which folder of which login it is, and nothing else: how far it was fetched outlives a new password. */
function idOf({ host, port, user, folder }: ImapMailbox): string {
  return createHash('sha256')
    .update(JSON.stringify([host, port, user, folder]))
    .digest('hex')
    .slice(0, 24);
}

/** Adds or updates those of IMAP_URL, and switches off those that are no longer in it. */
async function noteGiven(given: ReadonlyMap<string, ImapMailbox>, store: MailAccountStore, now: () => Date): Promise<void> {
  const known = await store.list();
  for (const [id, mailbox] of given) {
    const { credentials, ...rest } = mailbox;
    const at = now();
    const settings = {
      ...rest,
      name: `${mailbox.user} on ${mailbox.host}`,
      afterFetch: mailbox.moveTo === null ? ('mark_seen' as const) : ('move' as const),
      startAt: 'beginning' as const,
      enabled: true,
      credentials: credentials.kind,
    };
    const before = known.find((account) => account.id === id);
    if (!before) {
      await store.add({
        ...settings,
        id,
        origin: 'environment',
        secret: null,
        revision: 1,
        uidValidity: null,
        lastUid: 0,
        problem: null,
        checkedAt: null,
        fetched: 0,
        waiting: 0,
        holder: null,
        heldUntil: at,
        createdAt: at,
        updatedAt: at,
      });
    } else if (Object.entries(settings).some(([key, value]) => before[key as keyof typeof settings] !== value)) {
      await store.change(id, settings, at);
    }
  }
  for (const account of known) {
    if (account.origin === 'environment' && account.enabled && !given.has(account.id))
      await store.change(account.id, { enabled: false }, now());
  }
}
