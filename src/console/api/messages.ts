import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Message, NewMessage } from '../../contract/tickets.js';
import { createStore } from '../lib/createStore.js';
import { remember, remembered } from '../lib/remembered.js';
import { ApiError, api } from './http.js';
import { keys } from './keys.js';
import { upsert } from './live.js';

/** Something we wrote that the server has not confirmed. `clientId` makes a second try the same message. */
export interface Outgoing {
  clientId: string;
  ticketId: string;
  body: NewMessage;
  at: string;
  /** Null while it is on its way. */
  error: unknown;
}

/**
 * Lives outside the cache, and in this browser's storage: neither a refetch nor a closed tab may lose words that the
 * server has not confirmed. What was on its way when the tab closed shows as not sent; its id makes a second try safe.
 */
const outgoing = createStore<readonly Outgoing[]>(read());
export const useOutgoing = outgoing.use;

function set(next: readonly Outgoing[]): void {
  outgoing.set(next);
  remember('outgoing', next.length ? JSON.stringify(next.map(({ error: _error, ...kept }) => kept)) : null);
}

function read(): Outgoing[] {
  try {
    const kept = JSON.parse(remembered('outgoing') ?? '[]') as Omit<Outgoing, 'error'>[];
    return kept.map((one) => ({ ...one, error: new ApiError('offline', 0, 'The page was closed on the way.') }));
  } catch {
    return []; // Unreadable: nothing can be offered again.
  }
}

export function useSendMessage() {
  const client = useQueryClient();
  return useCallback((ticketId: string, body: NewMessage, clientId: string) => send(client, ticketId, body, clientId), [client]);
}

/** @throws {ApiError} when it was not stored; it then stays on the page as "not sent". */
async function send(client: QueryClient, ticketId: string, body: NewMessage, clientId: string): Promise<Message> {
  const entry: Outgoing = { clientId, ticketId, body, at: new Date().toISOString(), error: null };
  set([...outgoing.get().filter((one) => one.clientId !== clientId), entry]);
  try {
    const message = await api<Message>(`/tickets/${ticketId}/messages`, { method: 'POST', body: { ...body, clientId } });
    client.setQueryData<Message[]>(keys.messages(ticketId), (old) => old && upsert(old, message, (one) => one.createdAt));
    discard(clientId);
    void client.invalidateQueries({ queryKey: keys.ticket(ticketId) });
    return message;
  } catch (error) {
    set(outgoing.get().map((one) => (one.clientId === clientId ? { ...one, error } : one)));
    throw error;
  }
}

export function discard(clientId: string): void {
  set(outgoing.get().filter((one) => one.clientId !== clientId));
}

/** Takes back what has not gone out yet, or sends once more what did not arrive. */
export function useMessageCommand(command: 'cancel' | 'retry') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (message: Pick<Message, 'id' | 'ticketId'>) => api<Message>(`/messages/${message.id}/${command}`, { method: 'POST' }),
    onSuccess: (message) => {
      client.setQueryData<Message[]>(keys.messages(message.ticketId), (old) => old && upsert(old, message, (one) => one.createdAt));
    },
    // Taking a reply back may open its ticket again; and whoever came too late should see what became of it.
    onSettled: (_message, _error, { ticketId }) => {
      void client.invalidateQueries({ queryKey: keys.ticket(ticketId) });
      void client.invalidateQueries({ queryKey: ['outbox'] });
    },
  });
}
