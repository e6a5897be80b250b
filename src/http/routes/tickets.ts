import { z } from 'zod';
import { Id, ListQuery, listOf } from '../../contract/common.js';
import {
  ChangeResult, MergeBody, Message, NewMessage, SplitBody, Ticket, TicketDetail, TicketEvent, TicketPatch, TicketsQuery,
} from '../../contract/tickets.js';
import { serveAttachment } from '../download.js';
import { agentRoute, type Route } from '../route.js';
import { ById } from './byId.js';

/** Tickets, what is in them, and the decisions that put it there. */
export const ticketRoutes: Route[] = [
  agentRoute({
    method: 'get',
    path: '/api/v1/tickets',
    summary: 'Tickets by status, customer, assignee, channel or words.',
    query: TicketsQuery,
    response: listOf(Ticket),
    handle: ({ deps, viewer, query }) => deps.desk.tickets.list(viewer, query),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/tickets/:id',
    summary: 'One ticket with what belongs beside it.',
    params: ById,
    response: TicketDetail,
    refusals: [404],
    handle: ({ deps, viewer, params }) => deps.desk.tickets.get(viewer, params.id),
  }),
  agentRoute({
    method: 'patch',
    path: '/api/v1/tickets/:id',
    summary: 'Change status, assignee, priority, tags, topic or subject.',
    params: ById,
    body: TicketPatch,
    response: Ticket,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params, body }) => deps.desk.tickets.change(viewer, params.id, body),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/tickets/:id/messages',
    summary: 'The messages of a ticket, oldest first.',
    params: ById,
    query: ListQuery,
    response: listOf(Message),
    refusals: [404],
    handle: ({ deps, viewer, params, query }) => deps.desk.tickets.messages(viewer, params.id, query),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/tickets/:id/messages',
    summary: 'Reply on the chosen or the customer\'s last channel, or leave a note.',
    params: ById,
    body: NewMessage,
    response: Message,
    status: 201,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params, body }) => deps.desk.tickets.write(viewer, params.id, body),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/tickets/:id/events',
    summary: 'What happened in a ticket, oldest first.',
    params: ById,
    query: ListQuery,
    response: listOf(TicketEvent),
    refusals: [404],
    handle: ({ deps, viewer, params, query }) => deps.desk.tickets.events(viewer, params.id, query),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/tickets/:id/merge',
    summary: 'Move everything of this ticket into another one. Can be undone.',
    params: ById,
    body: MergeBody,
    response: ChangeResult,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params, body }) => deps.desk.tickets.merge(viewer, params.id, body.intoId),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/tickets/:id/split',
    summary: 'Move these messages into a new ticket. Can be undone.',
    params: ById,
    body: SplitBody,
    response: ChangeResult,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params, body }) => deps.desk.tickets.split(viewer, params.id, body.messageIds),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/decisions/:id/undo',
    summary: 'Undo a decision of the desk or of an agent: threading, merge, split.',
    params: ById,
    response: ChangeResult,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params }) => deps.desk.tickets.undo(viewer, params.id),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/messages/:id/attachments/:index',
    summary: 'An attachment: proven images and sound may show in place, all else is a download.',
    params: z.object({ id: Id, index: z.coerce.number().int().min(0).max(9999) }),
    response: null,
    refusals: [404],
    handle: async ({ deps, viewer, params }) => serveAttachment(await deps.desk.tickets.attachment(viewer, params.id, params.index)),
  }),
];
