import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { List } from '../../contract/common.js';
import type { ErrorCode } from '../../contract/errorCodes.js';
import type {
  BulkBody,
  BulkResult,
  Field,
  Macro,
  Mention,
  NewView,
  RenderedMacro,
  TagItem,
  Team,
  View,
  ViewCounts,
  ViewPatch,
} from '../../contract/workspace.js';
import type { Message, Ticket } from '../../contract/tickets.js';
import { ApiError, CHANGING_MS, api } from './http.js';
import { keys } from './keys.js';
import { usePages } from './lists.js';
import { applyTicket } from './live.js';
import { showMessage } from './story.js';

/** Short lists that the desk has set up. They change seldom, and the socket says when. */
function useSetUp<T>(what: string, enabled = true) {
  return useQuery({
    queryKey: keys.workspace(what),
    queryFn: ({ signal }) => api<List<T>>(`/${what}`, { signal }).then((list) => list.items),
    staleTime: 5 * 60_000,
    enabled,
  });
}
/** Those that the signed-in agent may see: his own, his teams', and everybody's. */
export const useViews = () => useSetUp<View>('views');
/** As with views. */
export const useMacros = (enabled = true) => useSetUp<Macro>('macros', enabled);
/** Archived ones too: their values are still there. */
export const useFields = () => useSetUp<Field>('fields');
/** Archived ones too. */
export const useTags = (enabled = true) => useSetUp<TagItem>('tags', enabled);
export const useTeams = () => useSetUp<Team>('teams');

/** How many tickets each saved view holds; asked for again, at most every second, when tickets change. */
export function useViewCounts(enabled: boolean) {
  return useQuery({
    queryKey: keys.viewCounts,
    queryFn: ({ signal }) => api<ViewCounts>('/views/counts', { signal }).then(({ items }) => items),
    enabled,
  });
}

/** The lists of tickets are asked for again: one of them may show it. */
export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: ViewPatch } | { id: null; body: NewView }) =>
      id === null ? api<View>('/views', { method: 'POST', body }) : api<View>(`/views/${id}`, { method: 'PATCH', body }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.workspace('views') });
      void client.invalidateQueries({ queryKey: keys.viewCounts });
      void client.invalidateQueries({ queryKey: keys.ticketLists });
    },
  });
}

export function useRemoveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api<void>(`/views/${id}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.workspace('views') }),
  });
}

/** Where the signed-in agent was named, newest first, read ones too. */
export const useMentions = (enabled = true) => usePages<Mention>(keys.mentions, '/mentions', {}, { enabled });

/** After a change of many tickets: what shows or counts them is asked for again. */
export function useTicketsAnew(): () => void {
  const client = useQueryClient();
  return () => {
    for (const queryKey of [keys.ticketLists, keys.ticketCounts, keys.viewCounts, keys.queues]) void client.invalidateQueries({ queryKey });
  };
}

/** One change for many tickets, and its undoing by `batchId`. What was refused for single tickets is in the answer, not thrown. */
export function useBulk() {
  const refresh = useTicketsAnew();
  return {
    change: useMutation({
      mutationFn: (body: BulkBody) => api<BulkResult>('/tickets/bulk', { method: 'POST', body }),
      onSettled: refresh,
    }),
    undo: useMutation({
      mutationFn: (batchId: string) => api<BulkResult>(`/bulk/${batchId}/undo`, { method: 'POST', patienceMs: 4 * CHANGING_MS }),
      onSettled: refresh,
    }),
  };
}

/** Why that ticket was left as it is. */
export const refusalOf = ({ code, message }: BulkResult['results'][number]): ApiError =>
  new ApiError((code ?? 'internal_error') as ErrorCode, 0, message ?? '');

interface Snoozing {
  ticketId: string;
  until: string | null | undefined;
  expected?: Ticket['snooze'];
}

/** `until` undefined: take it up again. `expected`: the snooze that it has as far as one knows; over another one it is refused. */
export function useSnooze() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ticketId, until, expected }: Snoozing) =>
      until === undefined
        ? api<Ticket>(`/tickets/${ticketId}/snooze`, { method: 'DELETE', query: { expected: expected?.at }, patienceMs: CHANGING_MS })
        : api<Ticket>(`/tickets/${ticketId}/snooze`, {
            method: 'POST',
            body: { until, ...(expected ? { expected: expected.at } : {}) },
            patienceMs: CHANGING_MS,
          }),
    onSuccess: (ticket) => {
      applyTicket(client, ticket);
      void client.invalidateQueries({ queryKey: keys.ticketCounts });
    },
  });
}

/** A macro's words for this ticket, with what is known of it put in. Nothing is changed. */
export const renderMacro = (macroId: string, ticketId: string): Promise<RenderedMacro> =>
  api<RenderedMacro>(`/macros/${macroId}/render`, { method: 'POST', body: { ticketId } });

/** To a third party, by mail. It shows in the ticket at once. */
export function useForward(ticketId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { to: { address: string }[]; text: string; messageIds?: string[]; clientId: string }) =>
      api<Message>(`/tickets/${ticketId}/forward`, { method: 'POST', body }),
    onSuccess: (message) => showMessage(client, message),
  });
}
