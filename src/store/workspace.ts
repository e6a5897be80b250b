import type { Model } from 'mongoose';
import type { ListStore, MentionRecord, UploadRecord, WorkspaceStores } from '../ports/workspace.js';
import { afterCursor, page } from './cursor.js';
import type { Models } from './models.js';
import { fromStored, isDuplicate, toStored, type Stored } from './record.js';
import { createSettingStore } from './settings.js';

const LONGEST_LIST = 2_000;

/** The short lists of a desk's set-up, and what belongs to single agents. */
export function createWorkspaceStores(models: Models): WorkspaceStores {
  const { uploads, reads, mentions, settings } = models;
  return {
    views: listStore(models.views, { version: 1 }),
    macros: listStore(models.macros, { version: 1 }),
    fields: listStore(models.fields),
    tags: listStore(models.tags),
    teams: listStore(models.teams),
    batches: listStore(models.batches),
    mailboxes: listStore(models.mailboxes, { version: 1 }),

    uploads: {
      async add(upload) {
        await uploads.create(toStored(upload));
      },
      async many(ids) {
        const docs = await uploads.find({ _id: { $in: ids } }).lean<Stored<UploadRecord>[]>();
        return docs.map((doc) => fromStored<UploadRecord>(doc));
      },
      async link(id, messageId) {
        const { matchedCount } = await uploads.updateOne({ _id: id, messageId: { $in: [null, messageId] } }, { $set: { messageId } });
        return matchedCount === 1;
      },
      async release(messageId, at) {
        await uploads.updateMany({ messageId }, { $set: { messageId: null, createdAt: at } });
      },
      async remove(id) {
        await uploads.deleteOne({ _id: id });
      },
      async pendingBytes(ownerId) {
        const docs = await uploads
          .find({ 'owner.id': ownerId, messageId: null }, { size: 1 })
          .limit(LONGEST_LIST)
          .lean<Stored<UploadRecord>[]>();
        return docs.reduce((sum, doc) => sum + doc.size, 0);
      },
      async purge(unused, used, limit) {
        const [left, done] = await Promise.all([
          uploads
            .find({ messageId: null, createdAt: { $lt: unused } }, { _id: 1 })
            .sort({ messageId: 1, createdAt: 1 })
            .limit(limit)
            .lean(),
          uploads
            .find({ createdAt: { $lt: used } }, { _id: 1 })
            .sort({ createdAt: 1 })
            .limit(limit)
            .lean(),
        ]);
        const ids = (docs: { _id: string }[]): string[] => docs.map((doc) => doc._id);
        // One that a message takes in this very moment stays.
        const forgotten = left.length ? (await uploads.deleteMany({ _id: { $in: ids(left) }, messageId: null })).deletedCount : 0;
        return forgotten + (done.length ? (await uploads.deleteMany({ _id: { $in: ids(done) } })).deletedCount : 0);
      },
    },

    reads: {
      async set(agentId, ticketId, at) {
        const _id = `${agentId} ${ticketId}`;
        if (at) await reads.updateOne({ _id }, { $set: { at } }, { upsert: true });
        else await reads.deleteOne({ _id });
      },
      async of(agentId, ticketIds) {
        const docs = await reads.find({ _id: { $in: ticketIds.map((id) => `${agentId} ${id}`) } }).lean<{ _id: string; at: Date }[]>();
        return new Map(docs.map((doc) => [doc._id.slice(agentId.length + 1), doc.at]));
      },
    },

    mentions: {
      add: (mention) => addOnce(mentions, mention),
      async list(agentId, { unread, limit, cursor }) {
        const docs = await mentions
          .find({ $and: [{ agentId, ...(unread ? { readAt: null } : {}) }, afterCursor(cursor, null, -1)] })
          .sort({ _id: -1 })
          .limit(limit + 1)
          .lean<Stored<MentionRecord>[]>();
        return page(
          docs.map((doc) => fromStored<MentionRecord>(doc)),
          limit,
          () => null,
        );
      },
      unread: (agentId) => mentions.countDocuments({ agentId, readAt: null }).exec(),
      async markRead(agentId, { ids, ticketId }, at) {
        const filter = { agentId, readAt: null, ...(ids ? { _id: { $in: ids } } : {}), ...(ticketId ? { ticketId } : {}) };
        return (await mentions.updateMany(filter, { $set: { readAt: at } })).modifiedCount;
      },
    },

    settings: createSettingStore(settings),
  };
}

/** @param counted what each change counts on */
function listStore<T extends { id: string }>(model: Model<Stored<T>>, counted?: { version: number }): ListStore<T> {
  return {
    async all() {
      const docs = await model.find().sort({ _id: 1 }).limit(LONGEST_LIST).lean<Stored<T>[]>();
      return docs.map((doc) => fromStored<T>(doc));
    },
    async get(id) {
      const doc = await model.findById(id).lean<Stored<T>>();
      return doc ? fromStored<T>(doc) : null;
    },
    add: (item) => addOnce(model, item),
    async change(id, set, expected = {}) {
      if (!Object.keys(set).length) return this.get(id);
      const doc = await model
        .findOneAndUpdate({ _id: id, ...expected } as never, { $set: set, ...(counted && { $inc: counted }) } as never, {
          returnDocument: 'after',
        })
        .lean<Stored<T>>();
      return doc ? fromStored<T>(doc) : null;
    },
    async remove(id) {
      return (await model.deleteOne({ _id: id } as never)).deletedCount === 1;
    },
  };
}

async function addOnce<T extends { id: string }>(model: Model<Stored<T>>, item: T): Promise<boolean> {
  try {
    await model.create(toStored(item) as never);
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}
