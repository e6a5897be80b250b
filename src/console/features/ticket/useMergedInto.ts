import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Ticket, TicketDetail } from '../../../contract/tickets.js';
import { api } from '../../api/http.js';
import { keys } from '../../api/keys.js';

/** More than anybody merges one into the next. */
const MOST = 20;

/**
 * Where the conversation of a ticket that was merged away is now, and through which others it came there, as that one may
 * have been merged as well. Null: this one was not, or it is not known where to.
 */
export function useMergedInto({ id, mergedIntoId }: Pick<Ticket, 'id' | 'mergedIntoId'>): { ticket: TicketDetail; via: string[] } | null {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: [...keys.ticket(id), 'into', mergedIntoId],
    enabled: mergedIntoId !== null,
    queryFn: async () => {
      const via: string[] = [];
      for (let next = mergedIntoId; next && via.length < MOST;) {
        const at = next;
        const ticket = await client.fetchQuery({
          queryKey: keys.ticket(at),
          queryFn: ({ signal }) => api<TicketDetail>(`/tickets/${at}`, { signal }),
        });
        if (!ticket.mergedIntoId) return { ticket, via };
        via.push(at);
        next = ticket.mergedIntoId;
      }
      return null;
    },
  });
  return (mergedIntoId !== null && data) || null;
}
