import { OPTIONS, defineSchema } from './options.js';

export const ArticleSchema = defineSchema(
  {
    _id: String,
    title: { type: String, required: true },
    body: { type: String, required: true },
    language: String,
    public: Boolean,
    createdAt: Date,
    updatedAt: Date,
    version: Number,
  },
  { ...OPTIONS, collection: 'articles' },
);
ArticleSchema.index({ updatedAt: -1, _id: -1 });

/** One document for each widget; today there is one, `default`. */
export const WidgetSchema = defineSchema(
  {
    _id: String,
    color: { type: String, default: undefined },
    title: Object,
    hello: Object,
    preChat: { type: [String], default: undefined },
    askAddress: Boolean,
    articles: Boolean,
    files: Boolean,
    origins: { type: [String], default: undefined },
    version: Number,
  },
  { ...OPTIONS, collection: 'widgets' },
);
