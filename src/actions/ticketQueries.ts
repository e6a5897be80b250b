import type { List } from '../contract/common.js';
import { TICKET_STATUSES, type TicketStatus } from '../contract/common.js';
import type { Message, Ticket, TicketDetail, TicketEvent, TicketsQuery } from '../contract/tickets.js';
import { anticipate } from '../followups/anticipate.js';
import { TicketFilter, type FilterNode } from '../contract/filters.js';
import { AppError, notFound } from '../lib/errors.js';
import { presentMessage } from '../present/message.js';
import { presentParty } from '../present/party.js';
import { presentEvent, presentTicket } from '../present/ticket.js';
import { teamsOf } from '../tickets/filter.js';
import { getTicketFor, requireRight } from './access.js';
import type { ActionDeps } from './deps.js';
import type { Desk, Page, Viewer } from './desk.js';
import { listFound } from './listFound.js';
import { createOthersOnMail } from './othersOnMail.js';
import type { ReplyChannels } from './replyChannels.js';
import type { Workspace } from './workspace.js';

type AgentNames = () => Promise<ReadonlyMap<string, string>>;

/** Reading tickets and what is in them. */
export function createTicketQueries(
  deps: ActionDeps,
  agentNames: AgentNames,
  replyChannels: ReplyChannels,
  views: Pick<Workspace['views'], 'get'>,
  askerOf: Workspace['askerOf'],
) {
  const { store, blobs, channels } = deps;
  const othersOnMail = createOthersOnMail(deps);
  return { list, get, messages, events, attachment };

  async function list(
    viewer: Viewer,
    { status, assigneeId, teamId, snoozed, view, filter: given, q, ...query }: TicketsQuery,
  ): Promise<List<Ticket>> {
    requireRight(viewer, 'ticket.read');
    const [saved, context] = await Promise.all([view ? views.get(viewer, view) : null, view || given || teamId ? askerOf(viewer) : null]);
    const nodes = [...(saved ? [saved.filter] : []), ...(given ? [readFilter(given)] : [])];
    const filter = {
      ...query,
      ...(context && nodes[0] ? { asked: { node: nodes.length > 1 ? { all: nodes } : nodes[0], context } } : {}),
      ...(context && teamId ? { teamIds: teamsOf([teamId], context) } : {}),
      ...(snoozed ? { snoozed: snoozed === 'only' } : {}),
      ...readStatus(status),
      ...(assigneeId ? { assigneeId: assigneeId === 'none' ? null : assigneeId === 'me' ? viewer.id : assigneeId } : {}),
    };
    const [found, names] = await Promise.all([q ? listFound(store, q, filter) : store.tickets.list(filter), agentNames()]);
    const read = await store.reads.of(
      viewer.id,
      found.items.map((ticket) => ticket.id),
    );
    return {
      items: found.items.map((ticket) => ({ ...presentTicket(ticket, names), readAt: read.get(ticket.id)?.toISOString() ?? null })),
      nextCursor: found.nextCursor,
    };
  }

  async function get(viewer: Viewer, ticketId: string): Promise<TicketDetail> {
    const ticket = await getTicketFor(store, viewer, 'ticket.read', ticketId);
    const [names, rules, addresses, others, customer, read] = await Promise.all([
      agentNames(),
      store.followups.rules(),
      replyChannels(ticket),
      othersOnMail(ticket),
      store.customers.get(ticket.customerId),
      store.reads.of(viewer.id, [ticket.id]),
    ]);
    return {
      ...presentTicket(ticket, names),
      readAt: read.get(ticket.id)?.toISOString() ?? null,
      anticipations: anticipate(
        ticket,
        rules,
        { name: ticket.customerName, language: customer?.language ?? null },
        viewer.language ?? null,
      ),
      replyChannels: addresses.map(({ channel, address, name, other }) => ({
        channel,
        address,
        name,
        other,
        carries: channels.get(channel)?.sender?.carries ?? { files: false, html: false, copies: false, fileBytes: 0 },
      })),
      othersOnMail: others.named.map(presentParty).map(({ value, name }) => ({ address: value, name })),
      othersOnMailCount: others.count,
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

/** @throws AppError `invalid_input` for what is no filter */
function readFilter(json: string): FilterNode {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new AppError('invalid_input', 'The filter is not JSON.');
  }
  const read = TicketFilter.safeParse(value);
  if (!read.success)
    throw new AppError(
      'invalid_input',
      'The filter is not as it should be.',
      read.error.issues.slice(0, 5).map(({ path, message }) => ({ path: path.join('.'), message })),
    );
  return read.data;
}

export type TicketQueries = ReturnType<typeof createTicketQueries>;

/** @throws AppError `invalid_input` for a word that is no status. */
export function readStatus(status: string | undefined): { live?: boolean; statuses?: TicketStatus[] } {
  if (!status) return {};
  if (status === 'live') return { live: true };
  const statuses = status.split(',').map((word) => word.trim());
  const unknown = statuses.find((word) => !TICKET_STATUSES.includes(word as TicketStatus));
  if (unknown !== undefined)
    throw new AppError('invalid_input', `There is no status "${unknown}".`, { possible: [...TICKET_STATUSES, 'live'] });
  return { statuses: statuses as TicketStatus[] };
}
