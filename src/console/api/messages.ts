import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Message, NewMessage } from '../../contract/tickets.js';
import { createStore } from '../lib/createStore.js';
import { api } from './http.js';
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

/** Lives outside the cache: a refetch must not lose words that the server has not seen. */
const outgoing = createStore<readonly Outgoing[]>([]);
export const useOutgoing = outgoing.use;

export function useSendMessage() {
  const client = useQueryClient();
  return useCallback((ticketId: string, body: NewMessage, clientId: string) => send(client, ticketId, body, clientId), [client]);
}

/** @throws {ApiError} when it was not stored; it then stays on the page as "not sent". */
async function send(client: QueryClient, ticketId: string, body: NewMessage, clientId: string): Promise<Message> {
  const entry: Outgoing = { clientId, ticketId, body, at: new Date().toISOString(), error: null };
  outgoing.set([...outgoing.get().filter((one) => one.clientId !== clientId), entry]);
  try {
    const message = await api<Message>(`/tickets/${ticketId}/messages`, { method: 'POST', body: { ...body, clientId } });
    client.setQueryData<Message[]>(keys.messages(ticketId), (old) => old && upsert(old, message, (one) => one.createdAt));
    discard(clientId);
    void client.invalidateQueries({ queryKey: keys.ticket(ticketId) });
    return message;
  } catch (error) {
    outgoing.set(outgoing.get().map((one) => (one.clientId === clientId ? { ...one, error } : one)));
    throw error;
  }
}

export function discard(clientId: string): void {
  outgoing.set(outgoing.get().filter((one) => one.clientId !== clientId));
}
