import { keep, kept, keptNames } from './kept.js';
import type { Unsent } from './mergeLines.js';

/** Each line has a place of its own in the browser's storage, so that two windows of one visitor do not overwrite each other's. */
export const placeOf = (drawer: string, clientId: string): string => `${drawer}:unsent:${clientId}`;

export function keepUnsent(drawer: string, line: Unsent): void {
  keep(placeOf(drawer, line.clientId), JSON.stringify(line));
}

export function forgetUnsent(drawer: string, clientId: string): void {
  keep(placeOf(drawer, clientId), null);
}

/** The lines that wait in this drawer, of all windows, as they stand there. */
export function keptUnsent(drawer: string): Unsent[] {
  return keptNames(placeOf(drawer, '')).flatMap((name) => {
    try {
      const one = JSON.parse(kept(name) ?? '') as Unsent;
      return name === placeOf(drawer, one.clientId) ? [one] : [];
    } catch {
      return []; // Unreadable: nothing to send again.
    }
  });
}

/** Lines put together in the order in which they were written; each is there once, as the first of them has it. */
export function inOrder(...parts: readonly (readonly Unsent[])[]): Unsent[] {
  const byId = new Map<string, Unsent>();
  for (const line of parts.flat()) if (!byId.has(line.clientId)) byId.set(line.clientId, line);
  return [...byId.values()].sort((a, b) => a.at.localeCompare(b.at));
}
