import { OPTIONS, SUB, defineSchema } from './options.js';

const When = defineSchema(
  {
    topic: { type: String, default: null },
    channels: { type: [String], default: undefined },
    tags: { type: [String], default: undefined },
    on: String,
  },
  SUB,
);
const Expect = defineSchema({ topic: String, withinDays: Number, probability: { type: Number, default: null } }, SUB);
const CheckIn = defineSchema({ afterHours: Number, text: String }, SUB);

export const FollowupRuleSchema = defineSchema(
  {
    _id: String,
    name: { type: String, required: true },
    enabled: Boolean,
    when: When,
    expect: Expect,
    prompt: String,
    reply: { type: String, default: null },
    checkIn: { type: CheckIn, default: null },
    createdAt: Date,
    version: Number,
  },
  { ...OPTIONS, collection: 'followup_rules' },
);

export const FollowupSchema = defineSchema(
  {
    _id: String,
    ruleId: String,
    ruleName: String,
    ticketId: String,
    ticketNumber: Number,
    customerId: String,
    customerName: String,
    state: { type: String, required: true },
    dueAt: Date,
    text: String,
    reason: { type: String, default: null },
    messageId: { type: String, default: null },
    createdAt: Date,
    endedAt: { type: Date, default: null },
    /** `ruleId ticketId solvedAt`: one resolve plans each rule once. */
    planKey: { type: String, required: true },
  },
  { ...OPTIONS, collection: 'followups' },
);
FollowupSchema.index({ planKey: 1 }, { unique: true });
FollowupSchema.index({ state: 1, dueAt: 1, _id: 1 });
FollowupSchema.index({ state: 1, _id: -1 });
FollowupSchema.index({ ticketId: 1, _id: 1 });
FollowupSchema.index({ customerId: 1, state: 1 });

export const CounterSchema = defineSchema({ _id: String, value: Number }, { ...OPTIONS, collection: 'counters' });
