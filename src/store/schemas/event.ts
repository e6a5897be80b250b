import { Schema } from 'mongoose';
import { OPTIONS, SUB, defineSchema } from './options.js';

export const ActorSchema = defineSchema({ kind: String, id: { type: String, default: null }, name: { type: String, default: null } }, SUB);

export const EventFields = {
  _id: String,
  ticketId: { type: String, default: null },
  customerId: { type: String, default: null },
  seq: Number,
  type: { type: String, required: true },
  actor: ActorSchema,
  at: Date,
  data: Schema.Types.Mixed,
  undo: { type: Schema.Types.Mixed, default: null },
  undoneBy: { type: String, default: null },
} as const;

export const EventSchema = defineSchema(EventFields, { ...OPTIONS, collection: 'events' });
EventSchema.index({ ticketId: 1, seq: 1, _id: 1 });
EventSchema.index({ customerId: 1, at: -1, _id: -1 });
