import type { Models } from './models.js';
import { isDuplicate } from './record.js';

const HELD_MS = 30_000;
/** Renewed when less than this is left. */
const MARGIN_MS = 15_000;

/** A lease that one process of the fleet holds at a time, for half a minute unless it is renewed: whoever dies with it keeps others waiting no longer. */
export function createLease({ counters }: Pick<Models, 'counters'>, name: string, now: () => number) {
  let mine: number | null = null;

  return {
    /** True when this process may work now. */
    async hold(): Promise<boolean> {
      const at = now();
      if (mine !== null && mine - at > MARGIN_MS) return true;
      // The fraction makes it ours: no other process writes the same one.
      const until = Math.floor(at) + HELD_MS + Math.random();
      const { modifiedCount } = await counters.updateOne(
        { _id: name, value: mine === null ? { $lt: at } : mine },
        { $set: { value: until } },
      );
      if (modifiedCount === 1) {
        mine = until;
        return true;
      }
      mine = null;
      return begin(until);
    },

    async release(): Promise<void> {
      if (mine !== null) await counters.updateOne({ _id: name, value: mine }, { $set: { value: 0 } });
      mine = null;
    },
  };

  /** The very first time there is nothing to take over. */
  async function begin(until: number): Promise<boolean> {
    if (await counters.exists({ _id: name }).lean()) return false;
    try {
      await counters.collection.insertOne({ _id: name, value: until } as never);
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
    mine = until;
    return true;
  }
}
