import Database from 'libsql';
import { eachToken, searchable } from '../../../lib/search/tokens.js';
import { SEARCH_KINDS, type SearchKind } from '../../../contract/search.js';
import type { BulkRecords } from '../../../store/bulkLoad.js';
import { customerFields, messageFields, ticketFields } from '../../../store/search/entries.js';
import type { Identity } from '../../../customers/customer.js';
import type { TicketEvent } from '../../../tickets/event.js';
import { isLive, type Ticket } from '../../../tickets/ticket.js';
import type { Message } from '../../../tickets/message.js';

/**
 * What the same data costs in tables that somebody wrote by hand for these very questions, in the same file: the floor.
 * Plain columns for all that an answer of ours has, JSON where a value has parts, one index for each question. Left out:
 * whatever only our documents have for other questions (riding events, ranks on two more indexes). Search is FTS5 with its
 * default detail over the very tokens that our index has, cut by us and in the order of the text, so that both know the
 * same words and phrases; its rows are numbered by time, since that is the order a page is wanted in. Beside the words stand
 * the columns that a hit shows, as somebody would keep them who has no other use for them. FTS5 cannot be taught our
 * way of cutting words, so its snippets show the words as the index has them, not as they were written.
 */
const TABLES = `
CREATE TABLE f_tickets (id TEXT PRIMARY KEY, number INTEGER, subject TEXT, status TEXT, customer_id TEXT, customer_name TEXT, assignee_id TEXT, channels TEXT, last_channel TEXT,
  priority TEXT, tags TEXT, topic TEXT, topic_by_agent INTEGER, preview TEXT, last_direction TEXT, waiting_since INTEGER, first_reply_due_at INTEGER, first_replied_at INTEGER, last_message_at INTEGER,
  last_inbound_at INTEGER, solved_at INTEGER, closed_at INTEGER, merged_into_id TEXT, links TEXT, moving TEXT, seq INTEGER, opened TEXT, created_at INTEGER, updated_at INTEGER, team_id TEXT, fields TEXT, snooze TEXT, terms TEXT, live INTEGER);
CREATE TABLE f_messages (id TEXT PRIMARY KEY, ticket_id TEXT, customer_id TEXT, intake_id TEXT, external_id TEXT, channel TEXT, channel_account TEXT, direction TEXT, subject TEXT, text TEXT, html TEXT,
  attachments TEXT, sender TEXT, receivers TEXT, author_id TEXT, mail TEXT, decision TEXT, delivery TEXT, wrote_by TEXT, sender_verified INTEGER, occurred_at INTEGER, created_at INTEGER, updated_at INTEGER,
  fold TEXT, cc TEXT, bcc TEXT, forwarded INTEGER, trailer TEXT, mentions TEXT, client_id TEXT);
CREATE TABLE f_events (id TEXT PRIMARY KEY, ticket_id TEXT, customer_id TEXT, seq INTEGER, type TEXT, actor TEXT, at INTEGER, data TEXT, undo TEXT, undone_by TEXT);
CREATE TABLE f_intake (id TEXT PRIMARY KEY, channel TEXT, account TEXT, key TEXT, state TEXT, raw BLOB, size INTEGER, sha256 TEXT, meta TEXT, received_at INTEGER, next_at INTEGER, attempts INTEGER, code TEXT, message TEXT,
  ticket_id TEXT, message_id TEXT, done_at INTEGER);
CREATE TABLE f_identities (id TEXT PRIMARY KEY, kind TEXT, value TEXT, customer_id TEXT, verified INTEGER, source TEXT, added_at INTEGER, opted_out_at INTEGER, bounced TEXT);
CREATE TABLE f_words (n INTEGER PRIMARY KEY, kind TEXT, id TEXT, ticket_id TEXT, customer_id TEXT, title TEXT, at INTEGER, direction TEXT, channel TEXT, words TEXT);
`;
/** In the order of time, or FTS5 would write its index anew for each row. */
const SEARCHABLE = `
CREATE TABLE f_records (n INTEGER PRIMARY KEY, kind TEXT, id TEXT, ticket_id TEXT, customer_id TEXT, title TEXT, at INTEGER, direction TEXT, channel TEXT, words TEXT);
INSERT INTO f_records SELECT * FROM f_words ORDER BY n;
DROP TABLE f_words;
CREATE VIRTUAL TABLE f_search USING fts5(words, content='f_records', content_rowid='n', tokenize="ascii tokenchars '#'");
INSERT INTO f_search (rowid, words) SELECT n, words FROM f_records ORDER BY n;
INSERT INTO f_search (f_search) VALUES ('optimize');
`;
const INDEXES = `
CREATE UNIQUE INDEX f_number ON f_tickets (number);
CREATE INDEX f_list ON f_tickets (assignee_id, status, last_message_at DESC, id DESC);
CREATE INDEX f_live_list ON f_tickets (assignee_id, live, last_message_at DESC, id DESC);
CREATE INDEX f_status ON f_tickets (status, last_message_at DESC, id DESC);
CREATE INDEX f_waiting ON f_tickets (waiting_since) WHERE live AND waiting_since IS NOT NULL;
CREATE INDEX f_due ON f_tickets (first_reply_due_at) WHERE live AND first_replied_at IS NULL;
CREATE INDEX f_waiting_channel ON f_tickets (last_channel, waiting_since) WHERE live AND waiting_since IS NOT NULL;
CREATE INDEX f_of_ticket ON f_messages (ticket_id, created_at, id);
CREATE INDEX f_of_customer ON f_messages (customer_id, created_at DESC, id DESC);
CREATE INDEX f_external ON f_messages (channel_account, external_id);
CREATE INDEX f_events_ticket ON f_events (ticket_id, seq);
CREATE INDEX f_events_customer ON f_events (customer_id, at DESC, id DESC);
CREATE UNIQUE INDEX f_key ON f_intake (account, key);
CREATE INDEX f_state ON f_intake (state, id DESC);
CREATE UNIQUE INDEX f_identity ON f_identities (kind, value);
`;

