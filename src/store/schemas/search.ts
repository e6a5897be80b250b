import { OPTIONS, defineSchema } from './options.js';

/** What is still to be indexed: written before the record itself, removed once a segment has it. `_id` is in order of time. */
export const SearchTodoSchema = defineSchema(
  { _id: String, kind: { type: String, required: true }, ref: { type: String, required: true } },
  { ...OPTIONS, collection: 'search_todo' },
);
// "Is a walk going on?" must not look through all that waits.
SearchTodoSchema.index({ kind: 1 }, { partialFilterExpression: { kind: 'walk' } });

/** One part of the search index: never changed once it is live, only merged into a larger one. */
export const SearchSegmentSchema = defineSchema(
  {
    _id: String,
    /** `building` while its blocks are written, `dead` once a merged one stands for it. */
    state: { type: String, required: true },
    /** Later ones have later forms of the same record. */
    seq: Number,
    /** It holds changed or delayed records, older than what other segments hold. */
    late: Boolean,
    docs: Number,
    /** Times of its oldest and newest record, in milliseconds. */
    from: Number,
    to: Number,
    termBlocks: Number,
    rowBlocks: Number,
    indexBlocks: Number,
    /** The segments it was merged from, until they are marked dead. */
    sources: [String],
    at: Date,
  },
  { ...OPTIONS, collection: 'search_segments' },
);
SearchSegmentSchema.index({ state: 1, seq: 1, _id: 1 });
// A busy desk merges a thousand away in a minute: which of them may go is not asked one by one.
SearchSegmentSchema.index({ state: 1, at: 1 });

/** The bytes of a segment: `segment.t.0` holds terms, `.r.` rows, `.i.` the first term of each block. */
export const SearchBlockSchema = defineSchema({ _id: String, data: Buffer }, { ...OPTIONS, collection: 'search_blocks' });
