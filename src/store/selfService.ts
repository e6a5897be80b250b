import type { ArticleRecord, ArticleStore, WidgetStore } from '../ports/selfService.js';
import type { ArticleDoc, Models, WidgetDoc } from './models.js';
import { fromStored, isDuplicate, toStored } from './record.js';
import { atVersion } from './versions.js';

const MOST = 1000;
const WIDGET = 'default';

/** Articles that the chat offers. */
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
    change: async (id, set, version) =>
      domain(
        await articles
          .findOneAndUpdate({ _id: id, ...atVersion(version) }, { $set: set, $inc: { version: 1 } }, { returnDocument: 'after' })
          .lean<ArticleDoc>(),
      ),
    async remove(id) {
      return (await articles.deleteOne({ _id: id })).deletedCount === 1;
    },
  };
}

/** How the chat looks and what it may do: one document for the desk. */
export function createWidgetStore({ widgets }: Models): WidgetStore {
  return {
    async settings() {
      const doc = await widgets.findById(WIDGET).lean<WidgetDoc>();
      if (!doc) return { set: {}, version: 0 };
      const { _id, version = 0, ...set } = doc;
      return { set, version };
    },
    async change(patch, version) {
      const at = version === undefined ? {} : { version: version === 0 ? { $exists: false } : version };
      try {
        // Of two who are the first, one finds the other's.
        const { modifiedCount, upsertedCount } = await widgets.updateOne(
          { _id: WIDGET, ...at },
          { $set: patch, $inc: { version: 1 } },
          { upsert: !version },
        );
        return modifiedCount + upsertedCount === 1;
      } catch (error) {
        if (version === undefined || !isDuplicate(error)) throw error;
        return false;
      }
    },
  };
}
