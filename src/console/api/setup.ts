import { type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { List } from '../../contract/common.js';
import type { OutboxItem } from '../../contract/desk.js';
import type { SampleState, SandboxSent } from '../../contract/sandbox.js';
import { api } from './http.js';

/** A short list of the set-up, read whole. */
export function useSetupList<T>(path: string) {
  return useQuery({ queryKey: ['setup', path], queryFn: ({ signal }) => api<List<T>>(path, { signal }).then((list) => list.items) });
}

/** One document of the set-up. */
export function useSetupDoc<T>(path: string) {
  return useQuery({ queryKey: ['setup', path], queryFn: ({ signal }) => api<T>(path, { signal }) });
}

interface Change {
  method: 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
}

/** A change of the set-up; what it touches is asked for again. */
export function useSetupChange<T = unknown>(...touches: readonly string[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: Change) => api<T>(path, { method, ...(body === undefined ? {} : { body }) }),
    onSuccess: () => Promise.all(touches.map((path) => client.invalidateQueries({ queryKey: ['setup', path] as QueryKey }))),
  });
}

export function useSandboxSend() {
  return useMutation({ mutationFn: ({ kind, body }: { kind: 'mail' | 'text' | 'call'; body: unknown }) => api<SandboxSent>(`/sandbox/${kind}`, { method: 'POST', body }) });
}

const SAMPLE = ['setup', '/sandbox/sample'];

export function useSample() {
  return useQuery({ queryKey: SAMPLE, queryFn: ({ signal }) => api<SampleState>('/sandbox/sample', { signal }), refetchInterval: ({ state }) => (state.data?.state === 'running' ? 500 : false) });
}

export function useLoadSample() {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => api<SampleState>('/sandbox/sample', { method: 'POST' }), onSuccess: (state) => client.setQueryData(SAMPLE, state) });
}

/** The newest of what went out, to find what an invented customer got. */
export function useAnswers() {
  return useQuery({ queryKey: ['outbox', 'sandbox'], queryFn: ({ signal }) => api<List<OutboxItem>>('/outbox', { query: { limit: 100 }, signal }).then((list) => list.items), refetchInterval: 3000 });
}
