import { ActorSchema } from './event.js';
import { OPTIONS, SUB, defineSchema } from './options.js';

const amount = { type: defineSchema({ value: Number, currency: String }, SUB), default: null } as const;

/** Orders, products and the like, as other systems told of them. */
export const CustomerRecordSchema = defineSchema(
  {
    _id: String,
    customerId: { type: String, required: true },
    kind: { type: String, required: true },
    externalId: { type: String, required: true },
    title: { type: String, required: true },
    status: { type: String, default: null },
    at: { type: Date, required: true },
    url: { type: String, default: null },
    amount,
    lines: [defineSchema({ title: String, quantity: Number, amount }, SUB)],
    createdAt: Date,
    updatedAt: Date,
  },
  { ...OPTIONS, collection: 'customer_records' },
);
CustomerRecordSchema.index({ kind: 1, externalId: 1, customerId: 1 }, { unique: true });
CustomerRecordSchema.index({ customerId: 1, at: -1, _id: -1 });
CustomerRecordSchema.index({ customerId: 1, kind: 1, at: -1, _id: -1 });

/** In whose signature an address or number stands. `_id` is `customer kind value`. */
export const SightingSchema = defineSchema(
  { _id: String, contact: { type: String, required: true }, customerId: { type: String, required: true }, at: Date },
  { ...OPTIONS, collection: 'sightings' },
);
SightingSchema.index({ contact: 1, customerId: 1 });
SightingSchema.index({ customerId: 1 });

export const LinkSuggestionSchema = defineSchema(
  {
    _id: String,
    action: { type: String, required: true },
    customerId: { type: String, required: true },
    otherId: { type: String, default: null },
    identity: { type: defineSchema({ kind: String, value: String }, SUB), default: null },
    evidence: [defineSchema({ kind: String, value: String }, SUB)],
    score: Number,
    state: { type: String, required: true },
    changeId: { type: String, default: null },
    actor: { type: ActorSchema, default: null },
    createdAt: Date,
    decidedAt: { type: Date, default: null },
  },
  { ...OPTIONS, collection: 'link_suggestions' },
);
LinkSuggestionSchema.index({ customerId: 1, state: 1 });
LinkSuggestionSchema.index({ otherId: 1, state: 1 });
