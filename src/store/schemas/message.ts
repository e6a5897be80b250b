import { OPTIONS, SUB, defineSchema } from './options.js';

const PartySchema = defineSchema({ kind: String, value: String, name: { type: String, default: null } }, SUB);
const FoldSchema = defineSchema({ kind: String, length: Number }, SUB);
const AttachmentSchema = defineSchema(
  {
    filename: String,
    contentType: String,
    size: Number,
    inline: Boolean,
    contentId: { type: String, default: null },
    state: String,
    sha256: { type: String, default: null },
    sourceUrl: { type: String, default: null },
  },
  SUB,
);
const MailSchema = defineSchema({ messageId: { type: String, default: null }, inReplyTo: [String], references: [String] }, SUB);
const DecisionSchema = defineSchema(
  {
    id: { type: String, default: null },
    rule: String,
    evidence: [defineSchema({ kind: String, value: String }, SUB)],
    confidence: Number,
    undone: Boolean,
    alternatives: {
      type: [
        defineSchema({ ticketId: String, number: Number, subject: { type: String, default: '' }, rule: String, confidence: Number }, SUB),
      ],
      default: undefined,
    },
    links: { type: [defineSchema({ ticketId: String, kind: String }, SUB)], default: undefined },
  },
  SUB,
);
const DeliverySchema = defineSchema(
  {
    state: String,
    reason: { type: String, default: null },
    attempts: Number,
    nextAt: { type: Date, default: null },
    claim: Number,
    providerId: { type: String, default: null },
    took: { type: [String], default: undefined },
    returnPath: String,
    at: Date,
  },
  SUB,
);

export const MessageSchema = defineSchema(
  {
    _id: String,
    ticketId: { type: String, required: true },
    customerId: { type: String, required: true },
    intakeId: { type: String, default: null },
    externalId: { type: String, default: null },
    channel: { type: String, required: true },
    channelAccount: String,
    direction: { type: String, required: true },
    subject: { type: String, default: null },
    text: { type: String, default: '' },
    fold: { type: [FoldSchema], default: null },
    html: { type: String, default: null },
    attachments: [AttachmentSchema],
    from: PartySchema,
    to: [PartySchema],
    cc: { type: [PartySchema], default: undefined },
    bcc: { type: [PartySchema], default: undefined },
    unnamed: { type: defineSchema({ to: Number, cc: Number }, SUB), default: undefined },
    forwarded: Boolean,
    exposed: Boolean,
    trailer: {
      type: defineSchema(
        { signature: { type: String, default: null }, quote: { type: defineSchema({ intro: String, text: String }, SUB), default: null } },
        SUB,
      ),
      default: undefined,
    },
    mentions: { type: [String], default: undefined },
    authorId: { type: String, default: null },
    mail: { type: MailSchema, default: null },
    decision: { type: DecisionSchema, default: null },
    delivery: { type: DeliverySchema, default: null },
    wroteBy: String,
    senderVerified: Boolean,
    occurredAt: Date,
    createdAt: Date,
    updatedAt: Date,
    /** Raised by each amendment; guards against lost updates. */
    version: { type: Number, default: 0 },
    /** `channelAccount externalId` of messages that later reports may amend (calls): one such message for ever. */
    amendKey: String,
    /** How much a later report may replace the text: see `ports/channel.ts`. */
    textRank: { type: Number, default: 0 },
    /** What the client called its own reply: the same one twice is one message. */
    clientKey: String,
    /** The visitor in whose chat it was said. */
    chatKey: String,
  },
  { ...OPTIONS, collection: 'messages' },
);

MessageSchema.index({ ticketId: 1, createdAt: 1, _id: 1 });
MessageSchema.index({ customerId: 1, createdAt: -1, _id: -1 });
MessageSchema.index({ externalId: 1, channel: 1 });
MessageSchema.index({ amendKey: 1 }, { unique: true, partialFilterExpression: { amendKey: { $exists: true } } });
MessageSchema.index({ clientKey: 1 }, { unique: true, partialFilterExpression: { clientKey: { $exists: true } } });
MessageSchema.index({ direction: 1, _id: -1 }, { partialFilterExpression: { direction: 'out' } });
MessageSchema.index({ 'delivery.state': 1, _id: -1 }, { partialFilterExpression: { direction: 'out' } });
MessageSchema.index({ 'delivery.nextAt': 1 }, { partialFilterExpression: { 'delivery.state': 'queued' } });
MessageSchema.index({ 'delivery.providerId': 1 }, { partialFilterExpression: { direction: 'out' } });
// Texts only: whom a mail answers, it says itself.
MessageSchema.index(
  { 'to.value': 1, channelAccount: 1, createdAt: -1, _id: -1 },
  { partialFilterExpression: { direction: 'out', 'to.kind': 'phone' } },
);
MessageSchema.index({ 'decision.rule': 1, createdAt: 1 }, { partialFilterExpression: { 'decision.rule': { $exists: true } } });
MessageSchema.index({ 'attachments.state': 1 }, { partialFilterExpression: { 'attachments.state': 'pending' } });
MessageSchema.index({ chatKey: 1, createdAt: -1, _id: -1 }, { partialFilterExpression: { chatKey: { $exists: true } } });
