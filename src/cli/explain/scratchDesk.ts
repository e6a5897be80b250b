import { createChatFileUrls } from '../../present/chatFiles.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createActions, type Actions } from '../../actions/createActions.js';
import type { ActionDeps } from '../../actions/deps.js';
import { findCall } from '../../actions/knownCall.js';
import { findSent } from '../../actions/sentMail.js';
import type { Viewer } from '../../actions/desk.js';
import { htmlToPlain } from '../../channels/email/htmlToPlain.js';
import { sendTestMail, tryRelay } from '../../channels/email/relays.js';
import { sanitiseHtml } from '../../channels/email/sanitise.js';
import { apiIntake } from '../../channels/api/intake.js';
import { chatIntake } from '../../channels/chat/intake.js';
import { tryMailbox } from '../../channels/email/imap/tryMailbox.js';
import { mailIntake, type MailMeta } from '../../channels/email/intake.js';
import { createPictures } from '../../channels/email/pictures.js';
import { createParserPool, type MailParser } from '../../channels/email/parserPool.js';
import { createTwilioLine } from '../../channels/twilio/line.js';
import { createChannels } from '../../channels/registry.js';
import { createSecretBox } from '../../mailFetching.js';
import { createFileLinks } from '../../lib/fileLinks.js';
import type { Log } from '../../ports/log.js';
import type { IntakeRowRecord, ListedTicket, Store } from '../../ports/store.js';
import { openStore } from '../../store/openStore.js';
import { DEFAULT_POLICY } from '../../threading/decideThread.js';
import type { Message } from '../../tickets/message.js';

/** A whole desk without doors, on a store of its own that is gone afterwards: what it decides is what a real one decides. */
export interface ScratchDesk {
  readonly parser: MailParser;
  readonly store: Store;
  readonly actions: Actions;
  /** Takes a mail in and places it, as the listener and a worker would. `name` is how it is called afterwards. */
  receive(raw: Buffer, name: string, meta?: Partial<MailMeta>): Promise<Placed>;
  /** An agent's answer, with the headers that it would leave with. */
  reply(ticketId: string, text: string): Promise<{ messageId: string; headers: Record<string, string> }>;
  close(): Promise<void>;
}

/** What became of a mail in a desk that is thrown away. */
export interface Placed {
  /** The mail that came in before is the same one. */
  duplicateOf: string | null;
  row: IntakeRowRecord;
  message: Message | null;
  ticket: ListedTicket | null;
  /** The mail that opened the ticket, by name; null when this one did. */
  openedBy: string | null;
}

const ADDRESS = 'support@desk.example';
/** Who answers and changes there. */
export const AGENT: Viewer = { id: '0'.repeat(24), name: 'Agent', email: ADDRESS, role: 'admin' };
const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  fatal: () => undefined,
  child: () => silent,
};

/** @param parser for tests, which run without the build that worker threads need. */
export async function createScratchDesk(parser: MailParser = createParserPool()): Promise<ScratchDesk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sayonce-explain-'));
  const { store, blobs } = await openStore({ kind: 'embedded', dataDir }, silent);
  const twilio = createTwilioLine({ accountSid: null, authTokens: [], number: null, publicUrl: 'http://localhost', apiBase: null });
  const isOurs = (address: string): boolean => address.replace(/\+[^@]*/, '').toLowerCase() === ADDRESS;
  const channels = createChannels({
    email: {
      fromAddress: ADDRESS,
      fromName: 'Support',
      domain: 'desk.example',
      plusAddressing: true,
      smtpUrl: null,
      key: Buffer.alloc(32, 7),
    },
    twilio,
    parser,
    blobs,
    findSent: findSent(store),
    findCall: findCall(store),
    isOurs,
    isDesks: isOurs,
    deliverToVisitor: () => Promise.resolve(),
  });
  // Nobody works in the background here: each mail is placed when it is asked for.
  const jobs: ActionDeps['jobs'] = {
    intakeLater: () => undefined,
    intakeAgain: () => undefined,
    sendLater: () => undefined,
    wakeLater: () => undefined,
    followupLater: () => undefined,
    mediaLater: () => undefined,
    counts: () => Promise.resolve(null),
  };
  const headersOf = (message: Message): Record<string, string> => channels.email.sender.mailHeaders(message);
  const actions = createActions(
    {
      store,
      blobs,
      jobs,
      log: silent,
      placesHere: false,
      channels: new Map([
        ['email', channels.email],
        ['chat', channels.chat],
        ['api', channels.api],
        ['sms', channels.sms],
      ]),
      bus: {
        isLocal: true,
        toAgents: () => undefined,
        toTicket: () => undefined,
        toAgent: () => undefined,
        cutAgent: () => undefined,
        toVisitor: () => undefined,
      },
      presence: { agentsOnline: () => Promise.resolve(new Set()) },
      now: () => new Date(),
      secrets: createSecretBox('nothing secret is kept here'),
      tryMailbox,
      tryRelay,
      sendTestMail,
      fileLinks: createFileLinks(Buffer.alloc(32, 5)),
      pictures: createPictures({ key: Buffer.alloc(32, 7), now: () => new Date() }),
      fetchMedia: () => Promise.reject(new Error('nothing is fetched here')),
      rows: { chat: chatIntake, api: apiIntake },
      html: { clean: sanitiseHtml, toPlain: htmlToPlain },
      mailOut: {
        relayUrl: null,
        from: ADDRESS,
        fromName: 'Support',
        door: { open: false, host: 'localhost', port: 0, address: ADDRESS },
        doorOff: null,
      },
      widgetOrigins: { fixed: [], all: [] },
      ownAddresses: { use: () => undefined, isOurs, isDesks: isOurs },
      chatFiles: createChatFileUrls(Buffer.alloc(32, 5)),
      policy: {
        publicUrl: 'http://localhost',
        firstReplyMinutes: 60,
        sessionHours: 1,
        production: false,
        widgetKey: Buffer.alloc(32, 7),
        threading: DEFAULT_POLICY,
      },
    },
    headersOf,
  );
  const names = new Map<string, string>();

  return {
    parser,
    store,
    actions,
    async reply(ticketId, text) {
      const { id } = await actions.desk.tickets.write(AGENT, ticketId, { kind: 'reply', text });
      const message = await store.messages.get(id);
      if (!message) throw new Error('the reply was not stored');
      return { messageId: id, headers: headersOf(message) };
    },
    async receive(raw, name, meta = {}) {
      const { intakeId, duplicate } = await actions.accept(mailIntake(raw, ADDRESS, { via: 'other', ...meta }));
      const duplicateOf = duplicate ? (names.get(intakeId) ?? null) : null;
      if (!duplicate) names.set(intakeId, name);
      await actions.receiveMessage(intakeId);
      const row = await store.intake.find(intakeId);
      if (!row) throw new Error('the mail was not stored');
      const message = row.messageId ? await store.messages.get(row.messageId) : null;
      const ticket = message ? await store.tickets.resolve(message.ticketId) : null;
      return { duplicateOf, row, message, ticket, openedBy: ticket && ticket.id !== intakeId ? (names.get(ticket.id) ?? null) : null };
    },
    async close() {
      await parser.close();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
