import { Schema } from 'mongoose';
import { EventFields } from './event.js';
import { OPTIONS, SUB, defineSchema } from './options.js';

export const CustomerSchema = defineSchema(
  {
    _id: String,
    name: { type: String, required: true },
    claims: [defineSchema({ kind: String, value: String, at: Date }, SUB)],
    tags: [String],
    language: { type: String, default: null },
    timeZone: { type: String, default: null },
    likes: { type: String, default: undefined },
    dislikes: { type: String, default: undefined },
    notes: { type: String, default: undefined },
    fields: { type: Schema.Types.Mixed, default: undefined },
    version: { type: Number, default: undefined },
    mergedIntoId: { type: String, default: undefined },
    createdAt: Date,
    updatedAt: Date,
    /** Derived: words of the name and the addresses, for the search box. */
    words: [String],
    /** Events of the last change, until they stand in their own collection. */
    pendingEvents: { type: [defineSchema(EventFields, { ...SUB, _id: false })], default: undefined },
  },
  { ...OPTIONS, collection: 'customers' },
);
CustomerSchema.index({ words: 1 });
CustomerSchema.index({ mergedIntoId: 1 }, { partialFilterExpression: { mergedIntoId: { $exists: true } } });

export const IdentitySchema = defineSchema(
  {
    _id: String,
    kind: { type: String, required: true },
    value: { type: String, required: true },
    customerId: { type: String, required: true },
    verified: Boolean,
    source: String,
    addedAt: Date,
    optedOutAt: { type: Date, default: null },
    bounced: {
      type: defineSchema(
        { at: Date, hard: Boolean, status: { type: String, default: null }, reason: { type: String, default: null } },
        SUB,
      ),
      default: null,
    },
  },
  { ...OPTIONS, collection: 'identities' },
);
IdentitySchema.index({ kind: 1, value: 1 }, { unique: true });
IdentitySchema.index({ customerId: 1, addedAt: 1, _id: 1 });

export const AgentSchema = defineSchema(
  {
    _id: String,
    name: String,
    email: { type: String, required: true },
    role: String,
    passwordHash: String,
    active: Boolean,
    createdAt: Date,
    signature: String,
    language: String,
    mustChangePassword: Boolean,
    passwordFrom: String,
  },
  { ...OPTIONS, collection: 'agents' },
);
AgentSchema.index({ email: 1 }, { unique: true });

/** `_id` is the sha256 of the token: a stolen database opens no session. */
export const SessionSchema = defineSchema(
  { _id: String, agentId: String, createdAt: Date, expiresAt: Date },
  { ...OPTIONS, collection: 'sessions' },
);
SessionSchema.index({ expiresAt: 1 });
SessionSchema.index({ agentId: 1 });

/** Another system that calls the API; its token is kept as its sha256. */
export const ApiTokenSchema = defineSchema(
  {
    _id: String,
    name: { type: String, required: true },
    role: { type: String, required: true },
    tokenHash: { type: String, required: true },
    createdBy: String,
    createdAt: Date,
    lastUsedAt: { type: Date, default: null },
    revokedAt: { type: Date, default: null },
  },
  { ...OPTIONS, collection: 'api_tokens' },
);
ApiTokenSchema.index({ tokenHash: 1 }, { unique: true });

/** A browser that chats with us. */
export const VisitorSchema = defineSchema(
  {
    _id: String,
    tokenHash: { type: String, required: true },
    externalId: { type: String, default: null },
    name: { type: String, default: null },
    claimedEmail: { type: String, default: null },
    language: { type: String, default: null },
    customerId: { type: String, default: null },
    ticketId: { type: String, default: null },
    claimedPhone: { type: String, default: null },
    agentSawAt: { type: Date, default: null },
    readAt: { type: Date, default: null },
    leftAt: { type: Date, default: null },
    createdAt: Date,
    seenAt: Date,
  },
  { ...OPTIONS, collection: 'visitors' },
);
VisitorSchema.index({ tokenHash: 1 }, { unique: true });
VisitorSchema.index({ customerId: 1, seenAt: -1 });
