import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { List } from '../../contract/common.js';
import type { AgentEvents } from '../../contract/realtime.js';
import type { Message, Ticket, TicketDetail, TicketEvent } from '../../contract/tickets.js';
import { freshTickets } from '../features/inbox/freshTickets.js';
import { keys } from './keys.js';

type Change<Name extends keyof AgentEvents> = Parameters<AgentEvents[Name]>[0];
type Pages<T> = InfiniteData<List<T>, string | null>;

/** Events after which the messages of a ticket are not what they were. */
const MOVES = new Set(['ticket.merged', 'ticket.split', 'decision.undone', 'message.amended']);

/** A ticket changed, here or elsewhere: every list and the open page take the newer of what they have and this. */
export function applyTicket(client: QueryClient, ticket: Ticket): void {
  client.setQueryData<TicketDetail>(keys.ticket(ticket.id), (old) => old && newer(old, ticket));
  let known = false;
  client.setQueriesData<Pages<Ticket>>({ queryKey: keys.ticketLists }, (old) => {
    if (!old?.pages.some((page) => page.items.some((item) => item.id === ticket.id))) return old;
    known = true;
    return { ...old, pages: old.pages.map((page) => ({ ...page, items: page.items.map((item) => (item.id === ticket.id ? newer(item, ticket) : item)) })) };
  });
  freshTickets.note(ticket, known);
}

function newer<T extends Ticket>(old: T, next: Ticket): T {
  return next.seq < old.seq ? old : { ...old, ...next };
}

export function applyMessage(client: QueryClient, { ticketId, seq, message }: Change<'message:changed'>): void {
  client.setQueryData<Message[]>(keys.messages(ticketId), (old) => old && upsert(old, message, (one) => one.createdAt));
  if (message.decision?.undone) void client.invalidateQueries({ queryKey: keys.messages(ticketId), exact: true });
  catchUp(client, ticketId, seq);
}

export function applyEvent(client: QueryClient, { ticketId, seq, event }: Change<'ticket:event'>): void {
  client.setQueryData<TicketEvent[]>(keys.events(ticketId), (old) => old && upsert(old, event, (one) => one.at));
  if (MOVES.has(event.type) || 'moved' in event.data) void client.invalidateQueries({ queryKey: keys.ticket(ticketId) });
  if (event.type.startsWith('followup.') || event.type === 'ticket.solved') void client.invalidateQueries({ queryKey: keys.ticketFollowups(ticketId) });
  catchUp(client, ticketId, seq);
}

/** The server counts what happens in a ticket. Being more than one behind means that something was missed: ask. */
function catchUp(client: QueryClient, ticketId: string, seq: number): void {
  const events = client.getQueryData<TicketEvent[]>(keys.events(ticketId));
  if (!events?.length) return;
  const have = Math.max(...events.map((event) => event.seq));
  const busy = client.isFetching({ queryKey: keys.messages(ticketId) }) > 0;
  if (seq > have + 1 || busy) void client.invalidateQueries({ queryKey: keys.ticket(ticketId) });
}

/** Put in its place by time, or in the place of the older version of itself. */
export function upsert<T extends { id: string }>(list: T[], item: T, timeOf: (item: T) => string): T[] {
  const at = list.findIndex((one) => one.id === item.id);
  if (at >= 0) return list.with(at, item);
  const after = list.findLastIndex((one) => timeOf(one) <= timeOf(item));
  return list.toSpliced(after + 1, 0, item);
}

/** After a break in the line: what is on screen is asked for again; the rest when it is next looked at. */
export function refetchAll(client: QueryClient): void {
  void client.invalidateQueries();
}
