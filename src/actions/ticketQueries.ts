import type { List } from '../contract/common.js';
import { TICKET_STATUSES, type TicketStatus } from '../contract/common.js';
import type { Message, Ticket, TicketDetail, TicketEvent, TicketsQuery } from '../contract/tickets.js';
import { anticipate } from '../followups/anticipate.js';
import { AppError, notFound } from '../lib/errors.js';
import { presentMessage } from '../present/message.js';
import { presentEvent, presentTicket } from '../present/ticket.js';
import { getTicketFor, requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Desk, Page, Viewer } from './desk.js';
import type { ReplyChannels } from './replyChannels.js';

/** A list that is searched shows the tickets of the newest matches, so many at most. */
const MAX_FOUND = 500;

type AgentNames = () => Promise<ReadonlyMap<string, string>>;

/** Reading tickets and what is in them. */
export function createTicketQueries({ store, blobs }: ActionDeps, agentNames: AgentNames, replyChannels: ReplyChannels) {
  return { list, get, messages, events, attachment };

  async function list(viewer: Viewer, { status, assigneeId, q, ...query }: TicketsQuery): Promise<List<Ticket>> {
    requireRight(viewer, 'ticket.read');
    const filter = {
      ...query,
      ...(q ? { ids: await store.search.ticketIds(q, MAX_FOUND) } : {}),
      ...readStatus(status),
      ...(assigneeId ? { assigneeId: assigneeId === 'none' ? null : assigneeId === 'me' ? viewer.id : assigneeId } : {}),
    };
    const [found, names] = await Promise.all([store.tickets.list(filter), agentNames()]);
    return { items: found.items.map((ticket) => presentTicket(ticket, names)), nextCursor: found.nextCursor };
  }

  async function get(viewer: Viewer, ticketId: string): Promise<TicketDetail> {
    const ticket = await getTicketFor(store, viewer, 'ticket.read', ticketId);
    const [names, rules, addresses, customer] = await Promise.all([agentNames(), store.followups.rules(), replyChannels(ticket), store.customers.get(ticket.customerId)]);
    return {
      ...presentTicket(ticket, names),
      anticipations: anticipate(ticket, rules, { name: ticket.customerName, language: customer?.language ?? null }, viewer.language ?? null),
      replyChannels: addresses.map(({ channel, address }) => ({ channel, address })),
    };
  }

  async function messages(viewer: Viewer, ticketId: string, page: Page): Promise<List<Message>> {
    const ticket = await getTicketFor(store, viewer, 'ticket.read', ticketId);
    const [found, names] = await Promise.all([store.messages.ofTicket(ticket.id, page), agentNames()]);
    return { items: found.items.map((message) => presentMessage(message, names)), nextCursor: found.nextCursor };
  }

  async function events(viewer: Viewer, ticketId: string, page: Page): Promise<List<TicketEvent>> {
    const ticket = await getTicketFor(store, viewer, 'ticket.read', ticketId);
    const found = await store.tickets.events(ticket.id, page);
    return { items: found.items.map(presentEvent), nextCursor: found.nextCursor };
  }

  async function attachment(viewer: Viewer, messageId: string, index: number): ReturnType<Desk['tickets']['attachment']> {
    requireRight(viewer, 'ticket.read');
    const message = await store.messages.get(messageId);
    const found = message?.attachments[index];
    if (!found?.sha256) throw notFound('attachment');
    const { filename, contentType, size, sha256 } = found;
    return { filename, contentType, size, bytes: await blobs.open(sha256) };
  }
}

/** @throws AppError `invalid_input` for a word that is no status. */
export function readStatus(status: string | undefined): { live?: boolean; statuses?: TicketStatus[] } {
  if (!status) return {};
  if (status === 'live') return { live: true };
  const statuses = status.split(',').map((word) => word.trim());
  const unknown = statuses.find((word) => !TICKET_STATUSES.includes(word as TicketStatus));
  if (unknown !== undefined) throw new AppError('invalid_input', `There is no status "${unknown}".`, { possible: [...TICKET_STATUSES, 'live'] });
  return { statuses: statuses as TicketStatus[] };
}
