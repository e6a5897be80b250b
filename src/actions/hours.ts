import { ALWAYS_OPEN } from '../agents/businessHours.js';
import { BusinessHours } from '../contract/workspace.js';
import type { Store } from '../ports/store.js';

export const HOURS_KEY = 'business-hours';

/** When the desk is open; always, until somebody has said otherwise. */
export async function readHours(store: Pick<Store, 'settings'>): Promise<BusinessHours> {
  const stored = await store.settings.get(HOURS_KEY);
  return stored === null ? ALWAYS_OPEN : BusinessHours.parse(stored);
}
