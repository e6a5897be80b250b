/**
 * What the actions need from the store. The shapes are ours on both engines; each method is one or a few indexed
 * queries. Writes resolve when they are durable.
 */
import type { Channel, List, TicketSort, TicketStatus } from '../contract/common.js';
import type { IntakeState } from '../contract/desk.js';
import type { DeliveryState } from '../contract/tickets.js';
import type { Bounced, Claim, Customer, Identity, IdentityKind } from '../customers/customer.js';
import type { TicketEvent } from '../tickets/event.js';
import type { Attachment, Delivery, Message } from '../tickets/message.js';
import type { Ticket } from '../tickets/ticket.js';
import type { Accepted, InboundRaw, IntakeRecord } from './intake.js';
import type { MailAccountStore } from './mailAccounts.js';
import type { CorrectionStore } from './corrections.js';
import type { CustomerChangeStore } from './customerChanges.js';
import type { CustomerEditStore, CustomerRecordStore, LinkSuggestionStore } from './customerWork.js';
import type { FollowupStore } from './followups.js';
import type { PeopleStore } from './people.js';
import type { SearchStore } from './search.js';
import type { AskedFilter, WorkspaceStores } from './workspace.js';
import type { ArticleStore, WidgetStore } from './selfService.js';

export interface PageQuery {
  limit: number;
  cursor?: string | undefined;
}

/** An intake row without its bytes. */
export interface IntakeRowRecord {
  id: string;
  channel: Channel;
  channelAccount: string;
  externalKey: string;
  state: IntakeState;
  size: number;
  sha256: string;
  meta: Record<string, unknown>;
  receivedAt: Date;
  attempts: number;
  code: string | null;
  message: string | null;
  ticketId: string | null;
  messageId: string | null;
  doneAt: Date | null;
}

export type IntakeDoc = Omit<IntakeRowRecord, 'id'> & {
  _id: string;
  raw: Buffer | null;
  nextAt: Date;
  rawDroppedAt?: Date;
  suspected?: number;
};

export interface IntakeStore {
  /** Inserts the row; the same (account, key) again finds the first one. */
  accept(inbound: InboundRaw, id: string, at: Date): Promise<Accepted>;
  /** With its bytes; null when there is none. */
  load(id: string): Promise<(IntakeRecord & IntakeRowRecord) | null>;
  find(id: string): Promise<IntakeRowRecord | null>;
  /** Without effect on a row that is done; into quarantine comes only what is pending. */
  finish(
    id: string,
    end: {
      state: 'done' | 'ignored' | 'quarantined';
      code?: string | null;
      message?: string | null;
      ticketId?: string | null;
      messageId?: string | null;
    },
    at: Date,
  ): Promise<void>;
  /** Notes a failed try; the row stays pending until `nextAt`. */
  postpone(id: string, failure: { message: string; nextAt: Date }): Promise<void>;
  /** Notes that the row is worked on alone, because a process died under it before. @returns how often it was so far, with this time. */
  suspect(id: string): Promise<number>;
  /** Quarantined -> pending. Null when it was not quarantined. */
  release(id: string, at: Date): Promise<IntakeRowRecord | null>;
  /** Everything quarantined with this code -> pending. @returns the ids, oldest first. */
  releaseAll(code: string, at: Date): Promise<string[]>;
  /** How many rows are quarantined, by code. */
  quarantine(): Promise<{ code: string; count: number }[]>;
  list(query: PageQuery & { state?: IntakeState | undefined }): Promise<List<IntakeRowRecord>>;
  /** Ids of pending rows due before `before`, oldest first. */
  overdue(before: Date, limit: number): Promise<string[]>;
  /** Those of these ids whose row is pending. */
  pendingAmong(ids: string[]): Promise<string[]>;
  count(state: IntakeState): Promise<number>;
  oldestPending(): Promise<Date | null>;
}

/** What a change of a ticket is made of: new values, and the events that tell of it. */
export interface TicketMutation {
  set: Partial<Ticket>;
  addChannels?: Channel[];
  /** `seq` is given by the store. */
  events: Omit<TicketEvent, 'seq' | 'ticketId' | 'customerId' | 'undoneBy'>[];
}

export interface ListedTicket extends Ticket {
  customerName: string;
}

