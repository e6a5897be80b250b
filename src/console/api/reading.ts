import type { QueryClient } from '@tanstack/react-query';
import type { Ticket, TicketDetail } from '../../contract/tickets.js';
import type { ReadState } from '../../contract/workspace.js';
import { api } from './http.js';
import { keys } from './keys.js';
import { type TicketPages, mapTickets } from './live.js';

/** Whether the customer has written since this agent last looked. */
export const isUnread = ({ lastInboundAt, readAt }: Pick<Ticket, 'lastInboundAt' | 'readAt'>): boolean =>
  lastInboundAt !== null && (!readAt || readAt < lastInboundAt);

/** Says that the ticket was read, or is to be looked at again; shown at once, here and in the agent's other windows. */
export async function markRead(client: QueryClient, ticketId: string, read: boolean): Promise<void> {
  applyRead(client, { ticketId, readAt: read ? new Date().toISOString() : null });
  try {
    await api<ReadState>(`/tickets/${ticketId}/read`, { method: 'POST', body: { read } });
    void client.invalidateQueries({ queryKey: keys.mentions });
  } catch {
    // Only a mark: the next look at the list shows what the server holds.
  }
}

/** Shows in the open ticket and in all lists when the signed-in agent last read it; null: unread again. */
export function applyRead(client: QueryClient, { ticketId, readAt }: ReadState): void {
  client.setQueryData<TicketDetail>(keys.ticket(ticketId), (old) => old && { ...old, readAt });
  client.setQueriesData<TicketPages>({ queryKey: keys.ticketLists }, (old) => mapTickets(old, ticketId, (item) => ({ ...item, readAt })));
}
