import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Message, NewMessage } from '../../contract/tickets.js';
import { createStore } from '../lib/createStore.js';
import { remember, remembered, rememberedNames } from '../lib/remembered.js';
import { ApiError, api } from './http.js';
import { keys } from './keys.js';
import { showMessage } from './story.js';

/** Something we wrote that the server has not confirmed. `clientId` makes a second try the same message. */
export interface Outgoing {
  clientId: string;
  ticketId: string;
  body: NewMessage;
  at: string;
  /** Null while it is on its way. */
  error: unknown;
}

const KEPT = 'outgoing.';

/**
 * Lives outside the cache, and in this browser's storage: neither a refetch nor a closed tab may lose words that the
 * server has not confirmed. What was on its way when the tab closed goes again; its id makes a second try safe. Each has
 * a place of its own there, so that two tabs do not overwrite each other's.
 */
const outgoing = createStore<readonly Outgoing[]>(read());
export const useOutgoing = outgoing.use;

function put(entry: Outgoing): void {
  const all = outgoing.get();
  outgoing.set(all.some(({ clientId }) => clientId === entry.clientId) ? all.map((one) => (one.clientId === entry.clientId ? entry : one)) : [...all, entry]);
  const { error: _error, ...kept } = entry;
  remember(KEPT + entry.clientId, JSON.stringify(kept));
}

function read(): Outgoing[] {
  return rememberedNames(KEPT)
    .flatMap((name) => {
      try {
        return [{ ...(JSON.parse(remembered(name) ?? '') as Omit<Outgoing, 'error'>), error: new ApiError('offline', 0, 'The page was closed on the way.') }];
      } catch {
        return []; // Unreadable: it cannot be offered again.
      }
    })
    .sort((a, b) => a.at.localeCompare(b.at));
}

/** Whether it waits for the line and goes out by itself; any other refusal waits for a person. */
export const waitsForLine = (error: unknown): boolean => error instanceof ApiError && (error.code === 'offline' || error.code === 'unavailable');

/** The line is back: what waited for it goes out, in the order in which it was written. */
export async function sendWaiting(client: QueryClient): Promise<void> {
  for (const { ticketId, body, clientId, at, error } of outgoing.get()) {
    if (!waitsForLine(error)) continue;
    // A failure shows under the message itself.
    await send(client, ticketId, body, clientId, at).catch(() => undefined);
  }
}

export function useSendMessage() {
  const client = useQueryClient();
  return useCallback((ticketId: string, body: NewMessage, clientId: string) => send(client, ticketId, body, clientId), [client]);
}

/** @throws {ApiError} when it was not stored; it then stays on the page as "not sent". */
async function send(client: QueryClient, ticketId: string, body: NewMessage, clientId: string, at = new Date().toISOString()): Promise<Message> {
  const entry: Outgoing = { clientId, ticketId, body, at, error: null };
  put(entry);
  try {
    const message = await api<Message>(`/tickets/${ticketId}/messages`, { method: 'POST', body: { ...body, clientId } });
    showMessage(client, message);
    discard(clientId);
    void client.invalidateQueries({ queryKey: keys.ticket(ticketId) });
    return message;
  } catch (error) {
    put({ ...entry, error });
    throw error;
  }
}

export function discard(clientId: string): void {
  outgoing.set(outgoing.get().filter((one) => one.clientId !== clientId));
  remember(KEPT + clientId, null);
}

/** Takes back what has not gone out yet, or sends once more what did not arrive. */
export function useMessageCommand(command: 'cancel' | 'retry') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (message: Pick<Message, 'id' | 'ticketId'>) => api<Message>(`/messages/${message.id}/${command}`, { method: 'POST' }),
    onSuccess: (message) => showMessage(client, message),
    // Taking a reply back may open its ticket again; and whoever came too late should see what became of it.
    onSettled: (_message, _error, { ticketId }) => {
      void client.invalidateQueries({ queryKey: keys.ticket(ticketId) });
      void client.invalidateQueries({ queryKey: ['outbox'] });
    },
  });
}
