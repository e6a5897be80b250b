import type { Channel } from '../../../contract/common.js';
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
  search(words: string[], limit: number): unknown[];
  counters(now: number, soon: number, agentIds: string[], channels: readonly Channel[]): unknown;
}

const date = (value: unknown): Date | null => (value === null ? null : new Date(Number(value)));
const json = (value: unknown): unknown => (value === null ? null : JSON.parse(String(value)));

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
    search: db.prepare('SELECT t.* FROM f_search s CROSS JOIN f_tickets t ON t.number = s.rowid WHERE f_search MATCH ? ORDER BY t.last_message_at DESC, t.id DESC LIMIT ?'),
    statuses: db.prepare("SELECT status, count(*) FROM f_tickets WHERE status IN ('open', 'pending', 'hold') GROUP BY status"),
    unassigned: db.prepare('SELECT count(*) FROM f_tickets WHERE assignee_id IS NULL AND live = 1'),
    waiting: db.prepare('SELECT count(*) FROM f_tickets WHERE live AND waiting_since IS NOT NULL'),
    breached: db.prepare('SELECT count(*) FROM f_tickets WHERE live AND first_replied_at IS NULL AND first_reply_due_at < ?'),
    soon: db.prepare('SELECT count(*) FROM f_tickets WHERE live AND first_replied_at IS NULL AND first_reply_due_at >= ? AND first_reply_due_at < ?'),
    oldest: db.prepare('SELECT * FROM f_tickets WHERE live AND waiting_since IS NOT NULL ORDER BY waiting_since LIMIT 10'),
    channel: db.prepare('SELECT count(*), min(waiting_since) FROM f_tickets WHERE live AND waiting_since IS NOT NULL AND last_channel = ?'),
    agent: db.prepare('SELECT count(*) FROM f_tickets WHERE assignee_id = ? AND live = 1'),
  };
  return {
    identity: (kind, value) => q.identity.all([kind, value]).map(toIdentity),
    ticket: (id) => toTicket(q.ticket.get([id])),
    byExternalId: (account, externalId) => q.external.all([account, externalId]).map(toMessage),
    intakeByKey: (account, key) => q.intake.get([account, key]),
    listBy: (assigneeId, status, limit) => q.list.all([assigneeId, status, limit]).map(toTicket),
    listLive: (assigneeId, limit) => q.live.all([assigneeId, limit]).map(toTicket),
    messagesOf: (ticketId, limit) => q.ofTicket.all([ticketId, limit]).map(toMessage),
    timeline: (customerId, limit) => [...q.ofCustomer.all([customerId, limit]).map(toMessage), ...q.events.all([customerId, limit]).map(toEvent)],
    search: (words, limit) => q.search.all([words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' AND '), limit]).map(toTicket),
    counters: (now, soon, agentIds, channels) => ({
      statuses: q.statuses.all([]), unassigned: q.unassigned.get([]), waiting: q.waiting.get([]), breached: q.breached.get([now]), dueSoon: q.soon.get([now, soon]),
      oldest: q.oldest.all([]).map(toTicket),
      perChannel: channels.map((channel) => q.channel.get([channel])),
      byAgent: agentIds.map((id) => q.agent.get([id])),
    }),
  };
}

function toTicket(row: unknown[] | undefined): unknown {
  if (!row) return null;
  const [id, number, subject, status, customerId, customerName, assigneeId, channels, lastChannel, priority, tags, topic, topicByAgent, preview, lastDirection, ...rest] = row;
  const [waitingSince, firstReplyDueAt, firstRepliedAt, lastMessageAt, lastInboundAt, solvedAt, closedAt, mergedIntoId, links, moving, seq, opened, createdAt, updatedAt] = rest;
  return {
    id, number, subject, status, customerId, customerName, assigneeId, channels: json(channels), lastChannel, priority, tags: json(tags), topic, topicByAgent: topicByAgent === 1, preview, lastDirection,
    waitingSince: date(waitingSince), firstReplyDueAt: date(firstReplyDueAt), firstRepliedAt: date(firstRepliedAt), lastMessageAt: date(lastMessageAt), lastInboundAt: date(lastInboundAt), solvedAt: date(solvedAt),
    closedAt: date(closedAt), mergedIntoId, links: json(links), moving: json(moving), seq, opened: json(opened), createdAt: date(createdAt), updatedAt: date(updatedAt),
  };
}

function toIdentity([id, kind, value, customerId, verified, source, addedAt, optedOutAt]: unknown[]): unknown {
  return { id, kind, value, customerId, verified: verified === 1, source, addedAt: date(addedAt), optedOutAt: date(optedOutAt) };
}

function toMessage(row: unknown[]): unknown {
  const [id, ticketId, customerId, intakeId, externalId, channel, channelAccount, direction, subject, text, html, attachments, from, to, authorId, mail, decision, delivery, wroteBy, verified, occurredAt, createdAt, updatedAt] = row;
  return {
    id, ticketId, customerId, intakeId, externalId, channel, channelAccount, direction, subject, text, html, attachments: json(attachments), from: json(from), to: json(to), authorId, mail: json(mail), decision: json(decision),
    delivery: json(delivery), wroteBy, senderVerified: verified === 1, occurredAt: date(occurredAt), createdAt: date(createdAt), updatedAt: date(updatedAt),
  };
}

function toEvent(row: unknown[]): unknown {
  const [id, ticketId, customerId, seq, type, actor, at, data, undo, undoneBy] = row;
  return { id, ticketId, customerId, seq, type, actor: json(actor), at: date(at), data: json(data), undo: json(undo), undoneBy };
}

