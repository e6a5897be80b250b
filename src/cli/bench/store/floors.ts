import type { Channel } from '../../../contract/common.js';
import { type Query, type Term } from '../../../lib/search/query.js';
import type { ShadowDb } from './shadow.js';

/**
 * The same answers from the shadow tables: every column that our answer has, dates as dates, parts parsed. What is not
 * in a floor: validation, cursors, a promise for each call.
 */
export interface Floors {
  identity(kind: string, value: string): unknown;
  ticket(id: string): unknown;
  byExternalId(account: string, externalId: string): unknown[];
  intakeByKey(account: string, key: string): unknown;
  listBy(assigneeId: string, status: string, limit: number): unknown[];
  listLive(assigneeId: string, limit: number): unknown[];
  messagesOf(ticketId: string, limit: number): unknown[];
  timeline(customerId: string, limit: number): unknown[];
  search(query: Query | null, limit: number): unknown[];
  counters(now: number, soon: number, agentIds: string[], channels: readonly Channel[]): unknown;
}

const date = (value: unknown): Date | null => (value === null ? null : new Date(Number(value)));
const json = (value: unknown): unknown => (value === null ? null : JSON.parse(String(value)));

/** Parts with dates in them. */
function dated(value: unknown, ...keys: string[]): unknown {
  if (value === null) return null;
  const parts = JSON.parse(String(value)) as Record<string, unknown>;
  for (const key of keys) if (typeof parts[key] === 'string') parts[key] = new Date(parts[key]);
  return parts;
}

export function createFloors(db: ShadowDb): Floors {
  const q = {
    identity: db.prepare('SELECT * FROM f_identities WHERE kind = ? AND value = ?'),
    ticket: db.prepare('SELECT * FROM f_tickets WHERE id = ?'),
    external: db.prepare('SELECT * FROM f_messages WHERE channel_account = ? AND external_id = ? LIMIT 200'),
    intake: db.prepare('SELECT id FROM f_intake WHERE account = ? AND key = ?'),
    list: db.prepare('SELECT * FROM f_tickets WHERE assignee_id = ? AND status = ? ORDER BY last_message_at DESC, id DESC LIMIT ?'),
    live: db.prepare('SELECT * FROM f_tickets WHERE assignee_id = ? AND live = 1 ORDER BY last_message_at DESC, id DESC LIMIT ?'),
    ofTicket: db.prepare('SELECT * FROM f_messages WHERE ticket_id = ? ORDER BY created_at, id LIMIT ?'),
    ofCustomer: db.prepare('SELECT * FROM f_messages WHERE customer_id = ? ORDER BY created_at DESC, id DESC LIMIT ?'),
    events: db.prepare('SELECT * FROM f_events WHERE customer_id = ? ORDER BY at DESC, id DESC LIMIT ?'),
    search: db.prepare(
      `SELECT r.kind, r.id, r.customer_id, r.title, r.at, r.direction, r.channel, t.id, t.number, t.subject, snippet(f_search, 0, char(2), char(3), '…', 32)
       FROM f_search s CROSS JOIN f_records r ON r.n = s.rowid LEFT JOIN f_tickets t ON t.id = r.ticket_id
       WHERE f_search MATCH ? AND NOT (r.kind = 'ticket' AND t.merged_into_id IS NOT NULL) ORDER BY s.rowid DESC LIMIT ?`,
    ),
    statuses: db.prepare("SELECT status, count(*) FROM f_tickets WHERE status IN ('open', 'pending', 'hold') GROUP BY status"),
    unassigned: db.prepare('SELECT count(*) FROM f_tickets WHERE assignee_id IS NULL AND live = 1'),
    waiting: db.prepare('SELECT count(*) FROM f_tickets WHERE live AND waiting_since IS NOT NULL'),
    breached: db.prepare('SELECT count(*) FROM f_tickets WHERE live AND first_replied_at IS NULL AND first_reply_due_at < ?'),
    soon: db.prepare(
      'SELECT count(*) FROM f_tickets WHERE live AND first_replied_at IS NULL AND first_reply_due_at >= ? AND first_reply_due_at < ?',
    ),
    oldest: db.prepare('SELECT * FROM f_tickets WHERE live AND waiting_since IS NOT NULL ORDER BY waiting_since LIMIT 10'),
    channel: db.prepare('SELECT count(*), min(waiting_since) FROM f_tickets WHERE live AND waiting_since IS NOT NULL AND last_channel = ?'),
    agent: db.prepare('SELECT count(*) FROM f_tickets WHERE assignee_id = ? AND live = 1'),
  };
  return {
    identity: (kind, value) => q.identity.all([kind, value]).map(toIdentity),
    ticket: (id) => toTicket(q.ticket.get([id])),
    byExternalId: (account, externalId) => q.external.all([account, externalId]).map(toMessage),
    intakeByKey: (account, key) => q.intake.get([account, key])?.[0],
    listBy: (assigneeId, status, limit) => q.list.all([assigneeId, status, limit]).map(toTicket),
    listLive: (assigneeId, limit) => q.live.all([assigneeId, limit]).map(toTicket),
    messagesOf: (ticketId, limit) => q.ofTicket.all([ticketId, limit]).map(toMessage),
    timeline: (customerId, limit) => [
      ...q.ofCustomer
        .all([customerId, limit])
        .map(toMessage)
        .slice(0, limit - 1),
      ...q.events
        .all([customerId, limit])
        .map(toEvent)
        .slice(0, limit - 1),
    ],
    search: (query, limit) => (query === null ? [] : q.search.all([matchOf(query), limit]).map(toHit)),
    counters: (now, soon, agentIds, channels) => {
      const statuses = new Map(q.statuses.all([]).map(([status, n]) => [String(status), Number(n)]));
      const count = (row: unknown[] | undefined): number => Number(row?.[0] ?? 0);
      return {
        statuses: { open: statuses.get('open') ?? 0, pending: statuses.get('pending') ?? 0, hold: statuses.get('hold') ?? 0 },
        unassigned: count(q.unassigned.get([])),
        waiting: count(q.waiting.get([])),
        breached: count(q.breached.get([now])),
        dueSoon: count(q.soon.get([now, soon])),
        oldest: q.oldest.all([]).map(toTicket),
        perChannel: channels.flatMap((channel) => {
          const [waiting, since] = q.channel.get([channel]) ?? [0, null];
          return Number(waiting) > 0 ? [{ channel, waiting: Number(waiting), oldestWaitSince: date(since) }] : [];
        }),
        openByAgent: new Map(agentIds.map((id) => [id, count(q.agent.get([id]))])),
      };
    },
  };
}

