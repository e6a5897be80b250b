import type { Connection, Model } from 'mongoose';
import type { Agent } from '../agents/agent.js';
import type { ApiToken } from '../agents/apiToken.js';
import type { CustomerChange } from '../customers/change.js';
import type { Customer, Identity } from '../customers/customer.js';
import type { CustomerRecord } from '../customers/record.js';
import type { Message } from '../tickets/message.js';
import type { Ticket } from '../tickets/ticket.js';
import type { Correction } from '../tickets/correction.js';
import type { TicketEvent } from '../tickets/event.js';
import type { MailAccountRecord } from '../ports/mailAccounts.js';
import type { StoredSuggestion } from '../ports/customerWork.js';
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
} from '../ports/workspace.js';
import type { FollowupRecord, RuleRecord } from '../ports/followups.js';
import type { SessionRecord, VisitorRecord } from '../ports/people.js';
import type { IntakeDoc } from '../ports/store.js';
import type { WidgetSettings } from '../contract/widget.js';
import type { ArticleRecord } from '../ports/selfService.js';
import type { Stored } from './record.js';
import { CorrectionSchema } from './schemas/correction.js';
import { CustomerChangeSchema } from './schemas/customerChange.js';
import { CustomerRecordSchema, LinkSuggestionSchema, SightingSchema } from './schemas/customerWork.js';
import { EventSchema } from './schemas/event.js';
import { CounterSchema, FollowupRuleSchema, FollowupSchema } from './schemas/followup.js';
import { IntakeSchema } from './schemas/intake.js';
import { MailAccountSchema } from './schemas/mailAccount.js';
import { MessageSchema } from './schemas/message.js';
import { AgentSchema, ApiTokenSchema, CustomerSchema, IdentitySchema, SessionSchema, VisitorSchema } from './schemas/people.js';
import { SearchBlockSchema, SearchSegmentSchema, SearchTodoSchema } from './schemas/search.js';
import { ArticleSchema, WidgetSchema } from './schemas/selfService.js';
import { TicketSchema } from './schemas/ticket.js';
import {
  BatchSchema,
  FieldSchema,
  MacroSchema,
  MailboxSchema,
  MentionSchema,
  ReadSchema,
  SettingSchema,
  TagSchema,
  TeamSchema,
  UploadSchema,
  ViewSchema,
} from './schemas/workspace.js';

export type EventDoc = Stored<TicketEvent>;
/** The numbers are its places in the orders of a list: see `placesOf`. */
export type TicketDoc = Stored<Ticket> & {
  live: boolean;
  rank: number;
  dueRank: number;
  urgency: number;
  heardRank: number;
  customerName: string;
  pendingEvents: EventDoc[];
};
/** `textRank` and the keys are for those who write; see `MessageKeys`. */
export type MessageDoc = Stored<Message> & { version: number; amendKey?: string; textRank: number; clientKey?: string; chatKey?: string };
/** `words` are what the search box finds him by. */
export type CustomerDoc = Stored<Customer> & { words: string[]; pendingEvents?: EventDoc[] };
/** In whose signature a contact (`kind value`) stood. */
export interface SightingDoc {
  _id: string;
  contact: string;
  customerId: string;
  at: Date;
}
export type RuleDoc = Omit<Stored<RuleRecord>, 'createdAt'> & { createdAt: Date };
export type FollowupDoc = Stored<FollowupRecord>;
export type ArticleDoc = Stored<ArticleRecord>;
export type WidgetDoc = Partial<WidgetSettings> & { _id: string; version?: number };
/** A record that is to be indexed; `ref` is its id. */
export interface SearchTodoDoc {
  _id: string;
  kind: string;
  ref: string;
}
/** A segment's head; its rows and words are in blocks. Times `from` and `to` in milliseconds. */
export interface SearchSegmentDoc {
  _id: string;
  state: 'building' | 'live' | 'dead';
  seq: number;
  late: boolean;
  docs: number;
  from: number;
  to: number;
  termBlocks: number;
  rowBlocks: number;
  indexBlocks: number;
  sources: string[];
  at: Date;
}
/** A part of a segment; the id says of which: see `blockId`. */
export interface SearchBlockDoc {
  _id: string;
  data: Buffer;
}

/** By its key. */
export interface SettingDoc {
  _id: string;
  value: unknown;
  version?: number;
  at: Date;
}

