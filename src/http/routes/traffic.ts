import { z } from 'zod';
import { Id, listOf } from '../../contract/common.js';
import { IntakeQuery, IntakeRow, OutboxItem, OutboxQuery, QuarantinedCode, QueueHealth, RetryAll } from '../../contract/desk.js';
import { InboundBody } from '../../contract/tickets.js';
import { serveDownload } from '../download.js';
import { agentRoute, type Route } from '../route.js';
import { ById } from './byId.js';

export const Accepted = z.object({ intakeId: Id, duplicate: z.boolean() });

/** What comes in, what goes out, and how the queues fare. */
export const trafficRoutes: Route[] = [
  agentRoute({
    method: 'get',
    path: '/api/v1/intake',
    summary: 'What came in and what became of it, newest first.',
    query: IntakeQuery,
    response: listOf(IntakeRow),
    handle: ({ deps, viewer, query }) => deps.desk.intake.list(viewer, query),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/intake/:id/raw',
    summary: 'The raw form as it came, as a download.',
    params: ById,
    response: null,
    refusals: [403, 404],
    async handle({ deps, viewer, params }) {
      const { bytes, size, channel } = await deps.desk.intake.raw(viewer, params.id);
      const isMail = channel === 'email';
      const contentType = isMail ? 'message/rfc822' : 'text/plain; charset=utf-8';
      return serveDownload({ bytes, size, contentType, filename: `${params.id}.${isMail ? 'eml' : 'txt'}` });
    },
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/intake/:id/retry',
    summary: 'Try again to read what is in quarantine.',
    params: ById,
    response: IntakeRow,
    refusals: [403, 404, 409],
    handle: ({ deps, viewer, params }) => deps.desk.intake.retry(viewer, params.id),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/intake/quarantine',
    summary: 'How much is in quarantine, by what was wrong.',
    response: listOf(QuarantinedCode),
    handle: ({ deps, viewer }) => deps.desk.intake.quarantine(viewer),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/intake/retry',
    summary: 'Try again to read everything that is in quarantine with one code.',
    body: RetryAll,
    response: z.object({ released: z.number().int() }),
    refusals: [403],
    handle: ({ deps, viewer, body }) => deps.desk.intake.retryAll(viewer, body.code),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/inbound',
    summary: 'The generic channel: a word over the counter, a social message, any other system. Stored when answered.',
    body: InboundBody,
    response: Accepted,
    status: 202,
    refusals: [403, 503],
    handle: ({ deps, viewer, body }) => deps.desk.intake.inbound(viewer, body),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/outbox',
    summary: 'What went out or waits to, newest first.',
    query: OutboxQuery,
    response: listOf(OutboxItem),
    handle: ({ deps, viewer, query }) => deps.desk.outbox.list(viewer, query),
  }),
  agentRoute({
    method: 'get',
    path: '/api/v1/queues',
    summary: 'Depth, oldest wait, per channel, agents, late first replies.',
    response: QueueHealth,
    handle: ({ deps, viewer }) => deps.desk.queues.health(viewer),
  }),
];
