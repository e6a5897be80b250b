import type { LinkSuggestionStore, StoredSuggestion } from '../ports/customerWork.js';
import type { Models } from './models.js';
import { findRaw, fromStored, isDuplicate, listRaw, toStored } from './record.js';

/** Who has signed so: more than a few are a company, whatever their number. */
const FEW = 5;

/** Suggestions that two customers are one person, and who signed with which address or number. */
export function createLinkSuggestionStore({ linkSuggestions, sightings }: Models): LinkSuggestionStore {
  return {
    async sight(customerId, contacts, at) {
      await Promise.all(
        contacts.map((contact) =>
          sightings.updateOne({ _id: `${customerId} ${contact}` }, { $set: { contact, customerId, at } }, { upsert: true }),
        ),
      );
    },

    async signers(contacts) {
      const lists = await Promise.all(
        contacts.map(
          async (contact) => [contact, await listRaw(sightings, { contact }, { limit: FEW, projection: { customerId: 1 } })] as const,
        ),
      );
      return new Map(lists.map(([contact, docs]) => [contact, docs.map(({ customerId }) => customerId)]));
    },

    async add(suggestions) {
      for (const suggestion of suggestions) {
        try {
          await linkSuggestions.collection.insertOne(toStored(suggestion) as never);
        } catch (error) {
          if (!isDuplicate(error)) throw error;
          const { id, evidence, score } = suggestion;
          await linkSuggestions.updateOne({ _id: id, state: 'open' }, { $set: { evidence, score } });
        }
      }
    },

    async open(customerIds, limit) {
      const sides = await Promise.all(
        (['customerId', 'otherId'] as const).map((side) =>
          listRaw(linkSuggestions, { [side]: { $in: customerIds }, state: 'open' }, { limit }),
        ),
      );
      const found = new Map(sides.flat().map((doc) => [doc._id, fromStored<StoredSuggestion>(doc)]));
      return [...found.values()].toSorted((a, b) => b.score - a.score);
    },

    async get(id) {
      const doc = await findRaw(linkSuggestions, { _id: id });
      return doc ? fromStored<StoredSuggestion>(doc) : null;
    },

    async decide(id, from, to) {
      return (await linkSuggestions.updateOne({ _id: id, state: from }, { $set: to })).modifiedCount === 1;
    },
  };
}
