import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Customer, CustomerDetail, NewCustomer, TimelineEntry } from '../../contract/customers.js';
import { api } from './http.js';
import { keys } from './keys.js';
import { usePages } from './lists.js';

/** Fifty at a time, newest first; nothing is asked for while not `enabled`. */
export const useCustomers = (q: string, enabled = true) => usePages<Customer>(keys.customers(q), '/customers', { q }, { enabled });

/** Asked for again when the socket says that he was changed. */
export function useCustomer(id: string) {
  return useQuery({ queryKey: keys.customer(id), queryFn: ({ signal }) => api<CustomerDetail>(`/customers/${id}`, { signal }) });
}

/** Everything of his, newest first, fifty at a time. Asked for again with him. */
export const useTimeline = (id: string) => usePages<TimelineEntry>(keys.timeline(id), `/customers/${id}/timeline`, {});

/** @returns who was made; `identity_taken` names who has one of the addresses */
export function useCreateCustomer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewCustomer) => api<Customer>('/customers', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers'] }),
  });
}
