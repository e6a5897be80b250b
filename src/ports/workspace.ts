/** What the actions need stored of the desk's own set-up and of each agent's work. */
import type { List } from '../contract/common.js';
import type { FilterNode } from '../contract/filters.js';
import type { BulkChange, Field, Macro, TagItem, Team, View } from '../contract/workspace.js';
import type { PageQuery } from './store.js';

type Stamped<T extends { createdAt: string }> = Omit<T, 'createdAt' | 'mine'> & { createdAt: Date };

/** How often it was changed; missing: never. */
export type Versioned<T extends { version: number }> = Omit<T, 'version'> & { version?: number };

export type ViewRecord = Versioned<Stamped<View>>;
export type MacroRecord = Versioned<Stamped<Macro>>;
export type FieldRecord = Stamped<Field>;
export type TeamRecord = Stamped<Team>;
/** `key`: the name in small letters; two spellings are one tag. */
export type TagRecord = TagItem & { key: string };

/** A change of many tickets in one go, kept so that it can be taken back. */
export interface BatchRecord {
  id: string;
  agentId: string;
  ticketIds: string[];
  change: BulkChange;
  at: Date;
  undoneAt: Date | null;
}

/** An address of ours from which mail goes out. */
export interface MailboxRecord {
  id: string;
  address: string;
  name: string;
  signature: string;
  language: string | null;
  /** The URL of its own relay, encrypted; null: the one of the environment. */
  relay: string | null;
  /** Mail leaves with a signed envelope sender, so that bounces prove themselves; missing: it does. */
  signedEnvelope?: boolean;
  createdAt: Date;
  /** How often it was changed; missing: never. */
  version?: number;
}

/** A short list that is read whole: at most 2,000 entries, oldest first. */
export interface ListStore<T extends { id: string }> {
  all(): Promise<T[]>;
  get(id: string): Promise<T | null>;
  /** @returns false when its id or another unique part is there already. */
  add(item: T): Promise<boolean>;
  /** @param expected what it must hold, null: nothing; @returns null, and nothing is changed, when it does not, or is not there */
  change(id: string, set: Partial<Omit<T, 'id'>>, expected?: { [K in keyof Omit<T, 'id'>]?: T[K] | null }): Promise<T | null>;
  /** @returns false when it was gone already */
  remove(id: string): Promise<boolean>;
}

/** A file that was uploaded and that a message may name once. */
export interface UploadRecord {
  /** sha256 of the upload's id, hex: a stolen database opens no file. */
  id: string;
  owner: { kind: 'agent' | 'visitor'; id: string };
  filename: string;
  contentType: string;
  size: number;
  sha256: string;
  createdAt: Date;
  /** The message that took it; null: none yet. */
  messageId: string | null;
}

/** Uploads and which message has them; the bytes are in the blob store. */
export interface UploadStore {
  add(upload: UploadRecord): Promise<void>;
  /** What is not there is left out. */
  many(ids: string[]): Promise<UploadRecord[]>;
  /** Gives an upload to a message. @returns false when another message has it. */
  link(id: string, messageId: string): Promise<boolean>;
  /** The message went nowhere: its uploads are free again, and counted as new from `at` on. */
  release(messageId: string, at: Date): Promise<void>;
  remove(id: string): Promise<void>;
  /** How many bytes an owner has uploaded that no message has taken. */
  pendingBytes(ownerId: string): Promise<number>;
  /**
   * Forgets what was uploaded before `unused` and no message took, and whatever was uploaded before `used`: its message
   * names the bytes itself. Bytes that nobody names go with the next sweep of the blobs.
   */
  purge(unused: Date, used: Date, limit: number): Promise<number>;
}

/** What each agent has read. */
export interface ReadStore {
  /** @param at null: unread again. */
  set(agentId: string, ticketId: string, at: Date | null): Promise<void>;
  /** When the agent read each of these tickets; those he never did are not in it. */
  of(agentId: string, ticketIds: string[]): Promise<Map<string, Date>>;
}

/** That a note names an agent. `by` is its writer's name, `preview` its first words. */
export interface MentionRecord {
  id: string;
  agentId: string;
  ticketId: string;
  messageId: string;
  by: string;
  preview: string;
  at: Date;
  readAt: Date | null;
}

export interface MentionStore {
  /** @returns false when it is there already. */
  add(mention: MentionRecord): Promise<boolean>;
  /** Newest first. */
  list(agentId: string, query: PageQuery & { unread: boolean }): Promise<List<MentionRecord>>;
  /** How many the agent has not read. */
  unread(agentId: string): Promise<number>;
  /** Those with these ids or of this ticket; with neither, all of the agent's. @returns how many were unread */
  markRead(agentId: string, which: { ids?: string[]; ticketId?: string }, at: Date): Promise<number>;
}

/** What is set under a key, and how often it was set: null and 0 where nothing ever was. */
export interface Setting {
  value: unknown;
  version: number;
}

export interface SettingStore {
  /** Also of what was never set. */
  get(key: string): Promise<Setting>;
  /**
   * Sets a value by what stood there before. Who comes second, from whatever process, is asked again with what the first
   * has set; what it throws reaches the caller, and nothing is set. @returns what stands now
   */
  change(key: string, at: Date, next: (before: Setting) => unknown): Promise<Setting>;
}

/** What a filter needs to know to be asked: who looks, in which teams he is, and when. */
export interface FilterContext {
  agentId: string;
  teamIds: readonly string[];
  now: Date;
}

/** A filter and who asks it, since "mine" and "for three hours" depend on that. */
export interface AskedFilter {
  node: FilterNode;
  context: FilterContext;
}

export interface WorkspaceStores {
  views: ListStore<ViewRecord>;
  macros: ListStore<MacroRecord>;
  fields: ListStore<FieldRecord>;
  tags: ListStore<TagRecord>;
  teams: ListStore<TeamRecord>;
  batches: ListStore<BatchRecord>;
  mailboxes: ListStore<MailboxRecord>;
  uploads: UploadStore;
  reads: ReadStore;
  mentions: MentionStore;
  settings: SettingStore;
}
