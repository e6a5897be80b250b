import { Readable } from 'node:stream';
import { listOf } from '../../contract/common.js';
import { ForwardBody, Message, Ticket } from '../../contract/tickets.js';
import { MAX_FILE_BYTES, Upload, UploadQuery } from '../../contract/uploads.js';
import {
  BulkBody,
  BulkResult,
  Mention,
  MentionCount,
  MentionsQuery,
  ReadBody,
  ReadMentions,
  ReadState,
  SnoozeBody,
  WakeQuery,
} from '../../contract/workspace.js';
import { agentRoute, type Route } from '../route.js';
import { ById } from './byId.js';

/** What agents do with tickets beyond reading and answering one: many at once, put aside, forward; files and mentions. */
export const workRoutes: Route[] = [
  agentRoute({
    method: 'post',
    path: '/api/v1/uploads',
    summary: 'Upload a file for a message: the body is the file itself. Name its id in `attachments`; unused it is gone after a day.',
    query: UploadQuery,
    stream: { limit: MAX_FILE_BYTES },
    response: Upload,
    status: 201,
    refusals: [403, 413, 415, 429],
    handle: ({ deps, viewer, request, query }) =>
      deps.desk.uploads.add(viewer, {
        filename: query.filename,
        contentType: request.headers['content-type'] ?? '',
        bytes: request.stream ?? Readable.from([]),
      }),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/tickets/bulk',
    summary: 'Change up to 500 tickets at once, each on its own. Can be undone as a whole.',
    body: BulkBody,
    response: BulkResult,
    refusals: [403],
    handle: ({ deps, viewer, body }) => deps.desk.tickets.changeMany(viewer, body),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/bulk/:id/undo',
    summary: 'Take a bulk change back: what nobody has changed since.',
    params: ById,
    response: BulkResult,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params }) => deps.desk.tickets.undoMany(viewer, params.id),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/tickets/:id/forward',
    summary: 'Send the words of a ticket to somebody else by mail. It answers nobody: the customer waits on.',
    params: ById,
    body: ForwardBody,
    response: Message,
    status: 201,
    refusals: [403, 404, 409, 413],
    handle: ({ deps, viewer, params, body }) => deps.desk.tickets.forward(viewer, params.id, body),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/tickets/:id/snooze',
    summary: 'Put a ticket aside until a moment, or until the customer writes.',
    params: ById,
    body: SnoozeBody,
    response: Ticket,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params, body }) =>
      deps.desk.tickets.snooze(viewer, params.id, body.until === null ? null : new Date(body.until), body.expected),
  }),
  agentRoute({
    method: 'delete',
    path: '/api/v1/tickets/:id/snooze',
    summary: 'Take a ticket up again that was put aside.',
    params: ById,
    query: WakeQuery,
    response: Ticket,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params, query }) => deps.desk.tickets.wake(viewer, params.id, query.expected),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/tickets/:id/read',
    summary:
      'Mark a ticket as read by the asking agent, with its mentions of him, or as unread again. Read by a person it is shown as seen in its chat.',
    params: ById,
    body: ReadBody,
    response: ReadState,
    refusals: [404],
    handle: ({ deps, viewer, params, body }) => deps.desk.tickets.markRead(viewer, params.id, body.read),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/mentions',
    summary: 'Notes that name the asking agent, newest first.',
    query: MentionsQuery,
    response: listOf(Mention),
    handle: ({ deps, viewer, query: { unread, ...page } }) => deps.desk.mentions.list(viewer, { ...page, unread: unread === 'true' }),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/mentions/read',
    summary: 'Mark mentions as read: those with these ids, those of a ticket, or all.',
    body: ReadMentions,
    response: MentionCount,
    handle: ({ deps, viewer, body }) => deps.desk.mentions.read(viewer, body),
  }),
];
