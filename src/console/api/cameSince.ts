import type { Message, Story, TicketDetail } from '../../contract/tickets.js';
import { ApiError, api } from './http.js';
import { readStory } from './story.js';

/** How far somebody who writes knows a ticket: the customer's last words, and the last message of either side. */
export interface Knew {
  begunAfter: string;
  knewUntil: string;
}

/** What he has not read: the customer wrote, other than by chat; the colleague who answered, or null. */
export interface CameSince {
  customer: boolean;
  colleague: string | null;
}

interface Waiting {
  clientId: string;
  agentId: string;
  ticketId: string;
  knew: Knew;
}

/** As many entries of the story as one asks for at most: more than comes while a line is cut. */
const MOST = 200;

/** The last answer of somebody else than `me` after that moment. */
export const answerSince = (messages: readonly Message[], me: string, knewUntil: string): Message | undefined =>
  messages.findLast(
    ({ direction, forwarded, author, delivery, createdAt }) =>
      direction === 'out' && !forwarded && author !== null && author.id !== me && delivery?.state !== 'cancelled' && createdAt > knewUntil,
  );

/**
 * What came to the ticket of a reply that waited for the line and that its writer could not see; null: nothing, or the reply
 * had arrived the first time.
 * @throws {ApiError} when the server cannot be asked
 */
export async function cameSince({ clientId, agentId, ticketId, knew }: Waiting, patienceMs: number): Promise<CameSince | null> {
  const ticket = await api<TicketDetail>(`/tickets/${ticketId}`, { patienceMs });
  // The refusal of the message itself tells of that, and where the conversation is now.
  if (ticket.mergedIntoId !== null) return null;
  const wrote = (ticket.lastInboundAt ?? '') > knew.begunAfter;
  if (!wrote && ticket.lastMessageAt <= knew.knewUntil) return null;
  const story = await api<Story>(`/tickets/${ticketId}/story`, { query: { limit: MOST }, patienceMs });
  const { messages } = readStory({ pages: [story] });
  if (messages.some((message) => message.clientId === clientId)) return null;
  // In a chat both write at once, as when the line holds; a mail or a text was thought over.
  const customer = messages.some(
    ({ direction, channel, createdAt }) => direction === 'in' && channel !== 'chat' && createdAt > knew.begunAfter,
  );
  const colleague = answerSince(messages, agentId, knew.knewUntil)?.author?.name ?? null;
  return customer || colleague !== null ? { customer, colleague } : null;
}

/** Why a reply that waited was not sent. */
export const heldBack = (came: CameSince): ApiError => new ApiError('conflict', 0, 'Others wrote while it waited.', { cameSince: came });

/** What came while it waited, when that is why it was not sent; null: it is for something else. */
export function heldBackBy(error: unknown): CameSince | null {
  const details = error instanceof ApiError ? (error.details as { cameSince?: CameSince } | null | undefined) : null;
  return details?.cameSince ?? null;
}
