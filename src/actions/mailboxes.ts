import type { List } from '../contract/common.js';
import type { Mailbox, MailboxPatch, NewMailbox, RelayTest } from '../contract/mailboxes.js';
import { AppError, notFound } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import { DeliveryFailure } from '../ports/channel.js';
import type { SecretBox } from '../ports/mailAccounts.js';
import type { Store } from '../ports/store.js';
import type { MailboxRecord } from '../ports/workspace.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import { goneOrOvertaken } from './overtaken.js';
import { createOwnAddresses } from './ownAddresses.js';

/** The addresses from which mail goes out, for administrators. A relay's login goes in and never comes out. */
export function createMailboxes({ store, secrets, tryRelay, ownAddresses, now }: ActionDeps) {
  const own = createOwnAddresses({ store, ownAddresses });
  return { list, create, change, remove, test };

  async function list(viewer: Viewer): Promise<List<Mailbox>> {
    requireRight(viewer, 'mail_accounts.read');
    return { items: (await store.mailboxes.all()).map(show), nextCursor: null };
  }

  async function create(viewer: Viewer, { relayUrl, ...given }: NewMailbox): Promise<Mailbox> {
    requireRight(viewer, 'mail_accounts.write');
    const at = now();
    const id = newId(at.getTime());
    const mailbox: MailboxRecord = { id, ...given, relay: seal(id, relayUrl), createdAt: at };
    if (!(await store.mailboxes.add(mailbox))) throw taken();
    await own.refresh();
    return show(mailbox);
  }

  /** @throws AppError `conflict` when it is not the version that was read any more, or the new address is taken */
  async function change(viewer: Viewer, id: string, { relayUrl, version, ...patch }: MailboxPatch): Promise<Mailbox> {
    requireRight(viewer, 'mail_accounts.write');
    const others = (await store.mailboxes.all()).filter((mailbox) => mailbox.id !== id);
    if (others.some((mailbox) => mailbox.address === patch.address)) throw taken();
    const set = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const changed = await store.mailboxes.change(
      id,
      { ...set, ...(relayUrl === undefined ? {} : { relay: seal(id, relayUrl) }) },
      version === undefined ? {} : { version: version || null },
    );
    if (!changed) throw goneOrOvertaken(await store.mailboxes.get(id), 'mailbox');
    await own.refresh();
    return show(changed);
  }

  async function remove(viewer: Viewer, id: string): Promise<void> {
    requireRight(viewer, 'mail_accounts.write');
    if (!(await store.mailboxes.remove(id))) throw notFound('mailbox');
    await own.refresh();
  }

  async function test(viewer: Viewer, id: string): Promise<RelayTest> {
    requireRight(viewer, 'mail_accounts.write');
    const mailbox = await store.mailboxes.get(id);
    if (!mailbox) throw notFound('mailbox');
    if (mailbox.relay === null) throw new AppError('conflict', 'This mailbox has no relay of its own: it uses the one of SMTP_URL.');
    return tryRelay(secrets.open(mailbox.relay, relayContext(id)));
  }

  function seal(id: string, relayUrl: string | null): string | null {
    return relayUrl === null ? null : secrets.seal(relayUrl, relayContext(id));
  }
}

/**
 * How mail leaves from one of our addresses, for the channel that sends: `relay` null when it has none of its own.
 * @throws {DeliveryFailure} when its login cannot be read: the mail waits until an admin has entered it again
 */
export function outgoingOf(store: Pick<Store, 'mailboxes'>, secrets: SecretBox) {
  return async (address: string): Promise<{ relay: string | null; signedEnvelope: boolean }> => {
    const mailbox = (await store.mailboxes.all()).find((one) => one.address === address.toLowerCase());
    const signedEnvelope = mailbox?.signedEnvelope ?? true;
    if (!mailbox?.relay) return { relay: null, signedEnvelope };
    try {
      return { relay: secrets.open(mailbox.relay, relayContext(mailbox.id)), signedEnvelope };
    } catch (error) {
      throw new DeliveryFailure(
        'retry',
        'The login of the mailbox’s relay cannot be read: SECRET_KEY is another one than when it was saved. Enter it again.',
        null,
        { cause: error },
      );
    }
  };
}

/** The address that speaks for the desk while the environment names no relay: the first that has one. */
export const defaultMailbox = (mailboxes: readonly MailboxRecord[]): MailboxRecord | null =>
  mailboxes.find(({ relay }) => relay !== null) ?? null;

/** The context under which a mailbox's relay is sealed. */
export const relayContext = (mailboxId: string): string => `mailbox:${mailboxId}:relay`;

const show = ({ relay, createdAt, ...mailbox }: MailboxRecord): Mailbox => ({
  ...mailbox,
  signedEnvelope: mailbox.signedEnvelope ?? true,
  ownRelay: relay !== null,
  createdAt: createdAt.toISOString(),
  version: mailbox.version ?? 0,
});
const taken = (): AppError => new AppError('conflict', 'This address is set up already.');
