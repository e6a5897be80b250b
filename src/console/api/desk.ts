import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { IntakeRow, OutboxItem, QueueHealth } from '../../contract/desk.js';
import { api } from './http.js';
import { keys } from './keys.js';
import { usePages } from './lists.js';

/** Asked for every five seconds, and when tickets change. */
export function useQueues() {
  return useQuery({
    queryKey: keys.queues,
    queryFn: ({ signal }) => api<QueueHealth>('/queues', { signal }),
    refetchInterval: 5000,
    staleTime: 0,
  });
}

/** What came in, newest first, asked for every ten seconds. @param state `all`, or one of `INTAKE_STATES` */
export const useIntake = (state: string) =>
  usePages<IntakeRow>(keys.intake(state), '/intake', { state: state === 'all' ? undefined : state }, { refetchInterval: 10_000 });

/** What went out or waits to, newest first, asked for every ten seconds. @param state `all`, or one of `DELIVERY_STATES` */
export const useOutbox = (state: string) =>
  usePages<OutboxItem>(keys.outbox(state), '/outbox', { state: state === 'all' ? undefined : state }, { refetchInterval: 10_000 });

/** Tries one row of the quarantine again; what becomes of it shows with the next look. */
export function useRetryIntake() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api<IntakeRow>(`/intake/${id}/retry`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['intake'] }),
  });
}
