import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { List } from '../../contract/common.js';
import type { Followup, FollowupRule, FollowupRulePatch, NewFollowupRule } from '../../contract/desk.js';
import { api } from './http.js';
import { keys } from './keys.js';
import { usePages } from './lists.js';

/** All rules, those that are switched off too. */
export function useRules() {
  return useQuery({
    queryKey: keys.rules,
    queryFn: ({ signal }) => api<List<FollowupRule>>('/followup-rules', { signal }).then((list) => list.items),
  });
}

/** Makes a rule, or changes one when there is an id. The answer is in the list at once; of what was refused, what stands there now. */
export function useSaveRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: FollowupRulePatch } | { id: null; body: NewFollowupRule }) =>
      id === null
        ? api<FollowupRule>('/followup-rules', { method: 'POST', body })
        : api<FollowupRule>(`/followup-rules/${id}`, { method: 'PATCH', body }),
    onSuccess: (rule) => {
      client.setQueryData<FollowupRule[]>(
        keys.rules,
        (old) => old && (old.some((one) => one.id === rule.id) ? old.map((one) => (one.id === rule.id ? rule : one)) : [...old, rule]),
      );
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keys.rules }),
  });
}

/** Newest planned first, asked for every 15 seconds. @param state `all`, or one of `FOLLOWUP_STATES` */
export const useFollowups = (state: string) =>
  usePages<Followup>(keys.followups(state), '/followups', { state: state === 'all' ? undefined : state }, { refetchInterval: 15_000 });

/** The ticket's newest fifty, ended ones too. Asked for again when its events tell of one. */
export function useTicketFollowups(ticketId: string) {
  return useQuery({
    queryKey: keys.ticketFollowups(ticketId),
    queryFn: ({ signal }) => api<List<Followup>>('/followups', { query: { ticketId, limit: 50 }, signal }).then((list) => list.items),
  });
}

/** @throws {ApiError} `conflict` when it has ended already */
export function useCancelFollowup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api<Followup>(`/followups/${id}/cancel`, { method: 'POST' }),
    onSuccess: (followup) => {
      void client.invalidateQueries({ queryKey: keys.ticketFollowups(followup.ticketId) });
      void client.invalidateQueries({ queryKey: ['followups'] });
    },
  });
}