export type Param = string | number | Buffer | null;
export interface Statement {
  all(params: Param[]): unknown[][];
  get(params: Param[]): unknown[] | undefined;
  run(params: Param[]): void;
}
export interface ShadowDb {
  prepare(sql: string): Statement;
  exec(sql: string): void;
  close(): void;
}

/** The file as hand-written code would open it: the engine's own settings. */
export function openShadow(file: string, synchronous: 'FULL' | 'OFF' = 'FULL'): ShadowDb {
  const db = new Database(file);
  db.exec(
    `PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864`,
  );
  return {
    prepare(sql) {
      const statement = db.prepare(sql);
      // libsql refuses raw mode for statements without rows.
      return (/^\s*(SELECT|WITH)/i.test(sql) ? statement.raw() : statement) as unknown as Statement;
    },
    exec: (sql) => db.exec(sql),
    close: () => db.close(),
  };
}

/** Which way something was said, and where: what a hit shows of a message that is no note. */
type Said = Pick<Message, 'direction' | 'channel'>;

/** Takes in the same records as the store; `end` makes the indexes. */
export function createShadow(file: string): { add(records: Required<BulkRecords>): void; end(): void } {
  const db = openShadow(file, 'OFF');
  db.exec(TABLES);
  const [tickets, messages, events, intake, identities] = [
    into(db, 'f_tickets', 34),
    into(db, 'f_messages', 30),
    into(db, 'f_events', 10),
    into(db, 'f_intake', 17),
    into(db, 'f_identities', 9),
  ];
  const search = into(db, 'f_words', 10);
  const taken = new Set<number>();
  const searchableAs = (
    kind: SearchKind,
    id: string,
    ticketId: string | null,
    customerId: string,
    title: string,
    at: Date,
    said: Said | null,
    fields: string[],
  ): void => {
    let place = placeOf(kind, id, at);
    while (taken.has(place)) place += SEARCH_KINDS.length;
    taken.add(place);
    search.run([
      place,
      kind,
      id,
      ticketId,
      customerId,
      title,
      at.getTime(),
      said?.direction ?? null,
      said?.channel ?? null,
      tokensOf(fields),
    ]);
  };
  return {
    add(records) {
      db.exec('BEGIN IMMEDIATE');
      for (const { ticket: t, customerName } of records.tickets) {
        tickets.run(ticketRow(t, customerName));
        searchableAs('ticket', t.id, t.id, t.customerId, t.subject, t.createdAt, null, ticketFields({ ...t, _id: t.id, customerName }));
      }
      for (const { message: m } of records.messages) {
        messages.run(messageRow(m));
        searchableAs(
          m.direction === 'note' ? 'note' : 'message',
          m.id,
          m.ticketId,
          m.customerId,
          m.subject ?? '',
          m.createdAt,
          m.direction === 'note' ? null : m,
          messageFields(m),
        );
      }
      for (const { customer } of records.customers) {
        const addresses = records.identities.filter(({ customerId }) => customerId === customer.id).map(({ value }) => value);
        searchableAs(
          'customer',
          customer.id,
          null,
          customer.id,
          customer.name,
          customer.createdAt,
          null,
          customerFields({ ...customer, _id: customer.id }, addresses),
        );
      }
      for (const event of records.events) events.run(eventRow(event));
      for (const r of records.intake) {
        intake.run([
          r._id,
          r.channel,
          r.channelAccount,
          r.externalKey,
          r.state,
          r.raw,
          r.size,
          r.sha256,
          JSON.stringify(r.meta),
          ms(r.receivedAt),
          ms(r.nextAt),
          r.attempts,
          r.code,
          r.message,
          r.ticketId,
          r.messageId,
          ms(r.doneAt),
        ]);
      }
      for (const identity of records.identities) identities.run(identityRow(identity));
      db.exec('COMMIT');
    },
    end() {
      db.exec(INDEXES);
      db.exec(SEARCHABLE);
      db.exec('ANALYZE f_tickets; ANALYZE f_messages; ANALYZE f_events; ANALYZE f_intake; ANALYZE f_identities');
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      db.close();
    },
  };
}

