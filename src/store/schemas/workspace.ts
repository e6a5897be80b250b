import { Schema } from 'mongoose';
import { OPTIONS, SUB, defineSchema } from './options.js';

const { Mixed } = Schema.Types;
const scoped = {
  scope: String,
  teamId: { type: String, default: null },
  ownerId: { type: String, required: true },
  createdAt: Date,
  version: Number,
} as const;

/** `filter` was read by the contract's schema before it came here. */
export const ViewSchema = defineSchema(
  {
    _id: String,
    name: { type: String, required: true },
    filter: { type: Mixed, required: true },
    sort: String,
    position: Number,
    ...scoped,
  },
  { ...OPTIONS, collection: 'views' },
);

export const MacroSchema = defineSchema(
  {
    _id: String,
    name: { type: String, required: true },
    text: String,
    html: { type: String, default: null },
    kind: String,
    language: { type: String, default: null },
    actions: Mixed,
    ...scoped,
  },
  { ...OPTIONS, collection: 'macros' },
);

export const FieldSchema = defineSchema(
  {
    _id: String,
    on: { type: String, required: true },
    key: { type: String, required: true },
    name: String,
    about: String,
    type: { type: String, required: true },
    choices: [String],
    position: Number,
    archived: Boolean,
    createdAt: Date,
  },
  { ...OPTIONS, collection: 'fields' },
);
FieldSchema.index({ on: 1, key: 1 }, { unique: true });

export const TagSchema = defineSchema(
  {
    _id: String,
    key: { type: String, required: true },
    name: { type: String, required: true },
    color: { type: String, default: null },
    archived: Boolean,
  },
  { ...OPTIONS, collection: 'tags' },
);
TagSchema.index({ key: 1 }, { unique: true });

export const TeamSchema = defineSchema(
  { _id: String, name: { type: String, required: true }, memberIds: [String], createdAt: Date },
  { ...OPTIONS, collection: 'teams' },
);

export const BatchSchema = defineSchema(
  {
    _id: String,
    agentId: { type: String, required: true },
    ticketIds: [String],
    change: Mixed,
    at: Date,
    undoneAt: { type: Date, default: null },
  },
  { ...OPTIONS, collection: 'batches' },
);

/** `relay` is encrypted. */
export const MailboxSchema = defineSchema(
  {
    _id: String,
    address: { type: String, required: true },
    name: String,
    signature: String,
    language: { type: String, default: null },
    relay: { type: String, default: null },
    signedEnvelope: { type: Boolean, default: true },
    createdAt: Date,
    version: Number,
  },
  { ...OPTIONS, collection: 'mailboxes' },
);
MailboxSchema.index({ address: 1 }, { unique: true });

export const UploadSchema = defineSchema(
  {
    _id: String,
    owner: { type: defineSchema({ kind: String, id: String }, SUB), required: true },
    filename: String,
    contentType: String,
    size: Number,
    sha256: { type: String, required: true },
    createdAt: Date,
    messageId: { type: String, default: null },
  },
  { ...OPTIONS, collection: 'uploads' },
);
UploadSchema.index({ 'owner.id': 1, messageId: 1, createdAt: 1 });
UploadSchema.index({ messageId: 1, createdAt: 1 });
UploadSchema.index({ createdAt: 1 });

/** `_id` is `agent ticket`. */
export const ReadSchema = defineSchema({ _id: String, at: Date }, { ...OPTIONS, collection: 'reads' });

export const MentionSchema = defineSchema(
  {
    _id: String,
    agentId: { type: String, required: true },
    ticketId: { type: String, required: true },
    messageId: String,
    by: String,
    preview: String,
    at: Date,
    readAt: { type: Date, default: null },
  },
  { ...OPTIONS, collection: 'mentions' },
);
MentionSchema.index({ ticketId: 1 });
MentionSchema.index({ agentId: 1, _id: -1 });
MentionSchema.index({ agentId: 1, readAt: 1, _id: -1 });

/** What the desk has set for itself, by key; values are read by the contract's schemas on their way in. Older ones have no version. */
export const SettingSchema = defineSchema({ _id: String, value: Mixed, version: Number, at: Date }, { ...OPTIONS, collection: 'settings' });
