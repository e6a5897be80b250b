import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Me } from '../../contract/desk.js';
import type { Message, NewMessage, WrittenMessage } from '../../contract/tickets.js';
import { announce } from '../lib/announce.js';
import { createStore } from '../lib/createStore.js';
import { onRemembered, remember, remembered, rememberedNames } from '../lib/remembered.js';
import { whose } from '../lib/whose.js';
import type { CameSince } from '../../contract/cameSince.js';
import { ApiError, api } from './http.js';
import { inTurn } from './inTurn.js';
import { keys } from './keys.js';
import { showMessage } from './story.js';

/** Something we wrote that the server has not confirmed. `clientId` makes a second try the same message. */
export interface Outgoing {
  clientId: string;
  /** Who wrote it: only under his own name does it go out, or is it shown. */
  agentId: string;
  ticketId: string;
  body: NewMessage;
  at: string;
  /** Null while it is on its way. */
  error: unknown;
}

const KEPT = 'outgoing.';

/** As the storage holds it. */
interface Kept extends Omit<Outgoing, 'error'> {
  /** Why the server does not want it: it waits for a person. Null: it goes again by itself. */
  refused: Pick<ApiError, 'code' | 'status' | 'message' | 'details'> | null;
}

/**
 * Lives outside the cache, and in this browser's storage: neither a refetch nor a closed tab may lose words that the
 * server has not confirmed. What was on its way when the tab closed goes again; its id makes a second try safe. Each has
 * a place of its own there, so that two tabs do not overwrite each other's. Those of all who work at this machine are here.
 */
export const outgoing = createStore<readonly Outgoing[]>(read());
export const ownOf = (all: readonly Outgoing[], me: string | null): Outgoing[] => all.filter(({ agentId }) => agentId === me);

/** What the signed-in agent wrote. */
export function useOutgoing(): readonly Outgoing[] {
  const [all, me] = [outgoing.use(), whose.use()];
  return useMemo(() => ownOf(all, me), [all, me]);
}

function put(entry: Outgoing): void {
  const all = outgoing.get();
  outgoing.set(
    all.some(({ clientId }) => clientId === entry.clientId)
      ? all.map((one) => (one.clientId === entry.clientId ? entry : one))
      : [...all, entry],
  );
  const { error, ...rest } = entry;
  const kept: Kept = {
    ...rest,
    refused:
      error instanceof ApiError && !waitsForLine(error)
        ? { code: error.code, status: error.status, message: error.message, details: error.details }
        : null,
  };
  remember(KEPT + entry.clientId, JSON.stringify(kept));
}

function read(): Outgoing[] {
  return rememberedNames(KEPT)
    .flatMap((name) => {
      const entry = parse(remembered(name));
      // Unreadable, or of a time when the writer was not kept: it cannot be offered to anybody.
      if (!entry) remember(name, null);
      return entry ?? [];
    })
    .sort((a, b) => a.at.localeCompare(b.at));
}

function parse(text: string | null): Outgoing | null {
  try {
    const { refused, ...kept } = JSON.parse(text ?? '') as Kept;
    const error = refused
      ? new ApiError(refused.code, refused.status, refused.message, refused.details)
      : new ApiError('offline', 0, 'The page was closed on the way.');
    return typeof kept.agentId === 'string' ? { ...kept, error } : null;
  } catch {
    return null;
  }
}

// Another window of this browser has sent it, gave it up, or was refused it. What is on its way from there is not told here.
onRemembered(KEPT, (clientId, value) => {
  const here = outgoing.get().find((one) => one.clientId === clientId);
  if (here?.error === null) return;
  const entry = parse(value);
  const others = outgoing.get().filter((one) => one !== here);
  if (!entry) outgoing.set(others);
  else if (!waitsForLine(entry.error)) outgoing.set([...others, entry].sort((a, b) => a.at.localeCompare(b.at)));
});

/** Whether it waits for the line and goes out by itself; any other refusal waits for a person. */
export const waitsForLine = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'offline' || error.code === 'unavailable');

const AGAIN_MS = [1000, 2000, 4000, 8000, 15_000];
/** How often in a row it was tried in vain. */
let tries = 0;
let againTimer: ReturnType<typeof setTimeout> | undefined;
let flushing = false;
let woken = false;

/** The line is heard again: what waits goes at once, however far its next try was put off, and once more if a try was running. */
export function wakeWaiting(client: QueryClient): Promise<void> {
  tries = 0;
  woken = true;
  return sendWaiting(client);
}

/** What waited for the line goes out, in the order in which it was written. By itself while something waits. */
export async function sendWaiting(client: QueryClient): Promise<void> {
  if (flushing) return;
  clearTimeout(againTimer);
  againTimer = undefined;
  flushing = true;
  try {
    do {
      woken = false;
      await flush(client);
    } while (woken);
  } finally {
    flushing = false;
  }
}

