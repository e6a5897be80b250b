import type { Ticket } from '../../../contract/tickets.js';
import { createStore } from '../../lib/createStore.js';

const MOST = 500;

/** Tickets that changed since and are in none of the loaded lists. A list that they belong in offers to show them. */
function createFreshTickets() {
  const store = createStore<ReadonlyMap<string, Ticket>>(new Map());
  const changes = createStore(0);
  return {
    use: store.use,
    /** Grows with every change of any ticket. */
    useChanges: changes.use,
    note(ticket: Ticket, known: boolean): void {
      changes.set(changes.get() + 1);
      const next = new Map(store.get());
      next.delete(ticket.id);
      if (!known) next.set(ticket.id, ticket);
      const [oldest] = next.keys();
      if (next.size > MOST && oldest) next.delete(oldest);
      store.set(next);
    },
    clear(): void {
      if (store.get().size) store.set(new Map());
    },
  };
}

export const freshTickets = createFreshTickets();
