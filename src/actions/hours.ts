import { ALWAYS_OPEN } from '../agents/businessHours.js';
import { BusinessHours } from '../contract/workspace.js';
import type { Store } from '../ports/store.js';
import type { Setting } from '../ports/workspace.js';

/** The setting that holds the business hours. */
export const HOURS_KEY = 'business-hours';

/** When the desk is open; always, until somebody has said otherwise. */
export async function readHours(store: Pick<Store, 'settings'>): Promise<BusinessHours> {
  return hoursOf(await store.settings.get(HOURS_KEY));
}

/** The same at hand, for what must not wait for the store: what was changed counts with the next `refresh`. */
export function createOpeningHours({ store }: { store: Pick<Store, 'settings'> }) {
  let known: BusinessHours = ALWAYS_OPEN;
  return {
    live: () => known,
    /** Where the desk is; null until somebody has said. */
    timeZone: (): string | null => (known === ALWAYS_OPEN ? null : known.timeZone),
    async refresh(): Promise<void> {
      known = await readHours(store);
    },
  };
}

export type OpeningHours = ReturnType<typeof createOpeningHours>;

/** The business hours of a setting; always open where none are set. */
export function hoursOf({ value }: Setting): BusinessHours {
  return value === null ? ALWAYS_OPEN : BusinessHours.parse(value);
}
