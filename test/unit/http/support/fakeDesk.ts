import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Desk, Viewer, Visitor } from '../../../../src/actions/desk.js';
import type { ApiToken } from '../../../../src/contract/apiTokens.js';
import type * as contract from '../../../../src/contract/desk.js';
import type { Customer } from '../../../../src/contract/customers.js';
import type { Correction } from '../../../../src/contract/corrections.js';
import type { ImportResult } from '../../../../src/contract/customerImport.js';
import type { LinkSuggestion } from '../../../../src/contract/linkSuggestions.js';
import type { CustomerRecord } from '../../../../src/contract/records.js';
import type { CustomerChange } from '../../../../src/contract/customerChanges.js';
import type { MailAccount } from '../../../../src/contract/mailAccounts.js';
import type { PhoneState, PhoneTest } from '../../../../src/contract/phone.js';
import type { ChatMessage } from '../../../../src/contract/realtime.js';
import type { SetupState } from '../../../../src/contract/setup.js';
import type { Topic } from '../../../../src/contract/topics.js';
import type { Article, WidgetSetup } from '../../../../src/contract/widget.js';
import { WIDGET_DEFAULTS } from '../../../../src/contract/widgetDefaults.js';
import type { Message, Ticket, TicketEvent } from '../../../../src/contract/tickets.js';
import type { Mailbox } from '../../../../src/contract/mailboxes.js';
import type { BulkResult, Field, HoursState, Macro, Mention, TagItem, Team, View } from '../../../../src/contract/workspace.js';
import { AppError } from '../../../../src/lib/errors.js';

export const id = (n: number): string => n.toString(16).padStart(24, '0');
export const AT = '2026-11-22T10:00:00.000Z';
export const ADA: Viewer = { id: id(1), name: 'Ada', email: 'ada@example.com', role: 'admin' };
export const BEN: Viewer = { id: id(2), name: 'Ben', email: 'ben@example.com', role: 'agent' };
export const PASSWORD = 'correct horse battery';

