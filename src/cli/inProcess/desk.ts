/**
 * A desk in this process: the real store, channels and actions, with a clock in hand and without queue, sockets and
 * ports. What comes in is worked off when the test says so, in the order that the test says.
 */
import { createChatFileUrls } from '../../present/chatFiles.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createActions, type Actions } from '../../actions/createActions.js';
import { outgoingOf } from '../../actions/mailboxes.js';
import { findCall } from '../../actions/knownCall.js';
import { findSent } from '../../actions/sentMail.js';
import type { ActionDeps } from '../../actions/deps.js';
import type { Viewer } from '../../actions/desk.js';
import { apiIntake } from '../../channels/api/intake.js';
import { chatIntake } from '../../channels/chat/intake.js';
import { createPictures } from '../../channels/email/pictures.js';
import { htmlToPlain } from '../../channels/email/htmlToPlain.js';
import { createInlineParser } from '../../channels/email/inlineParser.js';
import { tryMailbox } from '../../channels/email/imap/tryMailbox.js';
import { mailIntake } from '../../channels/email/intake.js';
import { sendTestMail, tryRelay } from '../../channels/email/relays.js';
import { sanitiseHtml } from '../../channels/email/sanitise.js';
import { createTwilioLine } from '../../channels/twilio/line.js';
import { createChannels, type Channels } from '../../channels/registry.js';
import { CHANNELS } from '../../contract/common.js';
import { newId } from '../../lib/ids.js';
import type { InboundRaw } from '../../ports/intake.js';
import { createFileLinks } from '../../lib/fileLinks.js';
import type { Log } from '../../ports/log.js';
import type { Store } from '../../ports/store.js';
import { createSecretBox } from '../../mailFetching.js';
import { openStore, type OpenedStore } from '../../store/openStore.js';
import { DEFAULT_POLICY } from '../../threading/decideThread.js';
import type { Message } from '../../tickets/message.js';
import type { Ticket } from '../../tickets/ticket.js';

/** A desk in this process, with a clock in the hand: real store and channels, no ports, no Redis. */
export interface InProcessDesk {
  store: Store;
  actions: Actions;
  deps: ActionDeps;
  channels: Channels;
  /** An administrator, for `actions.desk`. */
  admin: Viewer;
  /** Now; starts at 2026-11-02T09:00:00Z and stands still. */
  clock: { now: Date; pass(hours: number): void };
  /** Stores it and works it off at once. @returns the message, or null when the row became none. */
  receive(raw: InboundRaw): Promise<Message | null>;
  /** A raw mail by SMTP; with `Return-Path: <>` among its lines in an envelope without a sender. */
  mail(raw: string, to?: string): Promise<Message | null>;
  /** A text, as its door would store it. */
  sms(from: string, text: string): Promise<Message | null>;
  /** A line in a visitor's chat; `externalId` when the host page signed him in. */
  chat(visitorId: string, text: string, externalId?: string | null): Promise<Message | null>;
  /** All messages that stand in a ticket, oldest first. */
  messages(ticketId: string): Promise<Message[]>;
  ticket(id: string): Promise<Ticket>;
  close(): Promise<void>;
}

/** Nobody reads it. */
export const SILENT: Log = { debug: none, info: none, warn: none, error: none, fatal: none, child: () => SILENT };
function none(): void {
  // Nobody reads it.
}

export interface InProcessOptions {
  /** A store that several desks share, one after the other. */
  opened?: OpenedStore;
  policy?: Partial<ActionDeps['policy']>;
  /** Over what the mail channel is set to here. */
  email?: Record<string, unknown>;
  /** Lines of the chat are placed as they arrive, where they can be. */
  placesHere?: boolean;
  /** What is to be seen of the pushes; all others go nowhere. */
  bus?: Partial<ActionDeps['bus']>;
  /** Doors that a desk in a process has not by itself. */
  doors?: Partial<Pick<ActionDeps, 'phone' | 'sandbox' | 'ownAddresses'>>;
}

