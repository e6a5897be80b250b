import type { CorrectionStore } from '../ports/corrections.js';
import type { Correction } from '../tickets/correction.js';
import { afterCursor, page } from './cursor.js';
import type { Models } from './models.js';
import { fromStored, isDuplicate, toStored, type Stored } from './record.js';

/** What agents corrected of our decisions: kept for the figures of the rules, and for taking back. */
export function createCorrectionStore({ corrections }: Models): CorrectionStore {
  return {
    async add(added) {
      for (const correction of added) {
        try {
          await corrections.collection.insertOne(toStored(correction) as never);
        } catch (error) {
          // An earlier try noted it.
          if (!isDuplicate(error)) throw error;
        }
      }
    },

    async ofEvent(eventId) {
      const docs = await corrections.find({ eventId }).lean<Stored<Correction>[]>();
      return docs.map((doc) => fromStored<Correction>(doc));
    },

    async list({ limit, cursor }) {
      const docs = await corrections
        .find(afterCursor(cursor, null, -1))
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<Stored<Correction>[]>();
      return page(
        docs.map((doc) => fromStored<Correction>(doc)),
        limit,
        () => null,
      );
    },

    async counts(since) {
      const counts = new Map<string, number>();
      for await (const { rule, withdrawn } of corrections
        .find({ at: { $gte: since } }, { rule: 1, withdrawn: 1 })
        .lean<Stored<Correction>>()
        .cursor({ batchSize: 500 })) {
        counts.set(rule, (counts.get(rule) ?? 0) + (withdrawn ? -1 : 1));
      }
      return counts;
    },
  };
}