async function flush(client: QueryClient): Promise<void> {
  const stuck = new Set<string>();
  const first = (): Outgoing | undefined =>
    ownOf(outgoing.get(), whose.get()).find(({ ticketId, error }) => waitsForLine(error) && !stuck.has(ticketId));
  if (!first() || !(await isStillMe(client))) return;
  for (let next = first(); next; next = first()) {
    const { ticketId } = next;
    // A failure shows under the message itself. What was written after one that goes on waiting waits behind it.
    await enqueue(client, next).catch((error: unknown) => waitsForLine(error) && stuck.add(ticketId));
  }
}

/** Another window may have signed somebody else in since: in his name these words must not go. */
async function isStillMe(client: QueryClient): Promise<boolean> {
  try {
    const { agent } = await api<Me>('/me', { patienceMs: PATIENCE_MS });
    if (agent.id === whose.get()) return true;
  } catch (error) {
    if (waitsForLine(error)) {
      sendLater(client);
      return false;
    }
  }
  void client.invalidateQueries({ queryKey: keys.me });
  return false;
}

/** An answer may be lost although the socket holds, or after it is back: then nothing else would try again. */
function sendLater(client: QueryClient): void {
  againTimer ??= setTimeout(
    () => {
      againTimer = undefined;
      tries++;
      void sendWaiting(client);
    },
    AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)],
  );
}

/** Never changes, so that it may stand in lists of dependencies. See `send`. */
export function useSendMessage() {
  const client = useQueryClient();
  return useCallback((ticketId: string, body: NewMessage, clientId: string) => send(client, ticketId, body, clientId), [client]);
}

const PATIENCE_MS = 20_000;

/** @throws {ApiError} when it was not stored; it then stays on the page as "not sent". */
export function send(client: QueryClient, ticketId: string, body: NewMessage, clientId: string): Promise<Message> {
  const at = new Date().toISOString();
  return enqueue(client, { clientId, agentId: whose.get() ?? '', ticketId, body, at, error: null });
}

function enqueue(client: QueryClient, one: Outgoing): Promise<Message> {
  const entry: Outgoing = { ...one, error: null };
  put(entry);
  return inTurn(`messages of ${entry.ticketId}`, () => post(client, entry));
}

async function post(client: QueryClient, entry: Outgoing): Promise<Message> {
  const { clientId, agentId, ticketId, body } = entry;
  try {
    if (agentId !== whose.get()) throw new ApiError('offline', 0, 'Its writer has left.');
    if (isBehind(entry)) throw new ApiError('offline', 0, 'What was written before it waits for the line.');
    const { staysLive, ...message } = await api<WrittenMessage>(`/tickets/${ticketId}/messages`, {
      method: 'POST',
      body: { ...body, clientId },
      patienceMs: PATIENCE_MS,
    });
    tries = 0;
    showMessage(client, message);
    discard(clientId);
    if (staysLive) announce({ kind: 'staysLive', ticketId });
    void client.invalidateQueries({ queryKey: keys.ticket(ticketId) });
    return message;
  } catch (error) {
    put({ ...entry, error });
    if (waitsForLine(error)) sendLater(client);
    // It may have been merged or closed without our hearing of it: the page should show what the refusal speaks of.
    else void client.invalidateQueries({ queryKey: keys.ticket(ticketId) });
    if (heldBackBy(error)) announce({ kind: 'heldBack', ticketId });
    throw error;
  }
}

/** What is said of a refusal beside its code. */
interface Refusal {
  cameSince?: CameSince;
  wouldReach?: string;
  mergedIntoId?: string;
}

function detailOf<K extends keyof Refusal>(error: unknown, key: K): NonNullable<Refusal[K]> | null {
  const details = error instanceof ApiError ? (error.details as Refusal | null | undefined) : null;
  return details?.[key] ?? null;
}

/** What came that its writer could not know, when that is why a reply was not sent; null: it is for something else. */
export const heldBackBy = (error: unknown): CameSince | null => detailOf(error, 'cameSince');

/** Who would have read it instead of whom it was written for, when that is why; null as above. */
export const elseReadBy = (error: unknown): string | null => detailOf(error, 'wouldReach');

/** Whether its ticket takes no more words, as the conversation is in another one now. */
export const wasMerged = (error: unknown): boolean => detailOf(error, 'mergedIntoId') !== null;

/** Whether something that he wrote earlier in this ticket still waits: later words never overtake it. */
function isBehind({ clientId, agentId, ticketId }: Outgoing): boolean {
  const all = ownOf(outgoing.get(), agentId);
  return all
    .slice(
      0,
      all.findIndex((one) => one.clientId === clientId),
    )
    .some((one) => one.ticketId === ticketId && waitsForLine(one.error));
}

/** Forgets one: the server has it, or its writer gave it up. */
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
