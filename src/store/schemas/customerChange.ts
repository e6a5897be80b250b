import { Schema } from 'mongoose';
import { ActorSchema } from './event.js';
import { OPTIONS, SUB, defineSchema } from './options.js';

export const CustomerChangeSchema = defineSchema(
  {
    _id: String,
    kind: { type: String, required: true },
    fromId: { type: String, required: true },
    toId: { type: String, required: true },
    identityIds: [String],
    ticketIds: [String],
    messageIds: [String],
    visitorIds: [String],
    followupIds: [String],
    tags: [String],
    claims: [defineSchema({ kind: String, value: String, at: Date }, SUB)],
    adds: { type: Schema.Types.Mixed, default: null },
    removes: { type: Schema.Types.Mixed, default: null },
    move: { type: Schema.Types.Mixed, default: null },
    ends: Boolean,
    revives: Boolean,
    undoes: { type: String, default: null },
    undoneBy: { type: String, default: null },
    actor: ActorSchema,
    reason: { type: String, default: null },
    state: { type: String, required: true },
    givenAt: Date,
    at: Date,
  },
  { ...OPTIONS, collection: 'customer_changes' },
);
CustomerChangeSchema.index({ fromId: 1, _id: -1 });
CustomerChangeSchema.index({ toId: 1, _id: -1 });
CustomerChangeSchema.index({ state: 1, at: 1 }, { partialFilterExpression: { state: 'doing' } });