export const ticket: Ticket = {
  id: id(10),
  number: 7,
  subject: 'Broken lamp',
  status: 'open',
  customerId: id(20),
  customerName: 'Cy',
  assigneeId: null,
  assigneeName: null,
  teamId: null,
  fields: {},
  snooze: null,
  lastMessageAt: AT,
  lastInboundAt: AT,
  channels: ['email'],
  lastChannel: 'email',
  priority: 'normal',
  tags: [],
  topic: null,
  preview: 'It broke',
  lastDirection: 'in',
  waitingSince: AT,
  firstReplyDueAt: null,
  firstRepliedAt: null,
  solvedAt: null,
  mergedIntoId: null,
  links: [],
  seq: 3,
  createdAt: AT,
  updatedAt: AT,
};
export const message: Message = {
  id: id(30),
  externalId: null,
  clientId: null,
  ticketId: ticket.id,
  channel: 'email',
  direction: 'in',
  subject: null,
  text: 'It broke',
  fold: null,
  html: null,
  attachments: [],
  from: { kind: 'email', value: 'cy@example.com', name: null },
  to: [],
  cc: [],
  bcc: [],
  unnamed: { to: 0, cc: 0 },
  forwarded: false,
  mentions: [],
  author: null,
  createdAt: AT,
  decision: null,
  delivery: null,
  wroteBy: 'person',
  senderVerified: true,
};
export const event: TicketEvent = {
  id: id(40),
  ticketId: ticket.id,
  seq: 1,
  type: 'ticket.created',
  actor: { kind: 'system', id: null, name: null },
  at: AT,
  data: {},
  undoable: false,
  undone: false,
};
export const customer: Customer = {
  id: id(20),
  name: 'Cy',
  identities: [],
  claims: [],
  tags: [],
  language: null,
  timeZone: null,
  likes: '',
  dislikes: '',
  notes: '',
  fields: {},
  version: 0,
  mergedIntoId: null,
  createdAt: AT,
  updatedAt: AT,
};
export const customerChange: CustomerChange = {
  id: id(21),
  kind: 'merge',
  from: { id: id(22), name: 'Cyrus' },
  to: { id: id(20), name: 'Cy' },
  identities: 1,
  tickets: 1,
  by: 'Ada',
  reason: null,
  undone: false,
  at: AT,
};
export const correction: Correction = {
  id: id(23),
  messageId: message.id,
  rule: 'live_ticket',
  evidence: [],
  confidence: 0.75,
  chosen: ticket.id,
  correctedTo: id(24),
  how: 'move',
  withdrawn: false,
  by: 'Ada',
  at: AT,
};
const record: CustomerRecord = {
  id: id(25),
  customerId: customer.id,
  kind: 'order',
  externalId: 'A-1',
  title: 'A lamp',
  status: 'sent',
  at: AT,
  url: 'https://shop.example/A-1',
  amount: { value: 20, currency: 'EUR' },
  lines: [{ title: 'Lamp', quantity: 1, amount: null }],
  createdAt: AT,
  updatedAt: AT,
};
const suggestion: LinkSuggestion = {
  id: id(26),
  action: 'merge',
  customerId: customer.id,
  other: { id: id(22), name: 'Cyrus' },
  identity: null,
  evidence: [{ kind: 'signature_phone', value: '+12025550123' }],
  score: 0.9,
  state: 'open',
  changeId: null,
  createdAt: AT,
};
const imported: ImportResult = {
  dryRun: true,
  rows: 1,
  made: 0,
  known: 0,
  conflict: 0,
  invalid: 1,
  next: null,
  encoding: 'utf-8',
  delimiter: ';',
  columns: [
    { column: 'Email', as: 'email' },
    { column: '__proto__', as: null },
  ],
  items: [
    {
      row: 2,
      outcome: 'invalid',
      name: '',
      customerId: null,
      added: [],
      problem: { code: 'bad_email', column: 'Email', value: 'x' },
      holders: [],
    },
  ],
};
export const intakeRow: contract.IntakeRow = {
  id: id(50),
  channel: 'email',
  channelAccount: 'mail',
  from: null,
  externalKey: 'k',
  state: 'done',
  code: null,
  message: null,
  size: 3,
  sha256: 'x',
  attempts: 1,
  receivedAt: AT,
  doneAt: AT,
  ticketId: ticket.id,
  messageId: message.id,
  rawUrl: '/raw',
};
const rule: contract.FollowupRule = {
  id: id(60),
  name: 'Setup',
  enabled: true,
  when: { topic: null, on: 'resolve' },
  expect: { topic: 'setup', withinDays: 7, probability: null },
  prompt: 'Ask',
  reply: null,
  checkIn: null,
  createdAt: AT,
  version: 0,
};
const followup: contract.Followup = {
  id: id(61),
  ruleId: rule.id,
  ruleName: rule.name,
  ticketId: ticket.id,
  ticketNumber: 7,
  customerId: customer.id,
  customerName: 'Cy',
  timeZone: null,
  state: 'planned',
  dueAt: AT,
  text: 'How is it?',
  reason: null,
  messageId: null,
  createdAt: AT,
  endedAt: null,
};
const health: contract.QueueHealth = {
  at: AT,
  waiting: 1,
  oldestWaitSince: AT,
  channels: [],
  statuses: { open: 1, pending: 0, hold: 0 },
  unassigned: 1,
  intake: { pending: 0, oldestPendingSince: null, quarantined: 0 },
  outbox: { queued: 0, kept: 0, failed: 0, uncertain: 0 },
  jobs: null,
  mailAccounts: [],
  agents: [],
  firstReply: { targetMinutes: 60, breached: 0, dueSoon: 0 },
  longest: [],
};
const apiToken: ApiToken = { id: id(64), name: 'Shop', role: 'agent', createdBy: 'Ada', createdAt: AT, lastUsedAt: null };
const mailAccount: MailAccount = {
  id: id(63),
  name: 'Support',
  address: 'support@example.com',
  host: 'mail.example.com',
  port: 993,
  security: 'tls',
  user: 'support',
  folder: 'INBOX',
  afterFetch: 'mark_seen',
  moveTo: null,
  startAt: 'beginning',
  enabled: true,
  credentials: 'password',
  origin: 'settings',
  state: 'waiting',
  problem: null,
  checkedAt: null,
  fetched: 0,
  waiting: 0,
  createdAt: AT,
  updatedAt: AT,
};
const shownAgent = ({ id, name, email, role }: Viewer): contract.Agent => ({
  id,
  name,
  email,
  role,
  online: true,
  active: true,
  teamIds: [],
});
const me = (viewer: Viewer): contract.Me => ({
  agent: shownAgent(viewer),
  signature: '',
  language: null,
  mustChangePassword: false,
  firstReplyTargetMinutes: 60,
  topics: [],
  production: false,
  rights: [],
  setupWaits: false,
});
const topic: Topic = {
  key: 'refund',
  name: { en: 'Refund', 'zh-CN': '退款', 'zh-TW': '退款' },
  keywords: ['refund*'],
  archived: false,
  version: 0,
};
const phone: PhoneState = {
  origin: 'settings',
  accountSid: `AC${'0'.repeat(32)}`,
  number: '+12025550123',
  hooks: {
    sms: 'https://desk.example/hooks/twilio/sms',
    voice: 'https://desk.example/hooks/twilio/voice',
    status: 'https://desk.example/hooks/twilio/status',
  },
  version: 3,
  reachable: true,
  seen: { at: AT, hook: 'sms' },
  refused: null,
};
const phoneTest: PhoneTest = {
  ok: false,
  problem: { code: 'no_number', message: 'The account has no such number.' },
  accountName: 'Shop',
  points: null,
};
const setup: SetupState = {
  finished: true,
  password: 'own',
  smtp: { open: true, host: 'desk.example', port: 2525, address: 'support@desk.example' },
  relay: null,
  pages: [{ origin: 'https://shop.example', at: AT, listed: true }],
};
const scoped = { scope: 'own' as const, teamId: null, ownerId: ADA.id, mine: true, createdAt: AT, version: 2 };
const view: View = {
  id: id(100),
  name: 'Mine',
  filter: { all: [{ field: 'assignee', in: ['me'] }, { not: { field: 'snoozed', is: true } }] },
  sort: 'waiting',
  position: 0,
  ...scoped,
};
const macro: Macro = {
  id: id(101),
  name: 'Hello',
  text: 'Hello {{customer.firstName|there}}',
  html: null,
  kind: 'reply',
  language: null,
  actions: { addTags: ['greeted'] },
  ...scoped,
};
const field: Field = {
  id: id(102),
  on: 'ticket',
  key: 'order',
  name: 'Order',
  about: '',
  type: 'text',
  choices: [],
  position: 0,
  archived: false,
  createdAt: AT,
};
const tag: TagItem = { id: id(103), name: 'vip', color: null, archived: false };
const team: Team = { id: id(104), name: 'Returns', memberIds: [], createdAt: AT };
const mailbox: Mailbox = {
  id: id(107),
  address: 'support@example.com',
  name: 'Support',
  signature: '',
  language: null,
  signedEnvelope: true,
  ownRelay: false,
  createdAt: AT,
  version: 0,
};
const hours: HoursState = {
  timeZone: 'UTC',
  week: [{ day: 1, from: '09:00', to: '17:00' }],
  holidays: [],
  version: 2,
  openNow: false,
  opensAt: AT,
};
const bulk: BulkResult = {
  batchId: id(105),
  changed: 1,
  results: [{ ticketId: ticket.id, outcome: 'changed', code: null, message: null, cameSince: false }],
};
const mention: Mention = {
  id: id(106),
  ticketId: ticket.id,
  ticketNumber: 7,
  subject: 'Broken lamp',
  messageId: message.id,
  by: 'Ben',
  preview: '@Ada',
  at: AT,
  readAt: null,
};
const article: Article = {
  id: id(90),
  title: 'Change the seal',
  body: '# Pull',
  language: 'en',
  public: true,
  createdAt: AT,
  updatedAt: AT,
  version: 0,
};
const widgetSetup: WidgetSetup = { ...WIDGET_DEFAULTS, version: 1, snippet: '<script>', fixedOrigins: [] };
const page = <T>(...items: T[]) => ({ items, nextCursor: null });
const change = { decisionId: id(70), ticket, otherTicket: null };

