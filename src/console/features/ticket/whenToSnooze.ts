import { MAX_AHEAD_MS } from '../../../contract/lists.js';

/** The key of each choice, the same at every hour and on every day: fingers learn it. */
export const SNOOZE_KEYS = { later: '1', evening: '2', tomorrow: '3', monday: '4', customer: '5' } as const;

/** Times at which people like to see a ticket again, by this browser's clock. Those that are over today are left out. */
export function snoozeTimes(now: Date): { name: Exclude<keyof typeof SNOOZE_KEYS, 'customer'>; at: Date }[] {
  const at = (days: number, hour: number): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const later = new Date(now.getTime() + 3 * 3_600_000);
  const evening = at(0, 18);
  return [
    { name: 'later' as const, at: later },
    ...(evening.getTime() - now.getTime() > 3_600_000 ? [{ name: 'evening' as const, at: evening }] : []),
    { name: 'tomorrow' as const, at: at(1, 9) },
    ...(toMonday > 1 ? [{ name: 'monday' as const, at: at(toMonday, 9) }] : []),
  ];
}

/** What is wrong with a time that somebody picked, which has to be ahead; null: nothing. */
export function timeProblem(at: Date, now: Date): 'past' | 'far' | null {
  const ahead = at.getTime() - now.getTime();
  return !(ahead > 0) ? 'past' : ahead > MAX_AHEAD_MS ? 'far' : null;
}