export interface TicketsFilter extends PageQuery {
  statuses?: TicketStatus[] | undefined;
  live?: boolean | undefined;
  customerId?: string | undefined;
  /** null: unassigned. */
  assigneeId?: string | null | undefined;
  channel?: Channel | undefined;
  /** Only these, at most some hundred: what a search has found. */
  ids?: readonly string[] | undefined;
  /** One of these teams; null among them: no team. */
  teamIds?: readonly (string | null)[] | undefined;
  tag?: string | undefined;
  /** Put aside or not; undefined: both. */
  snoozed?: boolean | undefined;
  /** Of a saved view: of live tickets, unless it names a status. */
  asked?: AskedFilter | undefined;
  sort: TicketSort;
}

/** What to do with a ticket; null for nothing. @param has whether the ticket knows an event */
export type TicketChange = (
  ticket: ListedTicket,
  has: (eventId: string) => Promise<boolean>,
) => TicketMutation | null | Promise<TicketMutation | null>;

/** A ticket after a change, and the events that the change brought. */
export interface ChangedTicket {
  ticket: ListedTicket;
  events: TicketEvent[];
}

export interface TicketStore {
  /**
   * @param first the message that opens it: both as one write where the engine can.
   * @returns the ticket as it stands; null when the customer's ticket with this ordinal is there already (somebody else
   * opened it), and with `first` also when this very ticket or its message is: decide anew.
   */
  open(
    ticket: Ticket,
    customerName: string,
    events: TicketMutation['events'],
    first?: { message: Message; keys: MessageKeys },
  ): Promise<ListedTicket | null>;
  nextNumber(): Promise<number>;
  get(id: string): Promise<ListedTicket | null>;
  many(ids: string[]): Promise<ListedTicket[]>;
  /** The ticket where this one's messages are now: itself, unless it was merged away. */
  resolve(id: string): Promise<ListedTicket | null>;
  ofCustomer(customerId: string, limit: number): Promise<ListedTicket[]>;
  lastOrdinal(customerId: string): Promise<number>;
  /**
   * Called for every list of an agent; resolves after a bounded amount of work. A page may hold fewer than `limit`, even
   * none, although a cursor is there: when few of very many tickets fit a filter that no index answers.
   */
  list(filter: TicketsFilter): Promise<List<ListedTicket>>;
  /** Tickets changed at or after `since`, oldest change first, merged ones too. */
  changedSince(since: Date, limit: number): Promise<ListedTicket[]>;
  /**
   * Reads, asks `change` what to do, and writes only if nobody else wrote meanwhile; else reads and asks again.
   * `change` may return null for "nothing to do". The events are written too before it resolves.
   * @throws AppError `not_found`
   */
  mutate(id: string, change: TicketChange): Promise<ChangedTicket>;
  /**
   * The same, and puts a new message into the ticket with it (on MongoDB just before it).
   * @param arriving its intake row, short enough to hold its bytes, when that is not stored yet, and when it was done: null while something is left to do; only where `writesTogether`
   * @returns null when one with its id or amend key is there already, or that row is, or when `change` has nothing to do; then nothing is changed
   */
  receive(
    id: string,
    message: Message,
    keys: MessageKeys,
    change: TicketChange,
    arriving?: { record: IntakeRecord; doneAt: Date | null },
  ): Promise<ChangedTicket | null>;
  /** Ids of tickets that a move began to leave before `before` and that it has not left yet. */
  unfinishedMoves(before: Date): Promise<string[]>;
  /**
   * Moves events that a dead process left riding in its tickets. What it changed last is among the newest changes of
   * all, however long ago it died, so tickets are looked through that changed within `lookBackMs` before the newest change.
   */
  flushEvents(lookBackMs: number): Promise<number>;
  events(ticketId: string, query: PageQuery): Promise<List<TicketEvent>>;
  /** The newest events with a lower `seq`, newest first; undefined: from the end, with those that still ride in the ticket. */
  lastEvents(ticketId: string, query: { limit: number; beforeSeq?: number | undefined }): Promise<TicketEvent[]>;
  eventsOfCustomer(customerId: string, query: PageQuery): Promise<List<TicketEvent>>;
  event(id: string): Promise<TicketEvent | null>;
  /** @returns false when it was undone already. */
  markUndone(eventId: string, byEventId: string): Promise<boolean>;
  unmarkUndone(eventId: string): Promise<void>;
  /** How many tickets each view of that agent lists: what is put aside is counted by itself, and what will be late by `soon` as late. */
  viewCounts(
    agentId: string,
    soon: Date,
  ): Promise<{ live: number; mine: number; unassigned: number; waiting: number; pending: number; breaching: number; snoozed: number }>;
  /** How many tickets a filter finds; `complete` is false when there may be more: it stops at `atMost`, and after a bounded amount of work. */
  countAsked(asked: AskedFilter, atMost: number): Promise<{ count: number; complete: boolean }>;
  /** How many live tickets are assigned to that agent. */
  countLiveOf(assigneeId: string): Promise<number>;
  /** Ids of tickets put aside until `before` or earlier. */
  snoozeDue(before: Date, limit: number): Promise<string[]>;
  counts(
    now: Date,
    soon: Date,
    agentIds: string[],
  ): Promise<{
    statuses: { open: number; pending: number; hold: number };
    unassigned: number;
    waiting: number;
    breached: number;
    dueSoon: number;
    oldest: ListedTicket[];
    perChannel: { channel: Channel; waiting: number; oldestWaitSince: Date | null }[];
    openByAgent: Map<string, number>;
  }>;
}

