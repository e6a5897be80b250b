import { ActorSchema } from './event.js';
import { OPTIONS, SUB, defineSchema } from './options.js';

export const CorrectionSchema = defineSchema(
  {
    _id: String,
    messageId: { type: String, required: true },
    customerId: { type: String, required: true },
    rule: { type: String, required: true },
    evidence: [defineSchema({ kind: String, value: String }, SUB)],
    confidence: Number,
    chosen: { type: String, required: true },
    correctedTo: { type: String, required: true },
    how: { type: String, required: true },
    eventId: { type: String, required: true },
    withdrawn: Boolean,
    actor: ActorSchema,
    at: Date,
  },
  { ...OPTIONS, collection: 'corrections' },
);
CorrectionSchema.index({ eventId: 1 });
CorrectionSchema.index({ at: 1 });
/** For taking away with their customer or ticket. */
CorrectionSchema.index({ customerId: 1 });
CorrectionSchema.index({ correctedTo: 1 });
