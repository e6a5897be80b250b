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

const AGAIN_MS = [1000, 2000, 4000, 8000, 15_000];
let tries = 0;
let againTimer: ReturnType<typeof setTimeout> | undefined;
let flushing = false;

/** What waited for the line goes out, in the order in which it was written. Called when the line is back, and by itself while something waits. */
export async function sendWaiting(client: QueryClient): Promise<void> {
  clearTimeout(againTimer);
  if (flushing) return;
  flushing = true;
  try {
    const stuck = new Set<string>();
    const first = (): Outgoing | undefined => outgoing.get().find(({ ticketId, error }) => waitsForLine(error) && !stuck.has(ticketId));
    for (let next = first(); next; next = first()) {
      const { ticketId, body, clientId, at } = next;
      // A failure shows under the message itself, and what was written after it there waits behind it.
      await send(client, ticketId, body, clientId, at).catch(() => stuck.add(ticketId));
    }
  } finally {
    flushing = false;
  }
}

/** An answer may be lost although the socket holds, or after it is back: then nothing else would try again. */
function sendLater(client: QueryClient): void {
  clearTimeout(againTimer);
  againTimer = setTimeout(() => void sendWaiting(client), AGAIN_MS[Math.min(tries++, AGAIN_MS.length - 1)]);
}

export function useSendMessage() {
  const client = useQueryClient();
  return useCallback((ticketId: string, body: NewMessage, clientId: string) => send(client, ticketId, body, clientId), [client]);
}

/** By ticket: the last of what goes out there, one after the other. */
const lanes = new Map<string, Promise<unknown>>();
const PATIENCE_MS = 20_000;

/** @throws {ApiError} when it was not stored; it then stays on the page as "not sent". */
function send(client: QueryClient, ticketId: string, body: NewMessage, clientId: string, at = new Date().toISOString()): Promise<Message> {
  const entry: Outgoing = { clientId, ticketId, body, at, error: null };
  put(entry);
  const sent = (lanes.get(ticketId) ?? Promise.resolve()).then(() => post(client, entry));
  lanes.set(ticketId, sent.catch(() => undefined));
  return sent;
}

async function post(client: QueryClient, entry: Outgoing): Promise<Message> {
  const { clientId, ticketId, body } = entry;
  try {
    if (isBehind(entry)) throw new ApiError('offline', 0, 'What was written before it waits for the line.');
    const message = await api<Message>(`/tickets/${ticketId}/messages`, { method: 'POST', body: { ...body, clientId }, patienceMs: PATIENCE_MS });
    tries = 0;
    showMessage(client, message);
    discard(clientId);
    void client.invalidateQueries({ queryKey: keys.ticket(ticketId) });
    return message;
  } catch (error) {
    put({ ...entry, error });
    if (waitsForLine(error)) sendLater(client);
    throw error;
  }
}

/** Whether something that was written earlier in this ticket still waits: later words never overtake it. */
function isBehind({ clientId, ticketId }: Outgoing): boolean {
  const all = outgoing.get();
  return all.slice(0, all.findIndex((one) => one.clientId === clientId)).some((one) => one.ticketId === ticketId && waitsForLine(one.error));
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
