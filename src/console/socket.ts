import { type QueryClient, notifyManager, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { io } from 'socket.io-client';
import type { Agent } from '../contract/desk.js';
import { keys } from './api/keys.js';
import { applyEvent, applyMessage, applyTicket } from './api/live.js';
import { wakeWaiting } from './api/messages.js';
import { askFailedAgain } from './api/queryClient.js';
import { applyRead } from './api/reading.js';
import { createResync } from './api/resync.js';
import { knownSeq } from './api/story.js';
import { createStore } from './lib/createStore.js';
import { createSilence } from './lib/silence.js';
import { announce } from './lib/announce.js';
import { locked } from './lib/whose.js';
import { type AgentLine, beginWatching, endWatching, joinAll, tellWatching } from './watching.js';

export type Line = 'connecting' | 'online' | 'offline';

/** How the line to the server is. `connecting` is the first moment only; a broken line is `offline` until it is back. */
export const line = createStore<Line>('connecting');
/** Which agents are online, and who looks at which ticket (ticket id to agent ids), as the server said last. */
export const presence = createStore<{ online: string[]; watching: Record<string, string[]> }>({ online: [], watching: {} });
/** Which colleague wrote something just now, and where. */
export const agentTyping = createStore<{ ticketId: string; agentId: string; at: number } | null>(null);
/** Ticket id and since when its visitor types. */
export const visitorTyping = createStore<{ ticketId: string; at: number } | null>(null);

let socket: AgentLine | null = null;
const OFFLINE_AFTER_MS = 2500;
/** The first time may take longer: the page has just been loaded, and nobody misses anything yet. */
const FIRST_OPEN_MS = 10_000;
const ASK_AFTER_MS = 500;
const REFUSED_ASK_AFTER_MS = 2000;

/** Opens the line for the signed-in agent. Returns how to close it. */
export function connectAgents(client: QueryClient): () => void {
  const mine: AgentLine = io('/agents', { transports: ['websocket'], reconnectionDelayMax: 5000 });
  socket = mine;
  const resync = createResync(client);
  // The place from which the line's first opening brings what came since, however long it took.
  void resync.catchUp();
  let wasOnline = false;
  let brokenTimer: ReturnType<typeof setTimeout> | undefined;
  let askTimer: ReturnType<typeof setTimeout> | undefined;
  let countsTimer: ReturnType<typeof setTimeout> | undefined;

  const firstTimer = setTimeout(() => line.set('offline'), FIRST_OPEN_MS);
  // From the first sign on: the tries to open it again that fail meanwhile put off nothing.
  const broken = (): void => void (brokenTimer ??= setTimeout(() => line.set('offline'), OFFLINE_AFTER_MS));
  const isUp = (): void => {
    clearTimeout(firstTimer);
    clearTimeout(brokenTimer);
    brokenTimer = undefined;
    line.set('online');
  };
  const silence = createSilence({
    onSilent: () => line.set('offline'),
    // Nothing was lost on it, only late; what was written meanwhile need not wait for its next try.
    onHeard: () => {
      isUp();
      void resync.catchUp();
      void wakeWaiting(client);
      askFailedAgain(client);
    },
  });

  /** Nobody: the sign-in page comes up by itself. Still the same: the line is opened again. */
  const askAgain = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: keys.me });
    if (client.getQueryData(keys.me) && !locked.get()) mine.connect();
  };

  // Nothing is told of a desk that nobody may see; once it is open again, what came meanwhile is asked for as after any break.
  const unhear = locked.subscribe(() => {
    clearTimeout(askTimer);
    if (locked.get()) mine.disconnect();
    else mine.connect();
  });

  mine.on('connect', () => {
    isUp();
    // Only after the server listens for us again is nothing missed any more: what came before that is asked for.
    joinAll(client, mine, wasOnline);
    void resync.catchUp();
    void wakeWaiting(client);
    askFailedAgain(client);
    // What is only told when it changes was not heard before, also when the page was read a moment before the line first opened.
    for (const queryKey of [keys.agents, ['customer'], ['followups'], ['workspace'], ['setup'], keys.viewCounts])
      void client.invalidateQueries({ queryKey });
    wasOnline = true;
  });
  mine.on('line:beat', silence.heard);
  mine.on('disconnect', (reason) => {
    silence.stop();
    broken();
    // The server ended the session, or another tab got a new one: ask who we are a moment later, when its cookie is here.
    if (reason === 'io server disconnect') askTimer = setTimeout(() => void askAgain(), ASK_AFTER_MS);
  });
  mine.on('connect_error', () => {
    broken();
    // Refused: the session is over, or the desk could not look it up just now.
    if (mine.active) return;
    clearTimeout(askTimer);
    askTimer = setTimeout(() => void askAgain(), REFUSED_ASK_AFTER_MS);
  });
  mine.on('tickets:changed', ({ tickets }) => {
    // Drawn once for all of them.
    notifyManager.batch(() => {
      for (const ticket of tickets) applyTicket(client, ticket);
    });
    countsTimer ??= setTimeout(() => {
      countsTimer = undefined;
      void client.invalidateQueries({ queryKey: keys.queues });
      void client.invalidateQueries({ queryKey: keys.ticketCounts });
      void client.invalidateQueries({ queryKey: keys.viewCounts });
    }, 1000);
    for (const ticket of tickets) announce({ kind: 'ticket', ticket });
  });
  mine.on('message:changed', (change) => {
    applyMessage(client, change);
    // What he was writing is here.
    const typing = agentTyping.get();
    if (typing?.ticketId === change.ticketId && typing.agentId === change.message.author?.id) agentTyping.set(null);
  });
  mine.on('ticket:event', (change) => applyEvent(client, change));
  mine.on('ticket:read', (change) => applyRead(client, change));
  mine.on('mention:new', ({ mention }) => {
    void client.invalidateQueries({ queryKey: keys.mentions });
    void client.invalidateQueries({ queryKey: keys.ticketCounts });
    announce({ kind: 'mention', mention });
  });
  mine.on('workspace:changed', ({ what }) => {
    void client.invalidateQueries({ queryKey: what === 'agents' ? keys.agents : keys.workspace(what) });
    // The page of the settings that shows the same list, maybe with more in it.
    void client.invalidateQueries({
      predicate: ({ queryKey: [part, path] }) => part === 'setup' && String(path).split('?')[0] === `/${what}`,
    });
    if (what === 'topics') void client.invalidateQueries({ queryKey: keys.me });
    if (what === 'views') void client.invalidateQueries({ queryKey: keys.viewCounts });
  });
  mine.on('customer:changed', ({ customerId }) => void client.invalidateQueries({ queryKey: keys.customer(customerId) }));
  mine.on('agent:typing', ({ ticketId, agentId }) => agentTyping.set({ ticketId, agentId, at: Date.now() }));
  mine.on('visitor:typing', ({ ticketId }) => visitorTyping.set({ ticketId, at: Date.now() }));
  mine.on('agents:changed', (change) => {
    presence.set(change);
    client.setQueryData<Agent[]>(keys.agents, (old) => old?.map((agent) => ({ ...agent, online: change.online.includes(agent.id) })));
  });

  return () => {
    unhear();
    silence.stop();
    clearTimeout(firstTimer);
    clearTimeout(brokenTimer);
    clearTimeout(askTimer);
    clearTimeout(countsTimer);
    resync.stop();
    mine.disconnect();
    if (socket === mine) socket = null;
    line.set('connecting');
  };
}

