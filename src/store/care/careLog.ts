import { hostname, userInfo } from 'node:os';
import { newId } from '../../lib/ids.js';
import { CARE_LOG, type RawStore } from './rawStore.js';

/** Leaves a line that stays: who did what, when, with which figures. Never anything about a person but an id. */
export async function noteCare(store: RawStore, action: string, at: Date, details: Record<string, unknown>): Promise<void> {
  await store.collection(CARE_LOG).insertOne({ _id: newId(at.getTime()), action, at, by: `${userName()}@${hostname()}`, details } as never);
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
