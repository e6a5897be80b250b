import type { FollowupRecord, FollowupStore, RuleRecord } from '../ports/followups.js';
import { afterCursor, page } from './cursor.js';
import type { FollowupDoc, Models, RuleDoc } from './models.js';
import { fromStored, isDuplicate, listRaw, toStored } from './record.js';
import { atVersion } from './versions.js';

/** Rules, and the follow-ups that they planned: each planned once for its occasion. */
export function createFollowupStore({ rules, followups }: Models): FollowupStore {
  return {
    async rules() {
      const docs = await rules.find().sort({ _id: 1 }).limit(1000).lean<RuleDoc[]>();
      return docs.map(toRule);
    },

    async rule(id) {
      const doc = await rules.findById(id).lean<RuleDoc>();
      return doc ? toRule(doc) : null;
    },

    async addRule({ id, createdAt, ...rule }) {
      await rules.create({ _id: id, ...rule, createdAt: new Date(createdAt) });
    },

    async changeRule(id, patch, version) {
      if (!Object.keys(patch).length) return this.rule(id);
      const change = { $set: patch as Record<string, unknown>, $inc: { version: 1 } };
      const doc = await rules.findOneAndUpdate({ _id: id, ...atVersion(version) }, change, { returnDocument: 'after' }).lean<RuleDoc>();
      return doc ? toRule(doc) : null;
    },

    async plan(followup) {
      try {
        await followups.create(toStored(followup));
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },

    async get(id) {
      const doc = await followups.findById(id).lean<FollowupDoc>();
      return doc ? fromStored<FollowupRecord>(doc) : null;
    },

    async list({ state, ticketId, limit, cursor }) {
      const docs = await followups
        .find({ ...(state ? { state } : {}), ...(ticketId ? { ticketId } : {}), ...afterCursor(cursor, null, -1) })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<FollowupDoc[]>();
      return page(
        docs.map((doc) => fromStored<FollowupRecord>(doc)),
        limit,
        () => null,
      );
    },

    async due(now, limit) {
      const docs = await followups
        .find({ state: 'planned', dueAt: { $lte: now } }, { _id: 1 })
        .sort({ dueAt: 1, _id: 1 })
        .limit(limit)
        .lean();
      return docs.map((doc) => doc._id);
    },

    async plannedOf(ticketId) {
      const docs = await followups.find({ ticketId, state: 'planned' }).lean<FollowupDoc[]>();
      return docs.map((doc) => fromStored<FollowupRecord>(doc));
    },

    async plannedOfCustomer(customerId) {
      const docs = await listRaw(followups, { customerId, state: 'planned' }, { limit: 100 });
      return docs.map((doc) => fromStored<FollowupRecord>(doc));
    },

    async postpone(id, dueAt) {
      await followups.updateOne({ _id: id, state: 'planned' }, { $set: { dueAt } });
    },

    async end(id, { state, reason, messageId }, at) {
      const { modifiedCount } = await followups.updateOne(
        { _id: id, state: 'planned' },
        { $set: { state, reason, endedAt: at, ...(messageId ? { messageId } : {}) } },
      );
      return modifiedCount === 1;
    },
  };
}

function toRule({ _id, createdAt, ...rest }: RuleDoc): RuleRecord {
  return { id: _id, ...rest, createdAt: createdAt.toISOString() };
}