export interface FakeDesk extends Desk {
  /** Every call, as `noun.verb` and its arguments. */
  calls: { name: string; args: unknown[] }[];
  tokens: Map<string, Viewer>;
  visitors: Map<string, Visitor>;
  /** What the next attachment is. */
  file: { filename: string; contentType: string; content: Buffer };
  failWith: Error | null;
  /** The bytes of the last upload. */
  uploaded: Buffer;
  /** An upload ended before its last byte. */
  brokenOff: boolean;
  ready: { ready: boolean; degraded: string[]; off: string[] };
}

/** A desk that answers everything with valid shapes and remembers what it was asked. */
export function fakeDesk(): FakeDesk {
  const calls: FakeDesk['calls'] = [];
  const tokens = new Map([
    ['ada-token', ADA],
    ['ben-token', BEN],
  ]);
  const visitors = new Map<string, Visitor>([
    ['visitor-a', { id: id(80), externalId: null, name: null }],
    ['visitor-b', { id: id(81), externalId: null, name: null }],
  ]);
  const lines: ChatMessage[] = [{ id: id(90), clientId: null, from: 'agent', name: 'Ada', text: 'Hello', files: [], at: AT }];
  const noted =
    <A extends unknown[], R>(name: string, answer: (...args: A) => R) =>
    async (...args: A): Promise<Awaited<R>> => {
      calls.push({ name, args });
      if (desk.failWith) throw desk.failWith;
      return await answer(...args);
    };
  const desk: FakeDesk = {
    calls,
    tokens,
    visitors,
    failWith: null,
    uploaded: Buffer.alloc(0),
    brokenOff: false,
    ready: { ready: true, degraded: [], off: [] },
    file: { filename: 'photo.png', contentType: 'image/png', content: Buffer.from('\x89PNG\r\n\x1a\n....', 'latin1') },
    sessions: {
      signIn: noted('sessions.signIn', (email: string, password: string) => {
        if (email.toLowerCase() !== ADA.email || password !== PASSWORD)
          throw new AppError('wrong_credentials', 'Wrong address or password.');
        tokens.set('new-token', ADA);
        return { token: 'new-token', agent: shownAgent(ADA) };
      }),
      find: async (token) => tokens.get(token) ?? null,
      signOut: noted('sessions.signOut', (token: string) => void tokens.delete(token)),
    },
    apiTokens: {
      list: noted('apiTokens.list', () => page(apiToken)),
      create: noted('apiTokens.create', () => ({ ...apiToken, token: 'so_shown-once' })),
      revoke: noted('apiTokens.revoke', () => undefined),
    },
    agents: {
      me: noted('agents.me', me),
      changeMe: noted('agents.changeMe', me),
      changeEmail: noted('agents.changeEmail', me),
      changePassword: noted('agents.changePassword', (viewer: Viewer) => {
        tokens.set('changed-token', viewer);
        return { token: 'changed-token', agent: shownAgent(viewer) };
      }),
      change: noted('agents.change', () => shownAgent(BEN)),
      resetPassword: noted('agents.resetPassword', () => ({ oneTimePassword: 'shownOnce1234' })),
      list: noted('agents.list', () => page(shownAgent(ADA))),
      create: noted('agents.create', () => ({ ...shownAgent(BEN), oneTimePassword: null })),
    },
    tickets: {
      list: noted('tickets.list', () => page(ticket)),
      get: noted('tickets.get', (_viewer: Viewer, ticketId: string) => {
        if (ticketId === id(404)) throw new AppError('not_found', 'There is no such ticket, or you may not see it.');
        return { ...ticket, id: ticketId, anticipations: [], replyChannels: [], othersOnMail: [], othersOnMailCount: 0 };
      }),
      story: noted('tickets.story', () => ({
        items: [
          { kind: 'message' as const, at: AT, message },
          { kind: 'event' as const, at: AT, event },
        ],
        nextCursor: null,
        seq: 3,
      })),
      changes: noted('tickets.changes', () => ({ items: [ticket], cursor: AT, more: false })),
      messages: noted('tickets.messages', () => page(message)),
      events: noted('tickets.events', () => page(event)),
      write: noted('tickets.write', () => ({ ...message, staysLive: false })),
      change: noted('tickets.change', () => ticket),
      forward: noted('tickets.forward', () => message),
      start: noted('tickets.start', () => ({ ticket, message })),
      changeMany: noted('tickets.changeMany', () => bulk),
      undoMany: noted('tickets.undoMany', () => bulk),
      freeOf: noted('tickets.freeOf', () => ({ batchId: bulk.batchId, changed: 1, remaining: 0 })),
      snooze: noted('tickets.snooze', () => ticket),
      wake: noted('tickets.wake', () => ticket),
      markRead: noted('tickets.markRead', (_viewer: Viewer, ticketId: string, read: boolean) => ({ ticketId, readAt: read ? AT : null })),
      merge: noted('tickets.merge', () => change),
      split: noted('tickets.split', () => change),
      link: noted('tickets.link', () => change),
      unlink: noted('tickets.unlink', () => change),
      notThisPerson: noted('tickets.notThisPerson', () => change),
      undo: noted('tickets.undo', () => change),
      counts: noted('tickets.counts', () => ({
        live: 1,
        mine: 0,
        unassigned: 1,
        waiting: 1,
        pending: 0,
        breaching: 0,
        snoozed: 0,
        mentions: 0,
      })),
      cancelMessage: noted('tickets.cancelMessage', () => message),
      retryMessage: noted('tickets.retryMessage', () => message),
      pictures: noted('tickets.pictures', () => ({ items: [{ src: 'https://shop.example/a.png', url: '/api/v1/pictures?url=x' }] })),
      attachment: noted('tickets.attachment', () => {
        const { content, ...rest } = desk.file;
        return { ...rest, size: content.length, bytes: Readable.from([content], { objectMode: false }) };
      }),
    },
    pictures: { open: noted('pictures.open', () => ({ bytes: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), contentType: 'image/png' })) },
    search: noted('search', () =>
      page({
        kind: 'message' as const,
        ticketId: ticket.id,
        ticketNumber: 7,
        ticketStatus: ticket.status,
        messageId: message.id,
        direction: 'in' as const,
        channels: ['email' as const],
        customerId: customer.id,
        customerName: customer.name,
        title: 'Broken lamp',
        snippet: [
          { text: 'It ', hit: false },
          { text: 'broke', hit: true },
        ],
        at: AT,
        score: 2,
      }),
    ),
    media: noted('media', (token: string) => {
      if (token !== 'good') throw new AppError('not_found', 'There is no such file, or you may not see it.');
      return {
        filename: 'a.svg',
        contentType: 'image/svg+xml',
        size: 6,
        bytes: Readable.from([Buffer.from('<svg/>')], { objectMode: false }),
      };
    }),
    mailboxes: {
      list: noted('mailboxes.list', () => page(mailbox)),
      create: noted('mailboxes.create', () => mailbox),
      change: noted('mailboxes.change', () => mailbox),
      remove: noted('mailboxes.remove', () => undefined),
      test: noted('mailboxes.test', () => ({ ok: true, message: 'The relay lets us in.' })),
    },
    mentions: { list: noted('mentions.list', () => page(mention)), read: noted('mentions.read', () => ({ unread: 0 })) },
    uploads: {
      add: noted(
        'uploads.add',
        async (_viewer: Viewer, { bytes, filename, contentType }: { bytes: Readable; filename: string; contentType: string }) => {
          desk.uploaded = await buffer(bytes).catch((error: unknown) => {
            desk.brokenOff = true;
            throw error;
          });
          return { id: 'u'.repeat(43), filename, contentType, size: desk.uploaded.length, expiresAt: AT };
        },
      ),
    },
    workspace: {
      views: {
        list: noted('views.list', () => page(view)),
        get: noted('views.get', () => ({ ...view, createdAt: new Date(AT) })),
        create: noted('views.create', () => view),
        change: noted('views.change', () => view),
        remove: noted('views.remove', () => undefined),
        counts: noted('views.counts', () => ({ items: [{ viewId: view.id, count: 3, more: false }] })),
      },
      macros: {
        list: noted('macros.list', () => page(macro)),
        get: noted('macros.get', () => ({ ...macro, createdAt: new Date(AT) })),
        create: noted('macros.create', () => macro),
        change: noted('macros.change', () => macro),
        remove: noted('macros.remove', () => undefined),
        render: noted('macros.render', () => ({ text: 'Hello Cy', html: null, kind: 'reply' as const, actions: {}, missing: [] })),
      },
      fields: {
        list: noted('fields.list', () => page(field)),
        create: noted('fields.create', () => field),
        change: noted('fields.change', () => field),
      },
      tags: { list: noted('tags.list', () => page(tag)), create: noted('tags.create', () => tag), change: noted('tags.change', () => tag) },
      teams: {
        list: noted('teams.list', () => page(team)),
        create: noted('teams.create', () => team),
        change: noted('teams.change', () => team),
        remove: noted('teams.remove', () => undefined),
      },
      hours: { get: noted('hours.get', () => hours), change: noted('hours.change', () => hours) },
    },
    customers: {
      list: noted('customers.list', () => page(customer)),
      get: noted('customers.get', () => ({
        ...customer,
        tickets: [ticket],
        records: [record],
        usualHours: { from: 9, to: 11, messages: 8 },
        noted: [],
      })),
      create: noted('customers.create', () => customer),
      timeline: noted('customers.timeline', () =>
        page({ kind: 'message' as const, at: AT, message }, { kind: 'record' as const, at: AT, record }),
      ),
      edit: noted('customers.edit', () => ({ customer, editId: id(23) })),
      undoEdit: noted('customers.undoEdit', () => ({ customer, editId: id(24) })),
      records: {
        put: noted('customers.records.put', () => record),
        list: noted('customers.records.list', () => page(record)),
        remove: noted('customers.records.remove', () => undefined),
      },
      suggestions: {
        list: noted('customers.suggestions.list', () => page(suggestion)),
        accept: noted('customers.suggestions.accept', () => suggestion),
        dismiss: noted('customers.suggestions.dismiss', () => suggestion),
        reopen: noted('customers.suggestions.reopen', () => suggestion),
      },
      importTable: noted('customers.importTable', () => imported),
    },
    identity: {
      merge: noted('identity.merge', () => customerChange),
      link: noted('identity.link', () => customerChange),
      unlink: noted('identity.unlink', () => customerChange),
      undo: noted('identity.undo', () => customerChange),
      list: noted('identity.list', () => page(customerChange)),
    },
    corrections: {
      list: noted('corrections.list', () => page(correction)),
      summary: noted('corrections.summary', () => ({
        since: AT,
        decisions: 4,
        corrected: 1,
        rules: [{ rule: 'live_ticket', decisions: 4, corrected: 1, share: 0.25 }],
      })),
      cases: noted('corrections.cases', () => Buffer.from('{}\n')),
    },
    intake: {
      list: noted('intake.list', () => page(intakeRow)),
      raw: noted('intake.raw', () => ({
        bytes: Readable.from([Buffer.from('<b>raw</b>')], { objectMode: false }),
        size: 10,
        channel: 'email',
      })),
      retry: noted('intake.retry', () => intakeRow),
      quarantine: noted('intake.quarantine', () => page({ code: 'parse_failed', count: 2 })),
      retryAll: noted('intake.retryAll', () => ({ released: 2 })),
      inbound: noted('intake.inbound', () => ({ intakeId: id(50), duplicate: false })),
    },
    outbox: {
      list: noted('outbox.list', () =>
        page({
          id: id(31),
          ticketId: ticket.id,
          channel: 'email' as const,
          to: 'cy@example.com',
          subject: null,
          text: 'Hi',
          state: 'kept' as const,
          reason: null,
          formatted: false,
          attempts: 0,
          nextAt: null,
          createdAt: AT,
        }),
      ),
    },
    mailAccounts: {
      list: noted('mailAccounts.list', () => page(mailAccount)),
      create: noted('mailAccounts.create', () => mailAccount),
      change: noted('mailAccounts.change', () => mailAccount),
      remove: noted('mailAccounts.remove', () => undefined),
      test: noted('mailAccounts.test', () => ({ ok: true, problem: null, folders: ['INBOX'], mails: 0 })),
    },
    queues: { health: noted('queues.health', () => health) },
    followups: {
      rules: noted('followups.rules', () => page(rule)),
      createRule: noted('followups.createRule', () => rule),
      changeRule: noted('followups.changeRule', () => rule),
      list: noted('followups.list', () => page(followup)),
      cancel: noted('followups.cancel', () => followup),
    },
    chat: {
      open: noted('chat.open', () => ({
        token: 'visitor-a',
        visitorId: id(80),
        messages: lines,
        agentsOnline: true,
        replyTargetMinutes: 60,
        reachable: false,
        look: WIDGET_DEFAULTS,
        opensAt: null,
        agentSawAt: null,
      })),
      visitor: async (token) => visitors.get(token) ?? null,
      say: noted('chat.say', () => undefined),
      contact: noted('chat.contact', () => undefined),
      lines: noted('chat.lines', () => lines),
      addFile: noted('chat.addFile', () => ({ id: 'u'.repeat(43), filename: 'a.png', contentType: 'image/png', size: 3, expiresAt: AT })),
      file: async () => ({ ...desk.file, size: desk.file.content.length, bytes: Readable.from([desk.file.content]) }),
      read: noted('chat.read', () => undefined),
      came: noted('chat.came', () => undefined),
      left: noted('chat.left', () => undefined),
      stillThere: noted('chat.stillThere', () => undefined),
      seenByAgent: noted('chat.seenByAgent', (ticketId: string) => ({ visitorIds: ticketId === ticket.id ? [id(80)] : [], at: AT })),
      signUser: noted('chat.signUser', (user: string) => `signed.${Buffer.from(user).toString('base64url')}.x`),
      visitorsOf: noted('chat.visitorsOf', (ticketId: string) => (ticketId === ticket.id ? [id(80)] : [])),
      ticketOf: noted('chat.ticketOf', (visitor: Visitor) => (visitor.id === id(80) ? ticket.id : null)),
    },
    articles: {
      list: noted('articles.list', () => page(article)),
      create: noted('articles.create', () => article),
      change: noted('articles.change', () => article),
      remove: noted('articles.remove', () => undefined),
      hints: noted('articles.hints', () => page({ id: article.id, title: article.title, excerpt: 'Pull' })),
      read: noted('articles.read', () => ({
        id: article.id,
        title: article.title,
        body: article.body,
        language: article.language,
        updatedAt: AT,
      })),
    },
    topics: {
      list: noted('topics.list', () => page(topic)),
      create: noted('topics.create', () => topic),
      change: noted('topics.change', () => topic),
    },
    phone: {
      state: noted('phone.state', () => phone),
      save: noted('phone.save', () => phone),
      remove: noted('phone.remove', () => undefined),
      test: noted('phone.test', () => phoneTest),
      pointHooks: noted('phone.pointHooks', () => phoneTest),
    },
    setup: {
      state: noted('setup.state', () => setup),
      change: noted('setup.change', () => setup),
      tryMail: noted('setup.tryMail', () => ({ ok: true, message: 'The relay took it.' })),
    },
    sandbox: {
      become: noted('sandbox.become', () => ({ customerId: id(20) })),
      mail: noted('sandbox.mail', () => ({ intakeId: id(50) })),
      text: noted('sandbox.text', () => ({ intakeId: id(50) })),
      call: noted('sandbox.call', () => ({ intakeId: id(50) })),
      sampleState: noted('sandbox.sampleState', () => ({ state: 'none' as const, done: 0, total: 9 })),
      loadSample: noted('sandbox.loadSample', () => ({ state: 'running' as const, done: 0, total: 9 })),
    },
    widget: {
      setup: noted('widget.setup', () => widgetSetup),
      change: noted('widget.change', () => widgetSetup),
    },
    readiness: async () => {
      if (desk.failWith) throw desk.failWith;
      return desk.ready;
    },
  };
  return desk;
}
