import type { Ticket } from '../../../contract/tickets.js';
import { createStore } from '../../lib/createStore.js';

const MOST = 500;

/** Tickets that changed lately. A list that one of them belongs in, and that does not have it, offers to show it. */
function createFreshTickets() {
  const store = createStore<ReadonlyMap<string, Ticket>>(new Map());
  const changes = createStore(0);
  return {
    get: store.get,
    use: store.use,
    /** Grows with every change of any ticket. */
    useChanges: changes.use,
    /** What is older than what is known came late: the answer to a question that was on its way while the change was told. */
    note(ticket: Ticket): void {
      if (ticket.seq < (store.get().get(ticket.id)?.seq ?? 0)) return;
      changes.set(changes.get() + 1);
      const next = new Map(store.get());
      next.delete(ticket.id);
      next.set(ticket.id, ticket);
      const [oldest] = next.keys();
      if (next.size > MOST && oldest) next.delete(oldest);
      store.set(next);
    },
    /** What a list has asked for; what changed since then stays. */
    forget(asked: ReadonlyMap<string, Ticket>): void {
      if (asked.size) store.set(new Map([...store.get()].filter(([id, ticket]) => asked.get(id) !== ticket)));
    },
  };
}

/** One for the whole page, filled by `applyTicket`; the last 500. */
export const freshTickets = createFreshTickets();
