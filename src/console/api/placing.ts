import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CorrectionsSummary } from '../../contract/corrections.js';
import type { QuarantinedCode } from '../../contract/desk.js';
import type { Started, StartTicket } from '../../contract/tickets.js';
import { api } from './http.js';
import { keys } from './keys.js';
import { applyTicket } from './live.js';

/** How often people put right what was placed by itself, by rule. A minute old at most. */
export function useCorrections() {
  return useQuery({
    queryKey: ['corrections'],
    queryFn: ({ signal }) => api<CorrectionsSummary>('/corrections/summary', { signal }),
    staleTime: 60_000,
  });
}

/** What is in quarantine, by what was wrong. */
export function useQuarantine() {
  return useQuery({
    queryKey: ['intake', 'codes'],
    queryFn: ({ signal }) => api<{ items: QuarantinedCode[] }>('/intake/quarantine', { signal }),
    refetchInterval: 10_000,
  });
}

/** Everything that is in quarantine with this code. */
export function useRetryAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => api<{ released: number }>('/intake/retry', { method: 'POST', body: { code } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['intake'] }),
  });
}

/** We write first. Lists of tickets and of customers are asked for again. @throws {ApiError} `no_address` when he cannot be reached */
export function useStartTicket() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Omit<StartTicket, 'text'> & { text: string }) => api<Started>('/tickets', { method: 'POST', body }),
    onSuccess: ({ ticket }) => {
      applyTicket(client, ticket);
      void client.invalidateQueries({ queryKey: keys.ticketLists });
      void client.invalidateQueries({ queryKey: ['customers'] });
      void client.invalidateQueries({ queryKey: keys.customer(ticket.customerId) });
    },
  });
}
