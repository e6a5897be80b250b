import { ALWAYS_OPEN } from '../agents/businessHours.js';
import { BusinessHours } from '../contract/workspace.js';
import type { Store } from '../ports/store.js';
import type { Setting } from '../ports/workspace.js';

export const HOURS_KEY = 'business-hours';

/** When the desk is open; always, until somebody has said otherwise. */
export async function readHours(store: Pick<Store, 'settings'>): Promise<BusinessHours> {
  return hoursOf(await store.settings.get(HOURS_KEY));
}

export function hoursOf({ value }: Setting): BusinessHours {
  return value === null ? ALWAYS_OPEN : BusinessHours.parse(value);
}