/** A query in FTS5's own words. */
function matchOf(query: Query): string {
  switch (query.kind) {
    case 'term':
      return `(${query.term.tokens.map((token) => quoted(token, query.term)).join(' OR ')})`;
    case 'phrase':
      return query.terms.map((term) => quoted(term.tokens[0] ?? '', term)).join(' + ');
    default:
      return query.of.map((part) => `(${matchOf(part)})`).join(query.kind === 'all' ? ' AND ' : ' OR ');
  }
}

function quoted(token: string, { prefix }: Term): string {
  return `"${token.replaceAll('"', '""')}"${prefix ? ' *' : ''}`;
}

function toHit([kind, id, customerId, title, at, direction, channel, ticketId, number, subject, snippet]: unknown[]): unknown {
  return {
    id,
    kind,
    ticketId,
    ticketNumber: number,
    messageId: kind === 'message' || kind === 'note' ? id : null,
    said: direction === null ? null : { direction, channel },
    customerId,
    title: title || subject,
    at: date(at),
    snippet: partsOf(String(snippet)),
  };
}

/** Every second piece is what was looked for. */
function partsOf(marked: string): { text: string; hit: boolean }[] {
  return marked
    .split(/[\u0002\u0003]/)
    .map((text, i) => ({ text, hit: i % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

function toTicket(row: unknown[] | undefined): unknown {
  if (!row) return null;
  const [
    id,
    number,
    subject,
    status,
    customerId,
    customerName,
    assigneeId,
    channels,
    lastChannel,
    priority,
    tags,
    topic,
    topicByAgent,
    preview,
    lastDirection,
    ...rest
  ] = row;
  const [
    waitingSince,
    firstReplyDueAt,
    firstRepliedAt,
    lastMessageAt,
    lastInboundAt,
    solvedAt,
    closedAt,
    mergedIntoId,
    links,
    moving,
    seq,
    opened,
    createdAt,
    updatedAt,
    teamId,
    fields,
    snooze,
    terms,
  ] = rest;
  return {
    id,
    number,
    subject,
    status,
    customerId,
    customerName,
    assigneeId,
    channels: json(channels),
    lastChannel,
    priority,
    tags: json(tags),
    topic,
    topicByAgent: topicByAgent === 1,
    preview,
    lastDirection,
    waitingSince: date(waitingSince),
    firstReplyDueAt: date(firstReplyDueAt),
    firstRepliedAt: date(firstRepliedAt),
    lastMessageAt: date(lastMessageAt),
    lastInboundAt: date(lastInboundAt),
    solvedAt: date(solvedAt),
    closedAt: date(closedAt),
    mergedIntoId,
    links: json(links),
    moving: dated(moving, 'waitingSince', 'at'),
    seq,
    opened: dated(opened, 'at'),
    createdAt: date(createdAt),
    updatedAt: date(updatedAt),
    teamId,
    fields: json(fields),
    snooze: dated(snooze, 'until', 'at'),
    terms: json(terms),
  };
}

function toIdentity([id, kind, value, customerId, verified, source, addedAt, optedOutAt, bounced]: unknown[]): unknown {
  return {
    id,
    kind,
    value,
    customerId,
    verified: verified === 1,
    source,
    addedAt: date(addedAt),
    optedOutAt: date(optedOutAt),
    bounced: dated(bounced, 'at'),
  };
}

function toMessage(row: unknown[]): unknown {
  const [
    id,
    ticketId,
    customerId,
    intakeId,
    externalId,
    channel,
    channelAccount,
    direction,
    subject,
    text,
    html,
    attachments,
    from,
    to,
    authorId,
    mail,
    decision,
    delivery,
    wroteBy,
    verified,
    ...rest
  ] = row;
  const [occurredAt, createdAt, updatedAt, fold, cc, bcc, forwarded, trailer, mentions, clientId] = rest;
  return {
    id,
    ticketId,
    customerId,
    intakeId,
    externalId,
    channel,
    channelAccount,
    direction,
    subject,
    text,
    html,
    attachments: json(attachments),
    from: json(from),
    to: json(to),
    authorId,
    mail: json(mail),
    decision: json(decision),
    delivery: dated(delivery, 'nextAt', 'at'),
    wroteBy,
    senderVerified: verified === 1,
    occurredAt: date(occurredAt),
    createdAt: date(createdAt),
    updatedAt: date(updatedAt),
    fold: json(fold),
    cc: json(cc),
    bcc: json(bcc),
    forwarded: forwarded === null ? null : forwarded === 1,
    trailer: json(trailer),
    mentions: json(mentions),
    clientId,
  };
}

function toEvent(row: unknown[]): unknown {
  const [id, ticketId, customerId, seq, type, actor, at, data, undo, undoneBy] = row;
  return { id, ticketId, customerId, seq, type, actor: json(actor), at: date(at), data: json(data), undo: json(undo), undoneBy };
}
