import type { QueryClient } from '@tanstack/react-query';
import type { Socket } from 'socket.io-client';
import type { AgentCommands, AgentEvents } from '../contract/realtime.js';
import { keys } from './api/keys.js';

export type AgentLine = Socket<AgentEvents, AgentCommands>;

/** How many parts of the page look at each ticket. */
const watched = new Map<string, number>();
const ANSWERED_WITHIN_MS = 10_000;
const AGAIN_AFTER_MS = 3000;

/** @returns whether nothing on the page looked at it before */
export function beginWatching(ticketId: string): boolean {
  watched.set(ticketId, (watched.get(ticketId) ?? 0) + 1);
  return watched.get(ticketId) === 1;
}

/** @returns whether nothing on the page looks at it any more */
export function endWatching(ticketId: string): boolean {
  const left = (watched.get(ticketId) ?? 1) - 1;
  if (left > 0) watched.set(ticketId, left);
  else watched.delete(ticketId);
  return left <= 0;
}

/** To be called when the line is open: joins the rooms of all that is on the page. */
export function joinAll(client: QueryClient, line: AgentLine, afterBreak: boolean): void {
  for (const ticketId of watched.keys()) tellWatching(client, line, ticketId, afterBreak);
}

/**
 * Joins the ticket's room, or leaves it when nothing looks at it any more: tried again until the server says that it is
 * so, or the page wants it otherwise, or the line breaks (then all are joined anew). A ticket that was not joined would
 * stand still without a word. @param missed once in, what was said meanwhile is asked for
 */
export function tellWatching(client: QueryClient, line: AgentLine, ticketId: string, missed: boolean): void {
  const wanted = watched.has(ticketId);
  line.timeout(ANSWERED_WITHIN_MS).emit(wanted ? 'ticket:watch' : 'ticket:unwatch', { ticketId }, (failure, ack) => {
    if (failure || !ack.ok)
      setTimeout(() => line.connected && watched.has(ticketId) === wanted && tellWatching(client, line, ticketId, true), AGAIN_AFTER_MS);
    else if (wanted && missed) void client.invalidateQueries({ queryKey: keys.ticket(ticketId) });
  });
}
