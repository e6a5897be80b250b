import type { WidgetSettingsPatch } from '../contract/widget.js';
import type { ArticleRecord, ArticleStore, WidgetStore } from '../ports/selfService.js';
import type { ArticleDoc, Models, WidgetDoc } from './models.js';
import { fromStored, toStored } from './record.js';

const MOST = 1000;
const WIDGET = 'default';

export function createArticleStore({ articles }: Models): ArticleStore {
  const domain = (doc: ArticleDoc | null): ArticleRecord | null => (doc ? fromStored<ArticleRecord>(doc) : null);
  return {
    async all() {
      const docs = await articles.find().sort({ updatedAt: -1, _id: -1 }).limit(MOST).lean<ArticleDoc[]>();
      return docs.map((doc) => fromStored<ArticleRecord>(doc));
    },
    get: async (id) => domain(await articles.findById(id).lean<ArticleDoc>()),
    async add(article) {
      await articles.create(toStored(article));
    },
    change: async (id, set) => domain(await articles.findOneAndUpdate({ _id: id }, { $set: set }, { returnDocument: 'after' }).lean<ArticleDoc>()),
    async remove(id) {
      return (await articles.deleteOne({ _id: id })).deletedCount === 1;
    },
  };
}

export function createWidgetStore({ widgets }: Models): WidgetStore {
  return {
    async settings() {
      const doc = await widgets.findById(WIDGET).lean<WidgetDoc>();
      if (!doc) return {};
      const { _id, ...settings } = doc;
      return settings;
    },
    async change(patch: WidgetSettingsPatch) {
      await widgets.updateOne({ _id: WIDGET }, { $set: patch }, { upsert: true });
    },
  };
}
