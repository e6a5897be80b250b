import type { Agent } from '../agents/agent.js';
import type { ApiToken } from '../agents/apiToken.js';
import type { PeopleStore, SessionRecord, VisitorRecord } from '../ports/people.js';
import type { Models } from './models.js';
import { findRaw, fromStored, isDuplicate, toStored, type Stored } from './record.js';

const SEEN_AT_ONCE = 100;
const MAX_TOKENS = 1000;

/** Agents with their sessions and tokens, and the visitors of the chat. */
export function createPeopleStore({ agents, sessions, apiTokens, visitors }: Models): PeopleStore {
  const domain = <T extends { id: string }>(doc: Stored<T> | null): T | null => (doc ? fromStored<T>(doc) : null);

  return {
    agentByEmail: async (email) => domain<Agent>(await findRaw(agents, { email })),
    agent: async (id) => domain<Agent>(await agents.findById(id).lean<Stored<Agent>>()),

    async agents() {
      const docs = await agents.find().sort({ _id: 1 }).limit(1000).lean<Stored<Agent>[]>();
      return docs.map((doc) => fromStored<Agent>(doc));
    },

    async addAgent(agent) {
      try {
        await agents.create(toStored(agent));
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },

    async changeAgent(id, set) {
      if (!Object.keys(set).length) return this.agent(id);
      return domain<Agent>(await agents.findOneAndUpdate({ _id: id }, { $set: set }, { returnDocument: 'after' }).lean<Stored<Agent>>());
    },

    async changeEmail(id, email) {
      try {
        await agents.updateOne({ _id: id }, { $set: { email } });
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },

    async addSession(session) {
      await sessions.create(toStored(session));
    },
    session: async (id) => domain<SessionRecord>(await sessions.findById(id).lean<Stored<SessionRecord>>()),
    async removeSession(id) {
      await sessions.deleteOne({ _id: id });
    },
    async removeSessionsOf(agentId) {
      return (await sessions.deleteMany({ agentId })).deletedCount;
    },
    async purgeSessions(before) {
      return (await sessions.deleteMany({ expiresAt: { $lt: before } })).deletedCount;
    },

    async apiTokens() {
      const docs = await apiTokens.find().sort({ _id: 1 }).limit(MAX_TOKENS).lean<Stored<ApiToken>[]>();
      return docs.map((doc) => fromStored<ApiToken>(doc));
    },
    async addApiToken(token) {
      await apiTokens.create(toStored(token));
    },
    apiTokenByHash: async (tokenHash) => domain<ApiToken>(await apiTokens.findOne({ tokenHash }).lean<Stored<ApiToken>>()),
    async noteApiToken(id, usedAt) {
      await apiTokens.updateOne({ _id: id }, { $set: { lastUsedAt: usedAt } });
    },
    async revokeApiToken(id, at) {
      return (await apiTokens.updateOne({ _id: id, revokedAt: null }, { $set: { revokedAt: at } })).matchedCount === 1;
    },

    async addVisitor(visitor) {
      await visitors.create(toStored(visitor));
    },
    visitorByToken: async (tokenHash) => domain<VisitorRecord>(await visitors.findOne({ tokenHash }).lean<Stored<VisitorRecord>>()),
    visitor: async (id) => domain<VisitorRecord>(await findRaw<Stored<VisitorRecord>>(visitors, { _id: id })),
    async visitorsOfCustomer(customerId) {
      const docs = await visitors.find({ customerId }).sort({ seenAt: -1 }).limit(20).lean<Stored<VisitorRecord>[]>();
      return docs.map((doc) => fromStored<VisitorRecord>(doc));
    },
    async seeVisitors(ids, at) {
      // In parts: a list that is longer than what a plan takes would be looked for by reading all.
      for (let from = 0; from < ids.length; from += SEEN_AT_ONCE)
        await visitors.updateMany({ _id: { $in: ids.slice(from, from + SEEN_AT_ONCE) } }, { $set: { seenAt: at, leftAt: null } });
    },
    async changeVisitor(id, { id: _id, ...set }) {
      await visitors.updateOne({ _id: id }, { $set: set });
    },
  };
}
