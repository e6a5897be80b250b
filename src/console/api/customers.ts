import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Customer, CustomerDetail, NewCustomer, TimelineEntry } from '../../contract/customers.js';
import { api } from './http.js';
import { keys } from './keys.js';
import { usePages } from './lists.js';

export const useCustomers = (q: string, enabled = true) => usePages<Customer>(keys.customers(q), '/customers', { q }, { enabled });

export function useCustomer(id: string) {
  return useQuery({ queryKey: keys.customer(id), queryFn: ({ signal }) => api<CustomerDetail>(`/customers/${id}`, { signal }) });
}

export const useTimeline = (id: string) => usePages<TimelineEntry>(keys.timeline(id), `/customers/${id}/timeline`, {});

export function useCreateCustomer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewCustomer) => api<Customer>('/customers', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers'] }),
  });
}
