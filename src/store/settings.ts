import type { Model } from 'mongoose';
import type { Setting, SettingStore } from '../ports/workspace.js';
import type { SettingDoc } from './models.js';
import { findRaw, isDuplicate } from './record.js';
import { takingTurns } from './takingTurns.js';

/** More than this many writers of one setting at once means that something is wrong. */
const MAX_TRIES = 100;

/** Values by key, each set by whoever has seen the one before: the version decides, on either engine and in every process. */
export function createSettingStore(settings: Model<SettingDoc>): SettingStore {
  const inTurn = takingTurns();
  return {
    get: async (key) => settingOf(await findRaw(settings, { _id: key })),

    change: (key, at, next) =>
      inTurn(key, async () => {
        for (let tries = 0; tries < MAX_TRIES; tries++) {
          const doc = await findRaw(settings, { _id: key });
          const before = settingOf(doc);
          const after: Setting = { value: (await next(before)) ?? null, version: before.version + 1 };
          if (doc ? await replace(doc, after, at) : await add(key, after, at)) return after;
        }
        throw new Error(`the setting ${key} was changed by others ${MAX_TRIES} times in a row`);
      }),
  };

  async function add(key: string, after: Setting, at: Date): Promise<boolean> {
    try {
      await settings.collection.insertOne({ _id: key, ...after, at } as never);
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async function replace({ _id, version }: SettingDoc, after: Setting, at: Date): Promise<boolean> {
    const unchanged = { _id, version: version === undefined ? { $exists: false } : version };
    return (await settings.collection.updateOne(unchanged as never, { $set: { ...after, at } })).modifiedCount === 1;
  }
}

function settingOf(doc: SettingDoc | null): Setting {
  return { value: doc?.value ?? null, version: doc?.version ?? 0 };
}
