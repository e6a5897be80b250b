import { Schema } from 'mongoose';
import { OPTIONS, defineSchema } from './options.js';

export const IntakeSchema = defineSchema(
  {
    _id: String,
    channel: { type: String, required: true },
    channelAccount: { type: String, required: true },
    externalKey: { type: String, required: true },
    state: { type: String, required: true },
    /** Small raw bytes ride here, so that accepting costs one write; larger ones are in the blob store by their hash. */
    raw: { type: Buffer, default: null },
    /** Set when a purge has dropped the raw bytes: the row stays, and `raw` is null. */
    rawDroppedAt: Date,
    size: Number,
    sha256: String,
    meta: Schema.Types.Mixed,
    receivedAt: Date,
    /** Not before this time: set after a failed try. */
    nextAt: Date,
    attempts: { type: Number, default: 0 },
    /** How often it was worked on alone, because a process had died under it or beside it. */
    suspected: Number,
    code: { type: String, default: null },
    message: { type: String, default: null },
    ticketId: { type: String, default: null },
    messageId: { type: String, default: null },
    doneAt: { type: Date, default: null },
  },
  { ...OPTIONS, collection: 'intake' },
);

IntakeSchema.index({ channelAccount: 1, externalKey: 1 }, { unique: true });
IntakeSchema.index({ state: 1, _id: -1 });
IntakeSchema.index({ state: 1, nextAt: 1 }, { partialFilterExpression: { state: 'pending' } });
IntakeSchema.index({ state: 1, code: 1, _id: 1 }, { partialFilterExpression: { state: 'quarantined' } });