/** Lets the line rest while the session changes: it is opened again with the new one, of a desk that waits once it is open. */
export async function withoutLine<T>(work: () => Promise<T>): Promise<T> {
  const resting = socket;
  resting?.disconnect();
  try {
    return await work();
  } finally {
    if (!locked.get()) resting?.connect();
  }
}

/** Hears everything of a ticket while the component is on the page. */
export function useWatchedTicket(ticketId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const isFirst = beginWatching(ticketId);
    // Kept from an earlier visit, when nobody listened since: fresh enough only once the room is joined.
    const stale = knownSeq(client.getQueryData(keys.story(ticketId))) !== null;
    if (isFirst && socket?.connected) tellWatching(client, socket, ticketId, stale);
    return () => {
      if (endWatching(ticketId) && socket?.connected) tellWatching(client, socket, ticketId, false);
    };
  }, [client, ticketId]);
}

let told = { where: '', at: 0 };
/** Tells colleagues in the same ticket, and a chatting customer, that somebody writes: at most every two seconds, and at once when it is for others than before. */
export function tellTyping(ticketId: string, toVisitor: boolean): void {
  const where = `${ticketId} ${toVisitor}`;
  if (!socket?.connected || (where === told.where && Date.now() - told.at < 2000)) return;
  told = { where, at: Date.now() };
  socket.emit('ticket:typing', { ticketId, toVisitor }, ignoreAck);
}

/** Typing is a hint: nothing is lost when it fails. */
function ignoreAck(): void {}
