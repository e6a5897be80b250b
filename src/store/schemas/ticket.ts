import { Schema } from 'mongoose';
import { EventFields } from './event.js';
import { OPTIONS, SUB, defineSchema } from './options.js';

const Link = defineSchema({ ticketId: String, kind: String }, SUB);
const Opened = defineSchema({ customerId: String, ordinal: Number, intakeId: { type: String, default: null }, at: Date }, SUB);

const MoveSchema = defineSchema(
  {
    kind: String,
    fromId: String,
    toId: String,
    messageIds: [String],
    status: String,
    waitingSince: { type: Date, default: null },
    eventId: String,
    undoes: { type: String, default: null },
    decision: { type: defineSchema({ messageId: String, undone: Boolean }, SUB), default: null },
    at: Date,
  },
  SUB,
);

export const TicketSchema = defineSchema(
  {
    _id: String,
    number: { type: Number, required: true },
    subject: { type: String, required: true },
    status: { type: String, required: true },
    customerId: { type: String, required: true },
    assigneeId: { type: String, default: null },
    channels: [String],
    lastChannel: String,
    priority: String,
    tags: [String],
    topic: { type: String, default: null },
    topicByAgent: Boolean,
    teamId: { type: String, default: null },
    fields: Schema.Types.Mixed,
    snooze: {
      type: defineSchema({ until: { type: Date, default: null }, at: Date, byId: { type: String, default: null } }, SUB),
      default: null,
    },
    preview: String,
    terms: { type: [String], default: undefined },
    lastDirection: String,
    waitingSince: { type: Date, default: null },
    firstReplyDueAt: { type: Date, default: null },
    firstRepliedAt: { type: Date, default: null },
    lastMessageAt: Date,
    lastInboundAt: { type: Date, default: null },
    solvedAt: { type: Date, default: null },
    closedAt: { type: Date, default: null },
    mergedIntoId: { type: String, default: null },
    links: [Link],
    moving: { type: MoveSchema, default: null },
    seq: Number,
    opened: Opened,
    createdAt: Date,
    updatedAt: Date,
    /** Derived, for the indexes: open, pending or on hold, and not merged away. */
    live: Boolean,
    /** Derived, for the orders of a list: see `placesOf`. */
    rank: Number,
    dueRank: Number,
    urgency: Number,
    heardRank: Number,
    /** Derived: the customer's name, so that a list needs no second query. */
    customerName: String,
    /** Events that ride here until they stand in their own collection: see docs/decisions. */
    pendingEvents: [defineSchema(EventFields, { ...SUB, _id: false })],
  },
  { ...OPTIONS, collection: 'tickets' },
);

// Two workers that both decide "new ticket" for one customer cannot both be right.
TicketSchema.index({ 'opened.customerId': 1, 'opened.ordinal': 1 }, { unique: true });
TicketSchema.index({ number: 1 }, { unique: true });
TicketSchema.index({ lastMessageAt: -1, _id: -1 });
TicketSchema.index({ status: 1, lastMessageAt: -1, _id: -1 });
TicketSchema.index({ assigneeId: 1, status: 1, lastMessageAt: -1, _id: -1 });
TicketSchema.index({ customerId: 1, lastMessageAt: -1, _id: -1 });
// What is worked on is a small part of all tickets: these stay small, and a solved ticket costs them nothing.
const LIVE = { partialFilterExpression: { live: true } };
TicketSchema.index({ live: 1, lastMessageAt: -1, _id: -1 }, LIVE);
TicketSchema.index({ assigneeId: 1, live: 1, lastMessageAt: -1, _id: -1 }, LIVE);
TicketSchema.index({ live: 1, rank: 1, _id: 1 }, LIVE);
TicketSchema.index({ assigneeId: 1, live: 1, rank: 1, _id: 1 }, LIVE);
for (const place of ['dueRank', 'urgency', 'heardRank']) {
  TicketSchema.index({ live: 1, [place]: 1, _id: 1 }, LIVE);
  TicketSchema.index({ assigneeId: 1, live: 1, [place]: 1, _id: 1 }, LIVE);
}
TicketSchema.index({ live: 1, firstRepliedAt: 1, firstReplyDueAt: 1 }, LIVE);
TicketSchema.index({ live: 1, lastChannel: 1, waitingSince: 1 }, LIVE);
TicketSchema.index({ updatedAt: 1 });
TicketSchema.index({ teamId: 1, live: 1, lastMessageAt: -1, _id: -1 });
TicketSchema.index({ teamId: 1, live: 1, rank: 1, _id: 1 });
TicketSchema.index({ tags: 1, live: 1, lastMessageAt: -1, _id: -1 });
TicketSchema.index({ 'snooze.until': 1 }, { partialFilterExpression: { 'snooze.until': { $exists: true } } });
TicketSchema.index({ 'snooze.at': 1 }, { partialFilterExpression: { 'snooze.at': { $exists: true } } });
TicketSchema.index({ assigneeId: 1, live: 1, 'snooze.at': 1 }, { partialFilterExpression: { 'snooze.at': { $exists: true } } });
TicketSchema.index({ 'moving.at': 1 }, { partialFilterExpression: { 'moving.at': { $exists: true } } });