/** What only the store knows of a message. */
export interface MessageKeys {
  amendKey?: string;
  clientKey?: string;
  textRank?: number;
  chatKey?: string;
}

export interface MessageStore {
  /** @returns false when a message with this id, amend key or client key is there already. */
  insert(message: Message, keys?: MessageKeys): Promise<boolean>;
  /** The last `limit` lines of one visitor's chat, oldest first. Ours only once they go out: what waits may still be taken back. */
  chatOf(visitorId: string, limit: number): Promise<Message[]>;
  get(id: string): Promise<Message | null>;
  many(ids: string[]): Promise<Message[]>;
  /** Over all accounts of the channel: the reply to a mail may come to another mailbox of ours. */
  byExternalIds(channel: Channel, externalIds: string[]): Promise<Message[]>;
  /** The tickets among these that hold a mail which names one of `externalIds` as one that it answers. */
  ticketsAnswering(ticketIds: string[], externalIds: string[]): Promise<string[]>;
  byAmendKey(amendKey: string): Promise<(Message & { version: number; textRank: number }) | null>;
  byClientKey(clientKey: string): Promise<Message | null>;
  byProviderId(providerId: string): Promise<Message | null>;
  /** @returns false when somebody else amended it meanwhile. */
  amend(
    id: string,
    version: number,
    set: Partial<Pick<Message, 'text' | 'html' | 'attachments'>> & { textRank?: number },
    at: Date,
  ): Promise<boolean>;
  /** Oldest first. */
  ofTicket(ticketId: string, query: PageQuery): Promise<List<Message>>;
  /** Newest first. */
  lastOfTicket(ticketId: string, query: PageQuery): Promise<List<Message>>;
  ofCustomer(customerId: string, query: PageQuery): Promise<List<Message>>;
  /** When this customer wrote, newest first; only what he typed himself. */
  wroteAt(customerId: string, limit: number): Promise<Date[]>;
  /** The visible mail ids of a ticket, oldest first, for References. */
  mailIdsOf(ticketId: string, limit: number): Promise<string[]>;
  lastOf(ticketId: string, direction: 'in' | 'out'): Promise<Message | null>;
  /** Our last words to the customer of a ticket by this channel; what was forwarded to others is none. */
  lastReply(ticketId: string, channel: Channel): Promise<Message | null>;
  /** What we wrote to a phone from one of our numbers, newest first. */
  textsTo(channelAccount: string, phone: string, limit: number): Promise<Message[]>;
  /** The visitor whose chat line in this ticket is the newest, and whose words it is: on two devices he is two. */
  lastChatter(ticketId: string): Promise<{ visitorId: string; customerId: string } | null>;
  idsOf(ticketId: string): Promise<string[]>;
  move(ids: string[], ticketId: string, customerId?: string): Promise<void>;
  moveAll(fromTicketId: string, toTicketId: string): Promise<void>;
  /** Their reply tokens are in other hands: see `Message.exposed`. */
  expose(ids: string[]): Promise<void>;
  setDecision(id: string, decision: Message['decision']): Promise<void>;
  setAttachment(id: string, sourceUrl: string, attachment: Partial<Attachment>): Promise<boolean>;
  /** Claims a queued message for sending: raises `claim`, sets `sending`. Null when there is nothing to send now. */
  claim(id: string, now: Date): Promise<Message | null>;
  /** queued -> cancelled, if nobody has begun to send it. */
  cancel(id: string, at: Date): Promise<boolean>;
  /** failed, uncertain, cancelled or kept -> queued: a person says so. */
  requeue(id: string, at: Date): Promise<boolean>;
  /** Writes the outcome of a claim; without effect when a later claim was made. */
  recordDelivery(id: string, claim: number, delivery: Partial<Delivery>): Promise<boolean>;
  /** A provider's report: never moves backwards (accepted -> delivered | failed). */
  reportDelivery(id: string, state: 'accepted' | 'delivered' | 'failed', reason: string | null, at: Date): Promise<boolean>;
  outbox(query: PageQuery & { state?: DeliveryState | undefined; ticketId?: string | undefined }): Promise<List<Message>>;
  /** Ids of queued messages due before `before`. */
  unsent(before: Date, limit: number): Promise<string[]>;
  /** Messages in `sending` since before `before`: their worker died. */
  stuck(before: Date, limit: number): Promise<Message[]>;
  /** Ids of messages unchanged since `before` with an attachment that is still to be fetched. */
  pendingMedia(before: Date, limit: number): Promise<string[]>;
  /** How many messages were placed by a rule since. */
  countPlaced(rule: string, since: Date): Promise<number>;
  countDelivery(): Promise<{ queued: number; kept: number; failed: number; uncertain: number }>;
}

