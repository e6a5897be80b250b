import type { List } from '../contract/common.js';
import type { MailAccount, MailAccountPatch, MailAccountTest, MailAccountTestResult, NewMailAccount } from '../contract/mailAccounts.js';
import { MailCredentials } from '../contract/mailAccounts.js';
import { AppError, notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import { mailSecretContext, type MailAccountRecord, type MailboxSettings } from '../ports/mailAccounts.js';
import { presentMailAccount } from '../present/mailAccount.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import { createOwnAddresses } from './ownAddresses.js';

/** The mailboxes that are fetched from, for administrators. Credentials go in and never come out. */
export function createMailAccounts({ store, secrets, tryMailbox, ownAddresses, now }: ActionDeps) {
  const own = createOwnAddresses({ store, ownAddresses });
  return { list, create, change, remove, test };

  async function list(viewer: Viewer): Promise<List<MailAccount>> {
    requireRight(viewer, 'mail_accounts.read');
    return { items: (await store.mailAccounts.list()).map((account) => presentMailAccount(account)), nextCursor: null };
  }

  async function create(viewer: Viewer, { credentials, ...settings }: NewMailAccount): Promise<MailAccount> {
    requireRight(viewer, 'mail_accounts.write');
    requireMoveTo(settings);
    const id = newId();
    const at = now();
    const account: MailAccountRecord = {
      ...settings,
      id,
      origin: 'settings',
      credentials: credentials.kind,
      secret: seal(id, credentials),
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
    };
    if (!(await store.mailAccounts.add(account))) throw taken();
    await own.refresh();
    return presentMailAccount(account);
  }

  async function change(viewer: Viewer, id: string, { credentials, ...settings }: MailAccountPatch): Promise<MailAccount> {
    requireRight(viewer, 'mail_accounts.write');
    const account = await requireOwn(id);
    const set = withoutUnset(settings);
    requireMoveTo({ ...account, ...set });
    requireSecretForPlace(account, set, credentials);
    // Elsewhere the server numbers its mails in its own way.
    const moved = isElsewhere(account, set) ? { uidValidity: null, lastUid: 0, waiting: 0 } : {};
    const sealed = credentials ? { credentials: credentials.kind, secret: seal(id, credentials) } : {};
    const changed = await store.mailAccounts.change(id, { ...set, ...moved, ...sealed, problem: null, checkedAt: null }, now());
    if (changed === 'taken') throw taken();
    if (!changed) throw notFound('mail account');
    await own.refresh();
    return presentMailAccount(changed);
  }

  async function remove(viewer: Viewer, id: string): Promise<void> {
    requireRight(viewer, 'mail_accounts.write');
    await requireOwn(id);
    await store.mailAccounts.remove(id);
    await own.refresh();
  }

  async function test(viewer: Viewer, body: MailAccountTest): Promise<MailAccountTestResult> {
    requireRight(viewer, 'mail_accounts.write');
    if (!('id' in body)) {
      const { credentials, ...settings } = body;
      return tryMailbox(settings, credentials);
    }
    const account = await requireOwn(body.id);
    const { credentials, ...settings } = body.changes;
    const set = withoutUnset(settings);
    requireSecretForPlace(account, set, credentials);
    return tryMailbox({ ...account, ...set }, credentials ?? open(account));
  }

  async function requireOwn(id: string): Promise<MailAccountRecord> {
    const account = await store.mailAccounts.get(id);
    if (!account) throw notFound('mail account');
    if (account.origin === 'environment') throw new AppError('conflict', 'This mailbox is set by IMAP_URL: change it there.');
    return account;
  }

  function seal(id: string, credentials: MailCredentials): string {
    return secrets.seal(JSON.stringify(credentials), mailSecretContext(id));
  }

  function open(account: MailAccountRecord): MailCredentials {
    try {
      return MailCredentials.parse(JSON.parse(secrets.open(account.secret ?? '', mailSecretContext(account.id))));
    } catch {
      // Whatever is wrong with it, the way out is the same.
      throw new AppError(
        'conflict',
        'The kept credentials cannot be read: SECRET_KEY is another one than when they were saved. Enter them again.',
      );
    }
  }
}

/** A kept password goes to the server it was given for, and to no other. */
function requireSecretForPlace(account: MailAccountRecord, set: Partial<MailboxSettings>, credentials: MailCredentials | undefined): void {
  const weaker = set.security === 'none' && account.security !== 'none';
  if (
    !credentials &&
    (weaker ||
      (set.host !== undefined && set.host !== account.host) ||
      (set.port !== undefined && set.port !== account.port) ||
      (set.user !== undefined && set.user !== account.user))
  ) {
    throw new AppError('invalid_input', 'Another server, login or a weaker encryption needs the credentials again.');
  }
}

function isElsewhere(account: MailAccountRecord, set: Partial<MailboxSettings>): boolean {
  return (['host', 'port', 'user', 'folder'] as const).some((key) => set[key] !== undefined && set[key] !== account[key]);
}

function requireMoveTo({ afterFetch, moveTo, folder }: Pick<MailboxSettings, 'afterFetch' | 'moveTo' | 'folder'>): void {
  if (afterFetch !== 'move') return;
  if (moveTo === null) throw new AppError('invalid_input', 'Name the folder to which mails are moved.');
  if (moveTo === folder) throw new AppError('invalid_input', 'Mails cannot be moved to the folder that they are in.');
}

function withoutUnset<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const taken = (): AppError => new AppError('conflict', 'This folder of this login is fetched from already.');