/** Its place among all records: by time, then by id, then by kind, as in our index. Whole numbers up to 2^53 have room for it. */
function placeOf(kind: SearchKind, id: string, at: Date): number {
  return at.getTime() * 4096 + (Number.parseInt(id.slice(12, 15), 16) >> 2) * 4 + SEARCH_KINDS.indexOf(kind);
}

/** The tokens of our index, spelled out; no phrase reaches from one field into the next. */
function tokensOf(fields: string[]): string {
  const words: string[] = [];
  for (const field of fields) {
    if (!field) continue;
    eachToken(searchable(field), (token) => words.push(token));
    words.push('\u00a7');
  }
  return words.join(' ');
}

/** @returns an insert of whole rows. */
export function into(db: ShadowDb, table: string, columns: number): Statement {
  return db.prepare(`INSERT INTO ${table} VALUES (${Array.from({ length: columns }, () => '?').join(', ')})`);
}

function ticketRow(t: Ticket, customerName: string): Param[] {
  return [
    t.id,
    t.number,
    t.subject,
    t.status,
    t.customerId,
    customerName,
    t.assigneeId,
    JSON.stringify(t.channels),
    t.lastChannel,
    t.priority,
    JSON.stringify(t.tags),
    t.topic,
    t.topicByAgent ? 1 : 0,
    t.preview,
    t.lastDirection,
    ms(t.waitingSince),
    ms(t.firstReplyDueAt),
    ms(t.firstRepliedAt),
    ms(t.lastMessageAt),
    ms(t.lastInboundAt),
    ms(t.solvedAt),
    ms(t.closedAt),
    t.mergedIntoId,
    JSON.stringify(t.links),
    json(t.moving),
    t.seq,
    JSON.stringify(t.opened),
    ms(t.createdAt),
    ms(t.updatedAt),
    t.teamId ?? null,
    json(t.fields),
    json(t.snooze),
    json(t.terms),
    isLive(t) ? 1 : 0,
  ];
}

export function messageRow(m: Message): Param[] {
  return [
    m.id,
    m.ticketId,
    m.customerId,
    m.intakeId,
    m.externalId,
    m.channel,
    m.channelAccount,
    m.direction,
    m.subject,
    m.text,
    m.html,
    JSON.stringify(m.attachments),
    JSON.stringify(m.from),
    JSON.stringify(m.to),
    m.authorId,
    json(m.mail),
    json(m.decision),
    json(m.delivery),
    m.wroteBy,
    m.senderVerified ? 1 : 0,
    ms(m.occurredAt),
    ms(m.createdAt),
    ms(m.updatedAt),
    json(m.fold),
    json(m.cc),
    json(m.bcc),
    m.forwarded === undefined ? null : m.forwarded ? 1 : 0,
    json(m.trailer),
    json(m.mentions),
    m.clientId ?? null,
  ];
}

export function eventRow(e: TicketEvent): Param[] {
  return [
    e.id,
    e.ticketId,
    e.customerId,
    e.seq,
    e.type,
    JSON.stringify(e.actor),
    ms(e.at),
    JSON.stringify(e.data),
    json(e.undo),
    e.undoneBy,
  ];
}

function identityRow(i: Identity): Param[] {
  return [i.id, i.kind, i.value, i.customerId, i.verified ? 1 : 0, i.source, ms(i.addedAt), ms(i.optedOutAt), json(i.bounced)];
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

export function ms(date: Date | null): number | null {
  return date === null ? null : date.getTime();
}