/** On a store of its own in the system's folder for temporary files, which goes with `close`, unless it is given one. */
export async function openInProcessDesk(options: InProcessOptions = {}): Promise<InProcessDesk> {
  const dataDir = options.opened ? null : mkdtempSync(join(tmpdir(), 'in-process-desk-'));
  const opened = options.opened ?? (await openStore({ kind: 'embedded', dataDir: dataDir ?? '' }, SILENT));
  const { store, blobs } = opened;
  const clock = {
    now: new Date('2026-11-02T09:00:00Z'),
    pass(hours: number) {
      clock.now = new Date(clock.now.getTime() + hours * 3_600_000);
    },
  };
  const secrets = createSecretBox('the in-process desk keeps no secrets');
  // The whole domain is ours, and two of its addresses are the desk's.
  const isOurs = (address: string): boolean => address.toLowerCase().endsWith('@desk.example');
  const isDesks = (address: string): boolean => /^(?:support|sales)(?:\+[^@]*)?@desk\.example$/i.test(address);
  const channels = createChannels({
    email: {
      fromAddress: 'support@desk.example',
      fromName: 'Support',
      domain: 'desk.example',
      plusAddressing: true,
      smtpUrl: null,
      key: Buffer.alloc(32, 7),
      ...options.email,
    },
    twilio: createTwilioLine({ accountSid: null, authTokens: [], number: '+12025550100', publicUrl: 'http://desk.example', apiBase: null }),
    parser: createInlineParser(),
    blobs,
    findSent: findSent(store),
    findCall: findCall(store),
    outgoingOf: outgoingOf(store, secrets),
    trustedAuthservId: 'mx.desk.example',
    isOurs,
    isDesks,
    deliverToVisitor: async () => undefined,
  });
  const deps: ActionDeps = {
    store,
    blobs,
    // The rows are the truth and the test works them off itself, so that no nudge is needed.
    jobs: {
      intakeLater: none,
      intakeAgain: none,
      sendLater: none,
      wakeLater: none,
      followupLater: none,
      mediaLater: none,
      counts: async () => ({ waiting: 0, active: 0 }),
    },
    placesHere: options.placesHere ?? false,
    bus: { isLocal: true, toAgents: none, toTicket: none, toAgent: none, cutAgent: none, toVisitor: none, ...options.bus },
    presence: { agentsOnline: async () => new Set() },
    log: SILENT,
    channels: new Map(CHANNELS.map((kind) => [kind, channels[kind]])),
    now: () => clock.now,
    secrets,
    tryMailbox,
    tryRelay,
    sendTestMail,
    fileLinks: createFileLinks(Buffer.alloc(32, 5)),
    pictures: createPictures({ key: Buffer.alloc(32, 9), now: () => clock.now }),
    fetchMedia: async () => Promise.reject(new Error('no media here')),
    rows: { chat: chatIntake, api: apiIntake },
    html: { clean: sanitiseHtml, toPlain: htmlToPlain },
    mailOut: {
      relayUrl: null,
      from: 'support@desk.example',
      fromName: 'Support',
      door: { open: false, host: 'localhost', port: 0, address: 'support@desk.example' },
      doorOff: null,
    },
    widgetOrigins: { fixed: [], all: [] },
    ownAddresses: { use: none, isOurs, isDesks },
    chatFiles: createChatFileUrls(Buffer.alloc(32, 5)),
    policy: {
      publicUrl: 'http://desk.example',
      firstReplyMinutes: 60,
      sessionHours: 1,
      production: false,
      widgetKey: Buffer.alloc(32, 9),
      threading: DEFAULT_POLICY,
      ...options.policy,
    },
    ...options.doors,
  };
  const actions = createActions(deps, () => undefined);

  const desk: InProcessDesk = {
    store,
    actions,
    deps,
    channels,
    clock,
    admin: { id: 'a'.repeat(24), name: 'Ada Admin', email: 'ada@desk.example', role: 'admin' },
    async receive(raw) {
      const { intakeId } = await actions.accept(raw);
      await actions.receiveMessage(intakeId);
      const row = await store.intake.find(intakeId);
      if (row?.state === 'quarantined') throw new Error(`quarantined: ${row.code} ${row.message}`);
      return row?.messageId ? store.messages.get(row.messageId) : null;
    },
    mail: (raw, to = 'support@desk.example') =>
      desk.receive(
        mailIntake(Buffer.from(raw.replace(/\r?\n/g, '\r\n'), 'utf8'), to, {
          via: 'smtp',
          mailFrom: /^return-path:\s*<>/im.test(raw) ? '' : 'envelope@example.org',
          rcptTo: [to],
        }),
      ),
    sms(from, text) {
      const sid = `SM${newId().padStart(32, '0')}`;
      return desk.receive({
        channel: 'sms',
        channelAccount: 'twilio:+12025550100',
        externalKey: sid,
        raw: Buffer.from(new URLSearchParams({ MessageSid: sid, From: from, To: '+12025550100', Body: text, NumMedia: '0' }).toString()),
        meta: { hook: 'sms' },
      });
    },
    async chat(visitorId, text, externalId = null) {
      const visitor = await store.people.visitor(visitorId);
      const at = clock.now;
      if (!visitor)
        await store.people.addVisitor({
          id: visitorId,
          tokenHash: visitorId,
          externalId,
          name: null,
          claimedEmail: null,
          language: null,
          customerId: null,
          ticketId: null,
          createdAt: at,
          seenAt: at,
          claimedPhone: null,
          agentSawAt: null,
          readAt: null,
          leftAt: null,
        });
      return desk.receive(
        chatIntake({ clientId: newId(), text, files: [] }, { visitorId, externalId, name: null, claimedEmail: null, language: null }),
      );
    },
    async messages(ticketId) {
      const found: Message[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.messages.ofTicket(ticketId, { limit: 200, cursor });
        found.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return found;
    },
    async ticket(id) {
      const ticket = await store.tickets.get(id);
      if (!ticket) throw new Error(`there is no ticket ${id}`);
      return ticket;
    },
    async close() {
      if (options.opened) return;
      await store.close();
      rmSync(dataDir ?? '', { recursive: true, force: true, maxRetries: 3 });
    },
  };
  return desk;
}