export interface CustomerStore extends CustomerEditStore {
  get(id: string): Promise<Customer | null>;
  many(ids: string[]): Promise<Map<string, Customer>>;
  /** The newest first; with `q` those who have all the words. A page may be short although a cursor is there, as with tickets. */
  list(query: PageQuery & { q?: string | undefined }): Promise<List<Customer>>;
  /**
   * Some of those, the newest first, whose name or addresses have every word of a name; nobody when each of its words is in
   * very many: that is for whoever looks for a person, and not on the way of a message.
   */
  namesakes(name: string, limit: number): Promise<Customer[]>;
  identities(customerIds: string[]): Promise<Map<string, Identity[]>>;
  holders(sender: { kind: IdentityKind; value: string }[]): Promise<Identity[]>;
  /** Makes the customer if he is not there; `addresses` are what the search box finds him by, beside those that he holds when he is there. Safe to call twice. */
  ensure(customer: Customer, addresses: string[]): Promise<void>;
  /**
   * Makes a customer with his first identities, as one write where the engine can.
   * @returns false when one of these is there already, he or an identity: do it step by step then
   */
  begin(customer: Customer, identities: Identity[]): Promise<boolean>;
  /** Follow with `refreshWords` when the customer is there already. @returns the identity as it stands: the given one, or the one that holds (kind, value) already. */
  addIdentity(identity: Identity): Promise<Identity>;
  /** As far as it is still this customer's. */
  removeIdentity(id: string, customerId: string): Promise<void>;
  remove(id: string): Promise<void>;
  verifyIdentity(id: string): Promise<void>;
  addClaim(customerId: string, claim: Claim): Promise<void>;
  /** @param at null: he wants messages again. */
  setOptOut(identity: { kind: IdentityKind; value: string }, at: Date | null): Promise<void>;
  /** Marks an address from which mail comes back; null takes a mark away that is older than `at`. */
  setBounced(identity: { kind: IdentityKind; value: string }, bounced: Bounced | null, at: Date): Promise<void>;
  refreshWords(customerId: string): Promise<void>;
}

export interface Store extends WorkspaceStores {
  /** What is written together is one write: all of it or nothing. Not so on MongoDB. */
  readonly writesTogether: boolean;
  intake: IntakeStore;
  tickets: TicketStore;
  messages: MessageStore;
  customers: CustomerStore;
  corrections: CorrectionStore;
  customerChanges: CustomerChangeStore;
  customerRecords: CustomerRecordStore;
  linkSuggestions: LinkSuggestionStore;
  people: PeopleStore;
  followups: FollowupStore;
  mailAccounts: MailAccountStore;
  articles: ArticleStore;
  widget: WidgetStore;
  search: SearchStore;
  /**
   * Work that is done by one at a time, of all processes, by its key. Must not ask for the same key from inside.
   * @throws AppError `conflict` when others take longer than ten seconds.
   */
  alone<T>(key: 'moves' | 'changes' | 'tokens' | 'macros', work: () => Promise<T>): Promise<T>;
  /** Resolves when a write would be durable now. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
