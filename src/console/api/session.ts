import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use } from 'react';
import type { List } from '../../contract/common.js';
import type { Agent, Me, MePatch, SessionResult } from '../../contract/desk.js';
import { onRemembered, remember } from '../lib/remembered.js';
import { locked, whose } from '../lib/whose.js';
import { withoutLine } from '../socket.js';
import { ApiError, api } from './http.js';
import { keys } from './keys.js';

/** Who is signed in; `data` is null when nobody is, and whose session ended over his desk stays in it until he is back or another one comes. */
export function useSession() {
  return useQuery({
    queryKey: keys.me,
    queryFn: async ({ signal }): Promise<Me | null> => {
      try {
        return await api<Me>('/me', { signal });
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 401) throw error;
        if (whose.get() === null) return null;
        locked.set('signed_out');
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
}

/** Filled by the sign-in gate: read it by `useMe`. */
export const MeContext = createContext<Me | null>(null);

/** The signed-in agent. Only below the sign-in gate. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('useMe is used outside the signed-in part');
  return me;
}

/** The server sets the cookie; who that is, is asked for anew. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => api<SessionResult>('/session', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.me }),
  });
}

const LEFT = 'left.';

/** Forgets everything that the page holds, in each window of this browser. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<void>('/session', { method: 'DELETE' }),
    // Also when the server could not be told: this browser shows nothing any more.
    onSettled: () => {
      remember(LEFT + idOf(client), new Date().toISOString());
      return forgetMe(client);
    },
  });
}

/** Closes the desk when its agent signs out in another window: that is no session that merely ended. */
export function hearSignOut(client: QueryClient): void {
  onRemembered(LEFT, (id) => void (id === idOf(client) && forgetMe(client)));
}

/** Of whoever is signed in, with a desk or before he has one. */
const idOf = (client: QueryClient): string | undefined => client.getQueryData<Me | null>(keys.me)?.agent.id;

async function forgetMe(client: QueryClient): Promise<void> {
  // An answer that is on its way would bring him back.
  await client.cancelQueries({ queryKey: keys.me });
  client.setQueryData(keys.me, null);
}

/** One's own profile; the answer is shown at once. */
export function useChangeMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: MePatch) => api<Me>('/me', { method: 'PATCH', body }),
    onSuccess: (me) => client.setQueryData(keys.me, me),
  });
}

/** The address to sign in with. @throws {ApiError} `wrong_credentials`, or `conflict` when another agent has it */
export function useChangeEmail() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => api<Me>('/me/email', { method: 'POST', body }),
    onSuccess: (me) => client.setQueryData(keys.me, me),
  });
}

/** Every session ends, and this browser has a new one when it is done. */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { current: string; next: string }) =>
      withoutLine(() => api<SessionResult>('/me/password', { method: 'POST', body })),
    // The set-up says where the password came from.
    onSuccess: () => Promise.all([keys.me, ['setup', '/setup']].map((queryKey) => client.invalidateQueries({ queryKey }))),
    // Who had no desk yet has to sign in again.
    onError: (error) => error instanceof ApiError && error.code === 'not_signed_in' && client.invalidateQueries({ queryKey: keys.me }),
  });
}

/** Whether the signed-in agent's role has this right; the server decides in any case. */
export const useMay = (right: string): boolean => useMe().rights.includes(right);

/** Those who are active; who of them is online, the socket says. */
export function useAgents() {
  return useQuery({ queryKey: keys.agents, queryFn: ({ signal }) => api<List<Agent>>('/agents', { signal }).then((list) => list.items) });
}

/** With those who are deactivated: whoever was chosen once still has a name. */
export function useEveryAgent(enabled: boolean) {
  return useQuery({
    queryKey: keys.everyAgent,
    queryFn: ({ signal }) => api<List<Agent>>('/agents?inactive=true', { signal }).then((list) => list.items),
    enabled,
  });
}

/** What a colleague is called; null: nobody, or nobody that is known yet. */
export function useAgentName(): (id: string | null) => string | null {
  const agents = useAgents();
  return (id) => agents.data?.find((agent) => agent.id === id)?.name ?? null;
}
