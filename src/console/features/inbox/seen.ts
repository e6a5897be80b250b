import type { Ticket } from '../../../contract/tickets.js';
import { createStore } from '../../lib/createStore.js';
import { remember, remembered } from '../../lib/remembered.js';

const MOST = 1000;
const seen = createStore<Readonly<Record<string, number>>>(read());

/** Up to which of its events each ticket was looked at in this browser. */
export const useSeen = seen.use;

export function markSeen({ id, seq }: Pick<Ticket, 'id' | 'seq'>): void {
  const { [id]: before, ...rest } = seen.get();
  if ((before ?? -1) >= seq) return;
  // The one looked at last goes to the end, so that the oldest fall off first.
  const next = Object.fromEntries([...Object.entries(rest), [id, seq] as const].slice(-MOST));
  seen.set(next);
  remember('seen', JSON.stringify(next));
}

function read(): Record<string, number> {
  try {
    const kept: unknown = JSON.parse(remembered('seen') ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, number>) : {};
  } catch {
    return {}; // Unreadable: everything counts as unseen.
  }
}
