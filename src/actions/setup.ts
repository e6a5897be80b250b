import type { RelayTest } from '../contract/mailboxes.js';
import type { SetupPatch, SetupState, TestMail } from '../contract/setup.js';
import { AppError, notFound } from '../lib/errors.js';
import { isListedOrigin } from '../lib/webOrigin.js';
import { requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Viewer } from './desk.js';
import { defaultMailbox, outgoingOf } from './mailboxes.js';
import { createSeen } from './seen.js';

/** Whether the first-run pages are still to be shown. */
export const SETUP_KEY = 'setup';

/** The first run: how far it is, and what can be tried. */
export function createSetup(deps: ActionDeps) {
  const { store, secrets, mailOut, widgetOrigins, sendTestMail, now } = deps;
  const pages = createSeen(deps, 'pages');
  return { state, change, tryMail, notePage };

  async function state(viewer: Viewer): Promise<SetupState> {
    requireRight(viewer, 'settings.read');
    const [finished, mailboxes, seen, agent] = await Promise.all([
      isFinished(deps),
      store.mailboxes.all(),
      pages.read(),
      store.people.agent(viewer.id),
    ]);
    const own = defaultMailbox(mailboxes);
    return {
      finished,
      password: agent?.passwordFrom ?? 'own',
      smtp: mailOut.door,
      relay:
        mailOut.relayUrl !== null ? { origin: 'environment', from: mailOut.from } : own ? { origin: 'settings', from: own.address } : null,
      pages: Object.entries(seen)
        .map(([origin, at]) => ({ origin, at, listed: isListedOrigin(widgetOrigins.all, origin) }))
        .sort((a, b) => b.at.localeCompare(a.at)),
    };
  }

  async function change(viewer: Viewer, { finished }: SetupPatch): Promise<SetupState> {
    requireRight(viewer, 'settings.write');
    await store.settings.change(SETUP_KEY, now(), () => ({ finished }));
    return state(viewer);
  }

  /** Really sends a mail. What is wrong is an answer and no error. */
  async function tryMail(viewer: Viewer, { mailboxId, to }: TestMail): Promise<RelayTest> {
    requireRight(viewer, 'mail_accounts.write');
    const mailbox = mailboxId === null ? null : await store.mailboxes.get(mailboxId);
    if (mailboxId !== null && !mailbox) throw notFound('mailbox');
    const from = mailbox ?? { address: mailOut.from, name: mailOut.fromName };
    const url = (await outgoingOf(store, secrets)(from.address)).relay ?? mailOut.relayUrl;
    if (url === null) throw new AppError('conflict', 'There is no relay to send by.');
    return sendTestMail(url, { from, to });
  }

  /** A page has asked for the chat. @param referer as its browser says; it proves nothing */
  function notePage(referer: string): void {
    if (!URL.canParse(referer)) return;
    const { origin } = new URL(referer);
    if (origin !== 'null' && origin !== new URL(deps.policy.publicUrl).origin) pages.note(origin);
  }
}

/** A desk that was never asked to be set up has nothing to finish. */
export async function isFinished({ store }: Pick<ActionDeps, 'store'>): Promise<boolean> {
  return ((await store.settings.get(SETUP_KEY)).value as { finished?: boolean } | null)?.finished !== false;
}
