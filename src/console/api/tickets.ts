import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { List } from '../../contract/common.js';
import type { ChangeResult, Message, Ticket, TicketCounts, TicketDetail, TicketPatch } from '../../contract/tickets.js';
import { CHANGING_MS, api } from './http.js';
import { inTurn } from './inTurn.js';
import { type TicketFilter, keys } from './keys.js';
import { usePages } from './lists.js';
import { applyTicket } from './live.js';

/** Fifty, then two hundred at a time. Rows change in place as the socket says; which ones are new or gone is left to `useListChanges`. */
export const useTicketPages = (filter: TicketFilter, enabled = true) =>
  usePages<Ticket>(keys.ticketList(filter), '/tickets', filter, { enabled, more: 200 });

/** The head of a list as it is now, for whoever shows it as it was. */
export const lookAtTickets = (filter: TicketFilter): Promise<Ticket[]> =>
  api<List<Ticket>>('/tickets', { query: { ...filter, limit: 200 } }).then(({ items }) => items);

/** How many tickets each view holds. Kept fresh by the socket, and by the clock: what is late is so without anybody's doing. */
export function useTicketCounts() {
  return useQuery({
    queryKey: keys.ticketCounts,
    queryFn: ({ signal }) => api<TicketCounts>('/tickets/counts', { signal }),
    refetchInterval: 15_000,
  });
}

/** Asked for again after what the socket cannot tell in full, such as moves. */
export function useTicket(id: string) {
  return useQuery({ queryKey: keys.ticket(id), queryFn: ({ signal }) => api<TicketDetail>(`/tickets/${id}`, { signal }) });
}

/** A number never changes: whatever is in the cache is good enough. */
export function useTicketNumber(id: string) {
  return useQuery({
    queryKey: keys.ticket(id),
    queryFn: ({ signal }) => api<TicketDetail>(`/tickets/${id}`, { signal }),
    select: (ticket) => ticket.number,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

/** What the patch will make of the ticket, as far as can be known before the server says it. */
export function patched<T extends Ticket>(ticket: T, patch: TicketPatch, agentName: string | null): T {
  const solves = patch.status === 'solved' || patch.status === 'closed';
  return {
    ...ticket,
    ...(patch.status ? { status: patch.status } : {}),
    ...(solves || patch.status === 'pending' ? { waitingSince: null } : {}),
    ...(patch.assigneeId !== undefined ? { assigneeId: patch.assigneeId, assigneeName: patch.assigneeId ? agentName : null } : {}),
    ...(patch.priority ? { priority: patch.priority } : {}),
    ...(patch.topic !== undefined ? { topic: patch.topic } : {}),
    ...(patch.tags ? { tags: patch.tags } : {}),
    ...(patch.teamId !== undefined ? { teamId: patch.teamId } : {}),
    ...(patch.fields ? { fields: { ...ticket.fields, ...patch.fields } } : {}),
    ...(patch.subject ? { subject: patch.subject } : {}),
  };
}

interface Change {
  ticket: Ticket;
  patch: TicketPatch;
  /** Name to show at once when the patch assigns. */
  agentName?: string | null;
}

/** Shows the change at once and takes it back when the server refuses. */
export function useChangeTicket() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ticket, patch }: Change) =>
      inTurn(`ticket ${ticket.id}`, () => api<Ticket>(`/tickets/${ticket.id}`, { method: 'PATCH', body: patch, patienceMs: CHANGING_MS })),
    onMutate: ({ ticket, patch, agentName }) => {
      const before = client.getQueryData<TicketDetail>(keys.ticket(ticket.id)) ?? ticket;
      applyTicket(client, patched(before, patch, agentName ?? null));
      return { before };
    },
    onError: (_error, { ticket }, context) => {
      if (context) applyTicket(client, context.before);
      // Somebody else may have been the reason: show what is true now.
      void client.invalidateQueries({ queryKey: keys.ticket(ticket.id) });
    },
    onSuccess: (ticket) => {
      applyTicket(client, ticket);
      void client.invalidateQueries({ queryKey: keys.ticket(ticket.id) });
    },
  });
}

/** The answer's `decisionId` undoes it, as with those below. */
export function useMerge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ticketId, intoId }: { ticketId: string; intoId: string }) =>
      api<ChangeResult>(`/tickets/${ticketId}/merge`, { method: 'POST', body: { intoId } }),
    onSuccess: (result) => afterMove(client, result),
  });
}

export function useLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ticketId, otherId, how }: { ticketId: string; otherId: string; how: 'link' | 'unlink' }) =>
      api<ChangeResult>(`/tickets/${ticketId}/${how}`, { method: 'POST', body: { ticketId: otherId } }),
    onSuccess: (result) => afterMove(client, result),
  });
}

/** Without `intoId` the messages open a ticket of their own. */
export function useSplit() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ticketId, ...body }: { ticketId: string; messageIds: string[]; intoId?: string }) =>
      api<ChangeResult>(`/tickets/${ticketId}/split`, { method: 'POST', body }),
    onSuccess: (result) => afterMove(client, result),
  });
}

/** The message leaves with its writer, into a ticket of his. */
export function useNotThisPerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (message: Pick<Message, 'id'>) => api<ChangeResult>(`/messages/${message.id}/not-this-person`, { method: 'POST' }),
    onSuccess: (result) => afterMove(client, result),
  });
}

/** Takes back a decision, an earlier undo too. */
export function useUndo() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decisionId: string) => api<ChangeResult>(`/decisions/${decisionId}/undo`, { method: 'POST', patienceMs: CHANGING_MS }),
    onSuccess: (result) => afterMove(client, result),
  });
}

function afterMove(client: QueryClient, { ticket, otherTicket }: ChangeResult): void {
  for (const one of [ticket, otherTicket]) {
    if (!one) continue;
    applyTicket(client, one);
    void client.invalidateQueries({ queryKey: keys.ticket(one.id) });
    void client.invalidateQueries({ queryKey: keys.customer(one.customerId) });
  }
  void client.invalidateQueries({ queryKey: keys.ticketLists });
}
