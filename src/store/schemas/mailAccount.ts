import { OPTIONS, SUB, defineSchema } from './options.js';

export const MailAccountSchema = defineSchema(
  {
    _id: String,
    name: { type: String, required: true },
    address: { type: String, default: null },
    host: { type: String, required: true },
    port: { type: Number, required: true },
    security: { type: String, required: true },
    user: { type: String, required: true },
    folder: { type: String, required: true },
    afterFetch: { type: String, required: true },
    moveTo: { type: String, default: null },
    startAt: { type: String, required: true },
    enabled: Boolean,
    origin: { type: String, required: true },
    credentials: { type: String, required: true },
    secret: { type: String, default: null },
    revision: { type: Number, default: 1 },
    uidValidity: { type: String, default: null },
    lastUid: { type: Number, default: 0 },
    problem: { type: defineSchema({ code: String, message: String, since: Date }, SUB), default: null },
    checkedAt: { type: Date, default: null },
    fetched: { type: Number, default: 0 },
    waiting: { type: Number, default: 0 },
    holder: { type: String, default: null },
    heldUntil: Date,
    createdAt: Date,
    updatedAt: Date,
  },
  { ...OPTIONS, collection: 'mailAccounts' },
);

/** One folder of one login is fetched once. */
MailAccountSchema.index({ host: 1, port: 1, user: 1, folder: 1 }, { unique: true });
