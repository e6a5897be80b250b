import { newId } from '../../../src/lib/ids.js';
import type { Store } from '../../../src/ports/store.js';
import type {
  BatchRecord,
  FieldRecord,
  MacroRecord,
  MailboxRecord,
  MentionRecord,
  TagRecord,
  TeamRecord,
  UploadRecord,
  ViewRecord,
} from '../../../src/ports/workspace.js';
import { minute, T0 } from './build.js';

const scoped = { scope: 'shared' as const, teamId: null, ownerId: 'agent 1', createdAt: T0 };

const buildView = (set: Partial<ViewRecord> = {}): ViewRecord => ({
  id: newId(),
  name: 'Urgent',
  filter: { field: 'priority', in: ['urgent'] },
  sort: 'waiting',
  position: 0,
  ...scoped,
  ...set,
});
const buildMacro = (set: Partial<MacroRecord> = {}): MacroRecord => ({
  id: newId(),
  name: 'Hello',
  text: 'Hello',
  html: null,
  kind: 'reply',
  language: null,
  actions: { addTags: ['greeted'] },
  ...scoped,
  ...set,
});
const buildField = (set: Partial<FieldRecord> = {}): FieldRecord => ({
  id: newId(),
  on: 'ticket',
  key: `k${newId()}`,
  name: 'Order',
  about: '',
  type: 'text',
  choices: [],
  position: 0,
  archived: false,
  createdAt: T0,
  ...set,
});
const buildTag = (set: Partial<TagRecord> = {}): TagRecord => ({
  id: newId(),
  key: newId(),
  name: 'VIP',
  color: null,
  archived: false,
  ...set,
});
const buildTeam = (set: Partial<TeamRecord> = {}): TeamRecord => ({
  id: newId(),
  name: 'Returns',
  memberIds: ['agent 1'],
  createdAt: T0,
  ...set,
});
const buildBatch = (set: Partial<BatchRecord> = {}): BatchRecord => ({
  id: newId(),
  agentId: 'agent 1',
  ticketIds: [],
  change: { status: 'solved' },
  at: T0,
  undoneAt: null,
  ...set,
});
const buildMailbox = (set: Partial<MailboxRecord> = {}): MailboxRecord => ({
  id: newId(),
  address: `${newId()}@desk.test`,
  name: 'Desk',
  signature: '',
  language: null,
  relay: null,
  createdAt: T0,
  ...set,
});
const buildUpload = (set: Partial<UploadRecord> = {}): UploadRecord => ({
  id: newId(),
  owner: { kind: 'agent', id: 'agent 1' },
  filename: 'a.txt',
  contentType: 'text/plain',
  size: 10,
  sha256: 'a'.repeat(64),
  createdAt: T0,
  messageId: null,
  ...set,
});
const buildMention = (set: Partial<MentionRecord> = {}): MentionRecord => ({
  id: newId(),
  agentId: 'agent 1',
  ticketId: newId(),
  messageId: newId(),
  by: 'Bo',
  preview: 'Look',
  at: T0,
  readAt: null,
  ...set,
});

/** One of each kind, as after a good while: most uploads are in messages, most mentions are read. */
export async function fillWorkspace(store: Store, i: number): Promise<void> {
  await store.uploads.add(
    buildUpload({ owner: { kind: 'agent', id: `agent ${i % 50}` }, createdAt: minute(i), messageId: i % 20 ? newId() : null }),
  );
  await store.mentions.add(buildMention({ agentId: `agent ${i % 50}`, readAt: i % 20 ? T0 : null }));
  await store.reads.set(`agent ${i % 50}`, newId(), T0);
  await store.tags.add(buildTag());
  await store.batches.add(buildBatch());
  if (i >= 20) return;
  await store.views.add(buildView());
  await store.macros.add(buildMacro());
  await store.fields.add(buildField());
  await store.mailboxes.add(buildMailbox());
  await store.teams.add(buildTeam());
}

type Calls = Record<string, Record<string, () => Promise<unknown>>>;

/** A call of each method, as the desk makes it. */
export function workspaceMethods(store: Store) {
  const { uploads: u, mentions: m } = store;
  const listOf = <T extends { id: string }>(
    list: {
      all(): Promise<T[]>;
      get(id: string): Promise<T | null>;
      add(item: T): Promise<boolean>;
      change(id: string, set: object): Promise<T | null>;
      remove(id: string): Promise<boolean>;
    },
    build: () => T,
  ) => ({
    all: () => list.all(),
    get: () => list.get('none'),
    add: () => list.add(build()),
    change: () => list.change('none', {}),
    remove: () => list.remove('none'),
  });
  return {
    views: listOf(store.views, buildView),
    macros: listOf(store.macros, buildMacro),
    fields: listOf(store.fields, buildField),
    tags: listOf(store.tags, buildTag),
    teams: listOf(store.teams, buildTeam),
    batches: listOf(store.batches, buildBatch),
    mailboxes: listOf(store.mailboxes, buildMailbox),
    uploads: {
      add: () => u.add(buildUpload()),
      many: () => u.many(['none', 'other']),
      link: () => u.link('none', 'x'),
      release: () => u.release('none', T0),
      remove: () => u.remove('none'),
      pendingBytes: () => u.pendingBytes('agent 3'),
      purge: () => u.purge(minute(10), minute(5), 20),
    },
    reads: { set: () => store.reads.set('agent 1', 'x', T0), of: () => store.reads.of('agent 1', ['x', 'y']) },
    mentions: {
      add: () => m.add(buildMention()),
      list: async () => {
        for (const unread of [true, false]) {
          const first = await m.list('agent 3', { unread, limit: 3 });
          if (first.nextCursor) await m.list('agent 3', { unread, limit: 3, cursor: first.nextCursor });
        }
      },
      unread: () => m.unread('agent 3'),
      markRead: async () => {
        await m.markRead('agent 3', { ids: ['none'] }, T0);
        await m.markRead('agent 3', { ticketId: 'none' }, T0);
        await m.markRead('agent 3', {}, T0);
      },
    },
    settings: { get: () => store.settings.get('none'), change: () => store.settings.change('x', T0, () => ({ a: 1 })) },
  } satisfies Calls;
}
