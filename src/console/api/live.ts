import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { List } from '../../contract/common.js';
import type { AgentEvents } from '../../contract/realtime.js';
import type { Ticket, TicketDetail } from '../../contract/tickets.js';
import { freshTickets } from '../features/inbox/freshTickets.js';
import { sameAddress } from '../lib/sameAddress.js';
import { keys } from './keys.js';
import { type StoryPages, knownSeq, putInStory, showMessage } from './story.js';

type Change<Name extends keyof AgentEvents> = Parameters<AgentEvents[Name]>[0];
/** A list of tickets as the cache holds it. */
export type TicketPages = InfiniteData<List<Ticket>, string | null>;

/** Events after which the messages of a ticket are not what they were. */
const MOVES = new Set(['ticket.merged', 'ticket.split', 'decision.undone', 'message.amended']);

/** A ticket changed, here or elsewhere: every list and the open page take the newer of what they have and this. */
export function applyTicket(client: QueryClient, ticket: Ticket): void {
  client.setQueryData<TicketDetail>(keys.ticket(ticket.id), (old) => old && newer(old, ticket));
  client.setQueriesData<TicketPages>({ queryKey: keys.ticketLists }, (old) => mapTickets(old, ticket.id, (item) => newer(item, ticket)));
  freshTickets.note(ticket);
}

/** The same pages when none of them has it. */
export function mapTickets(old: TicketPages | undefined, ticketId: string, change: (ticket: Ticket) => Ticket): TicketPages | undefined {
  if (!old?.pages.some((page) => page.items.some((item) => item.id === ticketId))) return old;
  return {
    ...old,
    pages: old.pages.map((page) => ({ ...page, items: page.items.map((item) => (item.id === ticketId ? change(item) : item)) })),
  };
}

function newer<T extends Ticket>(old: T, next: Ticket): T {
  return next.seq < old.seq ? old : { ...old, ...next };
}

/** A message came or was changed: it is shown where its ticket is open. Tells by `seq` whether something was missed. */
export function applyMessage(client: QueryClient, { ticketId, seq, message }: Change<'message:changed'>): void {
  showMessage(client, message);
  if (message.decision?.undone) void client.invalidateQueries({ queryKey: keys.story(ticketId) });
  // Where an answer goes follows who wrote last, and from where.
  const answered = client.getQueryData<TicketDetail>(keys.ticket(ticketId))?.replyChannels[0];
  if (
    message.direction === 'in' &&
    answered &&
    (answered.channel !== message.channel || !sameAddress(answered.address, message.from.value))
  )
    void client.invalidateQueries({ queryKey: keys.ticket(ticketId), exact: true });
  catchUp(client, ticketId, seq);
}

/** Something happened in a ticket. What comes with a message is shown by the message; after a move everything of the ticket is asked for. */
export function applyEvent(client: QueryClient, { ticketId, seq, event }: Change<'ticket:event'>): void {
  if (!event.type.startsWith('message.'))
    client.setQueryData<StoryPages>(keys.story(ticketId), (old) => old && putInStory(old, { kind: 'event', at: event.at, event }));
  if (MOVES.has(event.type) || 'moved' in event.data) void client.invalidateQueries({ queryKey: keys.ticket(ticketId) });
  if (event.type.startsWith('followup.') || event.type === 'ticket.solved')
    void client.invalidateQueries({ queryKey: keys.ticketFollowups(ticketId) });
  catchUp(client, ticketId, seq);
}

/** The server counts what happens in a ticket, in its room of its own. Being more than one behind means that something was missed: ask. */
function catchUp(client: QueryClient, ticketId: string, seq: number): void {
  const have = knownSeq(client.getQueryData<StoryPages>(keys.story(ticketId)));
  if (have === null) return;
  const busy = client.isFetching({ queryKey: keys.story(ticketId) }) > 0;
  if (seq > have + 1 || busy) return void client.invalidateQueries({ queryKey: keys.ticket(ticketId) });
  if (seq === have + 1)
    client.setQueryData<StoryPages>(
      keys.story(ticketId),
      (old) => old && { ...old, pages: old.pages.map((page, i) => (i === 0 ? { ...page, seq } : page)) },
    );
}
