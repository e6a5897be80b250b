import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { List } from '../../contract/common.js';
import type { CustomerChange, LinkIdentity, UnlinkIdentity } from '../../contract/customerChanges.js';
import type { CustomerDetail, CustomerEdit, CustomerPatch } from '../../contract/customers.js';
import type { ImportResult } from '../../contract/customerImport.js';
import type { LinkSuggestion } from '../../contract/linkSuggestions.js';
import { ApiError, api } from './http.js';
import { keys } from './keys.js';

/** Shows the change at once and takes it back when the server refuses; what a colleague made of it meanwhile is shown then. */
export function useEditCustomer(customerId: string) {
  const client = useQueryClient();
  const key = keys.customer(customerId);
  return useMutation({
    mutationFn: (body: CustomerPatch) => api<CustomerEdit>(`/customers/${customerId}`, { method: 'PATCH', body }),
    onMutate: async ({ fields, expected: _expected, version: _version, ...rest }) => {
      await client.cancelQueries({ queryKey: key, exact: true });
      const before = client.getQueryData<CustomerDetail>(key);
      client.setQueryData<CustomerDetail>(
        key,
        (old) => old && { ...old, ...(rest as Partial<CustomerDetail>), fields: { ...old.fields, ...fields } },
      );
      return { before };
    },
    onError: (error, _change, context) =>
      void client.setQueryData<CustomerDetail>(key, context?.before && { ...context.before, ...nowOf(error) }),
    onSettled: () => afterEdit(client, customerId),
  });
}

/** The parts that a colleague changed meanwhile, whole, as they are now; null when it was refused for something else. */
export function nowOf(error: unknown): Partial<CustomerDetail> | null {
  return error instanceof ApiError && error.code === 'conflict'
    ? ((error.details as { now?: Partial<CustomerDetail> } | undefined)?.now ?? null)
    : null;
}

/** Takes back an edit by its `editId`; the customer and the lists of customers are asked for again in any case. */
export function useUndoEdit(customerId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (editId: string) => api<CustomerEdit>(`/customer-edits/${editId}/undo`, { method: 'POST' }),
    onSettled: () => afterEdit(client, customerId),
  });
}

function afterEdit(client: QueryClient, customerId: string): void {
  void client.invalidateQueries({ queryKey: keys.customer(customerId) });
  void client.invalidateQueries({ queryKey: ['customers'] });
}

/** Takes an order or the like out of the desk; the other system that put it is not told. */
export function useRemoveRecord(customerId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (recordId: string) => api<void>(`/customers/${customerId}/records/${recordId}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.customer(customerId) }),
  });
}

/** Merges, links and unlinks in which he has a part, newest first. Asked for again with him. */
export function useCustomerChanges(customerId: string) {
  return useQuery({
    queryKey: keys.customerChanges(customerId),
    queryFn: ({ signal }) => api<List<CustomerChange>>(`/customers/${customerId}/changes`, { signal }).then(({ items }) => items),
  });
}

/** Who he may be besides, open ones only. Asked for again with him. */
export function useSuggestions(customerId: string) {
  return useQuery({
    queryKey: keys.suggestions(customerId),
    queryFn: ({ signal }) => api<List<LinkSuggestion>>(`/customers/${customerId}/suggestions`, { signal }).then(({ items }) => items),
  });
}

/** Who is who: each of these moves much, so everything that shows a customer is asked for again. */
export function useWhoIsWho() {
  const client = useQueryClient();
  const refresh = (): void => {
    for (const queryKey of [['customer'], ['customers'], ['ticket'], keys.ticketLists]) void client.invalidateQueries({ queryKey });
  };
  const post = <T>(path: string, body?: unknown): Promise<T> => api<T>(path, { method: 'POST', ...(body === undefined ? {} : { body }) });
  return {
    merge: useMutation({
      mutationFn: ({ fromId, intoId }: { fromId: string; intoId: string }) =>
        post<CustomerChange>(`/customers/${fromId}/merge`, { intoId }),
      onSettled: refresh,
    }),
    link: useMutation({
      mutationFn: ({ customerId, body }: { customerId: string; body: Omit<LinkIdentity, 'verified'> & { verified?: boolean } }) =>
        post<CustomerChange>(`/customers/${customerId}/link`, body),
      onSettled: refresh,
    }),
    unlink: useMutation({
      mutationFn: ({ customerId, body }: { customerId: string; body: UnlinkIdentity }) =>
        post<CustomerChange>(`/customers/${customerId}/unlink`, body),
      onSettled: refresh,
    }),
    undo: useMutation({
      mutationFn: (changeId: string) => post<CustomerChange>(`/customer-changes/${changeId}/undo`, {}),
      onSettled: refresh,
    }),
    decide: useMutation({
      mutationFn: ({ id, verb }: { id: string; verb: 'accept' | 'dismiss' | 'reopen' }) =>
        post<LinkSuggestion>(`/link-suggestions/${id}/${verb}`),
      onSettled: refresh,
    }),
  };
}

/** One step of an import, or with `dryRun` a look at the whole table. @throws {ApiError} for what is no table of customers */
export function importTable(file: Blob, query: { dryRun?: 1; from?: number; encoding?: string }): Promise<ImportResult> {
  return api<ImportResult>('/customers/import', { method: 'POST', file, query });
}