export interface Models {
  tickets: Model<TicketDoc>;
  messages: Model<MessageDoc>;
  events: Model<EventDoc>;
  intake: Model<IntakeDoc>;
  customers: Model<CustomerDoc>;
  identities: Model<Stored<Identity>>;
  corrections: Model<Stored<Correction>>;
  customerChanges: Model<Stored<CustomerChange>>;
  customerRecords: Model<Stored<CustomerRecord>>;
  sightings: Model<SightingDoc>;
  linkSuggestions: Model<Stored<StoredSuggestion>>;
  agents: Model<Stored<Agent>>;
  sessions: Model<Stored<SessionRecord>>;
  apiTokens: Model<Stored<ApiToken>>;
  visitors: Model<Stored<VisitorRecord>>;
  rules: Model<RuleDoc>;
  followups: Model<FollowupDoc>;
  mailAccounts: Model<Stored<MailAccountRecord>>;
  articles: Model<ArticleDoc>;
  widgets: Model<WidgetDoc>;
  counters: Model<{ _id: string; value: number }>;
  views: Model<Stored<ViewRecord>>;
  macros: Model<Stored<MacroRecord>>;
  fields: Model<Stored<FieldRecord>>;
  tags: Model<Stored<TagRecord>>;
  teams: Model<Stored<TeamRecord>>;
  batches: Model<Stored<BatchRecord>>;
  mailboxes: Model<Stored<MailboxRecord>>;
  uploads: Model<Stored<UploadRecord>>;
  reads: Model<{ _id: string; at: Date }>;
  mentions: Model<Stored<MentionRecord>>;
  settings: Model<SettingDoc>;
  searchTodo: Model<SearchTodoDoc>;
  searchSegments: Model<SearchSegmentDoc>;
  searchBlocks: Model<SearchBlockDoc>;
}

/** All collections of one connection. Their schemas are in `schemas/`, the shapes of their documents above. */
export function createModels(connection: Connection): Models {
  return {
    tickets: connection.model<TicketDoc>('Ticket', TicketSchema),
    messages: connection.model<MessageDoc>('Message', MessageSchema),
    events: connection.model<EventDoc>('Event', EventSchema),
    intake: connection.model<IntakeDoc>('Intake', IntakeSchema),
    customers: connection.model<CustomerDoc>('Customer', CustomerSchema),
    corrections: connection.model<Stored<Correction>>('Correction', CorrectionSchema),
    customerChanges: connection.model<Stored<CustomerChange>>('CustomerChange', CustomerChangeSchema),
    customerRecords: connection.model<Stored<CustomerRecord>>('CustomerRecord', CustomerRecordSchema),
    sightings: connection.model<SightingDoc>('Sighting', SightingSchema),
    linkSuggestions: connection.model<Stored<StoredSuggestion>>('LinkSuggestion', LinkSuggestionSchema),
    identities: connection.model<Stored<Identity>>('Identity', IdentitySchema),
    agents: connection.model<Stored<Agent>>('Agent', AgentSchema),
    sessions: connection.model<Stored<SessionRecord>>('Session', SessionSchema),
    apiTokens: connection.model<Stored<ApiToken>>('ApiToken', ApiTokenSchema),
    visitors: connection.model<Stored<VisitorRecord>>('Visitor', VisitorSchema),
    rules: connection.model<RuleDoc>('FollowupRule', FollowupRuleSchema),
    followups: connection.model<FollowupDoc>('Followup', FollowupSchema),
    mailAccounts: connection.model<Stored<MailAccountRecord>>('MailAccount', MailAccountSchema),
    articles: connection.model<ArticleDoc>('Article', ArticleSchema),
    widgets: connection.model<WidgetDoc>('Widget', WidgetSchema),
    counters: connection.model<{ _id: string; value: number }>('Counter', CounterSchema),
    views: connection.model<Stored<ViewRecord>>('View', ViewSchema),
    macros: connection.model<Stored<MacroRecord>>('Macro', MacroSchema),
    fields: connection.model<Stored<FieldRecord>>('Field', FieldSchema),
    tags: connection.model<Stored<TagRecord>>('Tag', TagSchema),
    teams: connection.model<Stored<TeamRecord>>('Team', TeamSchema),
    batches: connection.model<Stored<BatchRecord>>('Batch', BatchSchema),
    mailboxes: connection.model<Stored<MailboxRecord>>('Mailbox', MailboxSchema),
    uploads: connection.model<Stored<UploadRecord>>('Upload', UploadSchema),
    reads: connection.model<{ _id: string; at: Date }>('Read', ReadSchema),
    mentions: connection.model<Stored<MentionRecord>>('Mention', MentionSchema),
    settings: connection.model<SettingDoc>('Setting', SettingSchema),
    searchTodo: connection.model<SearchTodoDoc>('SearchTodo', SearchTodoSchema),
    searchSegments: connection.model<SearchSegmentDoc>('SearchSegment', SearchSegmentSchema),
    searchBlocks: connection.model<SearchBlockDoc>('SearchBlock', SearchBlockSchema),
  };
}
