import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { IntakeRow, OutboxItem, QueueHealth } from '../../contract/desk.js';
import { api } from './http.js';
import { keys } from './keys.js';
import { usePages } from './lists.js';

export function useQueues() {
  return useQuery({ queryKey: keys.queues, queryFn: ({ signal }) => api<QueueHealth>('/queues', { signal }), refetchInterval: 5000, staleTime: 0 });
}

export const useIntake = (state: string) => usePages<IntakeRow>(keys.intake(state), '/intake', { state: state === 'all' ? undefined : state }, { refetchInterval: 10_000 });

export const useOutbox = (state: string) => usePages<OutboxItem>(keys.outbox(state), '/outbox', { state: state === 'all' ? undefined : state }, { refetchInterval: 10_000 });

export function useRetryIntake() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api<IntakeRow>(`/intake/${id}/retry`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['intake'] }),
  });
}
