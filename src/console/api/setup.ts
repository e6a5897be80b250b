import { type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { List } from '../../contract/common.js';
import type { IntakeRow, OutboxItem } from '../../contract/desk.js';
import type { SampleState, SandboxCustomer, SandboxSent } from '../../contract/sandbox.js';
import type { SetupState } from '../../contract/setup.js';
import type { Ticket } from '../../contract/tickets.js';
import { api } from './http.js';
import { keys } from './keys.js';

/** A short list of the set-up, read whole. */
export function useSetupList<T>(path: string, refetchOnMount: true | 'always' = true) {
  return useQuery({
    queryKey: ['setup', path],
    queryFn: ({ signal }) => api<List<T>>(path, { signal }).then((list) => list.items),
    refetchOnMount,
  });
}

/** The same of what changes by others' doing: asked for whenever it is shown again, and when its window is come back to. */
export function useFreshList<T>(path: string) {
  const list = useSetupList<T>(path, 'always');
  const { refetch } = list;
  // A window beside others is never hidden, and the query looks again only then.
  useEffect(() => {
    const look = (): void => void refetch();
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, [refetch]);
  return list;
}

/** One document of the set-up. */
export function useSetupDoc<T>(path: string) {
  return useQuery({ queryKey: ['setup', path], queryFn: ({ signal }) => api<T>(path, { signal }) });
}

/** The same, asked for again and again: for what happens elsewhere and is waited for. */
export function useWatchedDoc<T>(path: string) {
  return useQuery({ queryKey: ['setup', path], queryFn: ({ signal }) => api<T>(path, { signal }), refetchInterval: 3000 });
}

/** The mails that came in last, while one is waited for. */
export function useArrivals() {
  return useQuery({
    queryKey: ['setup', 'arrivals'],
    queryFn: ({ signal }) =>
      api<List<IntakeRow>>('/intake', { query: { limit: 20 }, signal }).then(({ items }) =>
        items.filter(({ channel }) => channel === 'email'),
      ),
    refetchInterval: 2000,
  });
}

interface Change {
  method: 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
}

const send = <T>({ method, path, body }: Change): Promise<T> => api<T>(path, { method, ...(body === undefined ? {} : { body }) });

/** A change of the set-up; what it touches is asked for again. */
export function useSetupChange<T = unknown>(...touches: readonly string[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send<T>,
    onSuccess: () => Promise.all(touches.map((path) => client.invalidateQueries({ queryKey: ['setup', path] as QueryKey }))),
  });
}

/** Tries out what stands in a form, and saves nothing. */
export function useSetupTest<T>() {
  return useMutation({ mutationFn: send<T>, meta: { isTest: true } });
}

/** Forgets what was read, so that its page begins anew with what stands there now. */
export function useReload(...paths: readonly string[]) {
  const client = useQueryClient();
  return (): void => {
    for (const path of paths) void client.resetQueries({ queryKey: ['setup', path] });
  };
}

/** Makes the invented customer, with all of his addresses. Safe to repeat. */
export function useBecome() {
  return useMutation({ mutationFn: (body: SandboxCustomer) => api<{ customerId: string }>('/sandbox/customer', { method: 'POST', body }) });
}

/** The first-run pages have done their work, or are passed over. */
export function useFinishSetup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<SetupState>('/setup', { method: 'PATCH', body: { finished: true } }),
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: ['setup', '/setup'] }), client.invalidateQueries({ queryKey: keys.me })]),
  });
}

/** A mail, text or call of the invented customer. Resolves when it is stored, not when it has its ticket. */
export function useSandboxSend() {
  return useMutation({
    mutationFn: ({ kind, body }: { kind: 'mail' | 'text' | 'call'; body: unknown }) =>
      api<SandboxSent>(`/sandbox/${kind}`, { method: 'POST', body }),
  });
}

/** The ticket of what was sent from the sandbox, asked for until it is there; null: not yet, or there will be none. */
export function useCameOf(intakeId: string | null): string | null {
  const row = useQuery({
    queryKey: ['setup', 'arrival', intakeId],
    enabled: intakeId !== null,
    queryFn: ({ signal }) =>
      api<List<IntakeRow>>('/intake', { query: { limit: 50 }, signal }).then(
        ({ items }) => items.find(({ id }) => id === intakeId) ?? null,
      ),
    refetchInterval: ({ state: { data } }) => (data && (data.ticketId !== null || data.doneAt !== null) ? false : 500),
  });
  return row.data?.ticketId ?? null;
}

const SAMPLE = ['setup', '/sandbox/sample'];

/** How far the sample data is: asked for twice a second while it is being loaded. */
export function useSample() {
  return useQuery({
    queryKey: SAMPLE,
    queryFn: ({ signal }) => api<SampleState>('/sandbox/sample', { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 500 : false),
  });
}

/** Begins; `useSample` tells the rest. */
export function useLoadSample() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<SampleState>('/sandbox/sample', { method: 'POST' }),
    onSuccess: (state) => client.setQueryData(SAMPLE, state),
  });
}

/** Of the newest that went out, what an invented customer got. A chat goes to no address of his, but is of his ticket. */
export function useAnswers({ email, phone }: { email: string; phone: string }, customerId: string | null) {
  return useQuery({
    queryKey: ['outbox', 'sandbox', email, phone, customerId],
    queryFn: async ({ signal }) => {
      const [sent, tickets] = await Promise.all([
        api<List<OutboxItem>>('/outbox', { query: { limit: 100 }, signal }),
        customerId === null ? null : api<List<Ticket>>('/tickets', { query: { customerId, limit: 100 }, signal }),
      ]);
      const his = new Set(tickets?.items.map(({ id }) => id));
      return sent.items.filter(({ to, channel, ticketId }) =>
        channel === 'chat' ? his.has(ticketId) : to.includes(email) || to.includes(phone),
      );
    },
    refetchInterval: 3000,
  });
}
