import type { MailAccountRecord, MailAccountStore } from '../ports/mailAccounts.js';
import type { Models } from './models.js';
import { fromStored, isDuplicate, toStored, type Stored } from './record.js';

const MAX_ACCOUNTS = 500;

/** Mailboxes elsewhere that are fetched, and how far each one has been read. */
export function createMailAccountStore({ mailAccounts }: Pick<Models, 'mailAccounts'>): MailAccountStore {
  type Doc = Stored<MailAccountRecord>;
  const record = (doc: Doc): MailAccountRecord => fromStored<MailAccountRecord>(doc);

  return {
    async list() {
      return (await mailAccounts.find().sort({ _id: 1 }).limit(MAX_ACCOUNTS).lean<Doc[]>()).map(record);
    },

    async get(id) {
      const doc = await mailAccounts.findById(id).lean<Doc>();
      return doc ? record(doc) : null;
    },

    async add(account) {
      try {
        await mailAccounts.create(toStored(account));
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },

    async change(id, { id: _id, ...set }, at) {
      try {
        const doc = await mailAccounts
          .findOneAndUpdate({ _id: id }, { $set: { ...set, updatedAt: at }, $inc: { revision: 1 } }, { returnDocument: 'after' })
          .lean<Doc>();
        return doc ? record(doc) : null;
      } catch (error) {
        if (isDuplicate(error)) return 'taken';
        throw error;
      }
    },

    async keepSecret(id, secret) {
      await mailAccounts.updateOne({ _id: id }, { $set: { secret } });
    },

    async remove(id) {
      return (await mailAccounts.deleteOne({ _id: id })).deletedCount === 1;
    },

    async hold(id, holder, now, until) {
      const { matchedCount } = await mailAccounts.updateOne(
        { _id: id, $or: [{ holder }, { holder: null }, { heldUntil: { $lt: now } }] },
        { $set: { holder, heldUntil: until } },
      );
      return matchedCount === 1;
    },

    async release(id, holder) {
      await mailAccounts.updateOne({ _id: id, holder }, { $set: { holder: null } });
    },

    async note(id, holder, progress, fetched = 0) {
      const { matchedCount } = await mailAccounts.updateOne(
        { _id: id, holder },
        { $set: progress, ...(fetched > 0 ? { $inc: { fetched } } : {}) },
      );
      return matchedCount === 1;
    },
  };
}
