/**
 * Everything that can be asked of the desk, as HTTP and the sockets see it. Each method is one file in this folder;
 * `createDesk.ts` binds them to the stores. Rights are checked inside, from the `Viewer`; answers are contract shapes.
 * Every method may throw an AppError; anything else it throws is a bug.
 */
import type { ApiToken, CreatedApiToken, NewApiToken } from '../contract/apiTokens.js';
import type { Readable } from 'node:stream';
import type { List } from '../contract/common.js';
import type { Customer, CustomerDetail, CustomerEdit, CustomerPatch, NewCustomer, TimelineEntry } from '../contract/customers.js';
import type * as contract from '../contract/desk.js';
import type { MailAccount, MailAccountPatch, MailAccountTest, MailAccountTestResult, NewMailAccount } from '../contract/mailAccounts.js';
import type { SampleState, SandboxCall, SandboxCustomer, SandboxMail, SandboxSent, SandboxText } from '../contract/sandbox.js';
import type { SearchItem, SearchQuery } from '../contract/search.js';
import type { ChatContact, ChatMessage, ChatSend, ChatSessionBody, ChatSessionResult } from '../contract/realtime.js';
import type {
  ChangeResult,
  DeliveryState,
  ForwardBody,
  InboundBody,
  Message,
  NewMessage,
  StartTicket,
  Started,
  Story,
  Ticket,
  TicketChanges,
  TicketCounts,
  TicketDetail,
  TicketEvent,
  TicketPatch,
  TicketsQuery,
  WrittenMessage,
} from '../contract/tickets.js';
import type { Upload } from '../contract/uploads.js';
import type { BulkBody, BulkResult, FreedTickets, Mention, ReadMentions, ReadState } from '../contract/workspace.js';
import type {
  Article,
  ArticleHint,
  ArticlePatch,
  NewArticle,
  PublicArticle,
  WidgetSettingsPatch,
  WidgetSetup,
} from '../contract/widget.js';
import type { Pictures } from '../ports/pictures.js';
import type { MessagePictures } from '../contract/tickets.js';
import type { ChangeCustomers } from './changeCustomers.js';
import type { createCustomerRecords } from './customerRecords.js';
import type { ImportCustomers } from './importCustomers.js';
import type { SuggestLinks } from './suggestLinks.js';
import type { Role } from '../agents/agent.js';
import type { createCorrections } from './corrections.js';
import type { createMailboxes } from './mailboxes.js';
import type { createPhone } from './phone.js';
import type { createSetup } from './setup.js';
import type { Topics } from './topics.js';
import type { GivenFile } from './uploads.js';
import type { Workspace } from './workspace.js';

/** Who asks, taken from the session and never from a body. */
export interface Viewer {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** What he reads, from his browser; undefined for programs. */
  language?: string | undefined;
  /** He has a one-time password and may only change it. */
  mustChangePassword?: boolean | undefined;
  /** Another system with an API token: it has no profile, and is nobody to give work to. */
  isProgram?: boolean | undefined;
}

/** Which part of a list is wanted: the first one without a cursor, later ones by the `nextCursor` of the one before. */
export interface Page {
  limit: number;
  cursor?: string | undefined;
}

/** A visitor of the chat, taken from his session token. */
export interface Visitor {
  id: string;
  /** The external id that the host page signed for him; null for an anonymous one. */
  externalId: string | null;
  name: string | null;
}

export interface Desk {
  sessions: {
    /** @throws AppError `wrong_credentials`, after the same time for a known and an unknown address. */
    signIn(email: string, password: string): Promise<contract.SessionResult>;
    /** Null when the token is unknown, expired, signed out, or its agent is inactive. */
    find(token: string): Promise<Viewer | null>;
    /** Ends this session; its token is worth nothing from then on. @throws AppError `not_allowed` for an API token: an admin revokes it. */
    signOut(token: string): Promise<void>;
  };
  agents: {
    /** @throws AppError `not_allowed` for a program, as all that is about oneself */
    me(viewer: Viewer): Promise<contract.Me>;
    changeMe(viewer: Viewer, patch: contract.MePatch): Promise<contract.Me>;
    /** The address to sign in with. @throws AppError `wrong_credentials`, or `conflict` when another agent has it */
    changeEmail(viewer: Viewer, body: { email: string; password: string }): Promise<contract.Me>;
    /** Ends all sessions and sockets of the agent, also the one that asks. @returns the new one */
    changePassword(viewer: Viewer, body: { current: string; next: string }): Promise<contract.SessionResult>;
    /** In the order in which they were made. */
    list(viewer: Viewer, inactiveToo: boolean): Promise<List<contract.Agent>>;
    /**
     * Without a password one is made up, to be changed at the first sign-in; it is told this once.
     * @throws AppError `conflict` when the address is taken
     */
    create(viewer: Viewer, body: contract.NewAgent): Promise<contract.CreatedAgent>;
    /** The sessions and sockets of a deactivated agent, or one with another role, are cut at once. */
    change(viewer: Viewer, agentId: string, patch: contract.AgentPatch): Promise<contract.Agent>;
    /** Makes up a one-time password and ends the agent's sessions. @throws AppError `conflict` for oneself */
    resetPassword(viewer: Viewer, agentId: string): Promise<{ oneTimePassword: string }>;
  };
  /** A picture from elsewhere, under our signature: whoever holds the address may see it. */
  pictures: Pick<Pictures, 'open'>;
  /** Words in everything that the viewer may read. */
  search(viewer: Viewer, query: SearchQuery): Promise<List<SearchItem>>;
  tickets: {
    list(viewer: Viewer, query: TicketsQuery): Promise<List<Ticket>>;
    get(viewer: Viewer, ticketId: string): Promise<TicketDetail>;
    /** Messages and events together, the newest part first. */
    story(viewer: Viewer, ticketId: string, page: Page): Promise<Story>;
    /** What changed since a cursor of this very method, for a client whose line was broken. */
    changes(viewer: Viewer, after: string | undefined): Promise<TicketChanges>;
    /** Oldest first. */
    messages(viewer: Viewer, ticketId: string, page: Page): Promise<List<Message>>;
    /** Oldest first. */
    events(viewer: Viewer, ticketId: string, page: Page): Promise<List<TicketEvent>>;
    /** Replies are stored as `queued` and leave by the outbound worker. */
    write(viewer: Viewer, ticketId: string, body: NewMessage): Promise<WrittenMessage>;
    /** We write first. @throws AppError `no_address` when he cannot be reached; then nothing was opened */
    start(viewer: Viewer, body: StartTicket): Promise<Started>;
    /** To a third party, by mail: it answers nobody. */
    forward(viewer: Viewer, ticketId: string, body: ForwardBody): Promise<Message>;
    /** @throws AppError `conflict`, naming what is now, when somebody else changed the same meanwhile, or when it was merged away */
    change(viewer: Viewer, ticketId: string, patch: TicketPatch): Promise<Ticket>;
    /** Each ticket on its own; what is refused for one does not stop the others. */
    changeMany(viewer: Viewer, body: BulkBody): Promise<BulkResult>;
    /** Puts back what the batch set and nobody has changed since. The role `agent` does so with its own batches only. @throws AppError `already_undone` */
    undoMany(viewer: Viewer, batchId: string): Promise<BulkResult>;
    /**
     * Unassigns live tickets of a deactivated agent, at most `MAX_BULK` at once; to be repeated while some remain.
     * @throws AppError `conflict` when he is active
     */
    freeOf(viewer: Viewer, agentId: string): Promise<FreedTickets>;
    /**
     * @param until null: until the customer writes
     * @param expected the `at` of the snooze that it has as far as the viewer knows, null: none; undefined: whichever
     * @throws AppError `conflict` also when it has another one by now, which it names
     */
    snooze(viewer: Viewer, ticketId: string, until: Date | null, expected?: string | null): Promise<Ticket>;
    /** Without effect on one that is awake. @param expected as above @throws AppError `conflict` when it was put aside anew */
    wake(viewer: Viewer, ticketId: string, expected?: string): Promise<Ticket>;
    /** For the viewer alone. Reading also marks what mentions him in it as read, and is told to the visitor of its chat, unless a program did. */
    markRead(viewer: Viewer, ticketId: string, read: boolean): Promise<ReadState>;
    /** All messages go into the other ticket. @throws AppError `conflict` when that one was merged away itself */
    merge(viewer: Viewer, ticketId: string, intoId: string): Promise<ChangeResult>;
    /** @param intoId a ticket of its own kind that is there already; without it a new one is opened */
    split(viewer: Viewer, ticketId: string, messageIds: string[], intoId?: string): Promise<ChangeResult>;
    /** Two tickets that belong together, each with its own messages. */
    link(viewer: Viewer, ticketId: string, otherId: string): Promise<ChangeResult>;
    /** @throws AppError `conflict` when they are not linked */
    unlink(viewer: Viewer, ticketId: string, otherId: string): Promise<ChangeResult>;
    /** The message was written by somebody else than the ticket's customer. */
    notThisPerson(viewer: Viewer, messageId: string): Promise<ChangeResult>;
    /** Takes back what an event did, an earlier undo too. @throws AppError `already_undone`, `cannot_undo` */
    undo(viewer: Viewer, decisionId: string): Promise<ChangeResult>;
    /** How many tickets each view holds. */
    counts(viewer: Viewer): Promise<TicketCounts>;
    /** Takes a reply back that has not gone out yet. @throws AppError `conflict` when it has. */
    cancelMessage(viewer: Viewer, messageId: string): Promise<Message>;
    /** Sends a reply again that failed, is uncertain, was cancelled, or was only kept. */
    retryMessage(viewer: Viewer, messageId: string): Promise<Message>;
    /** Addresses of ours for the pictures that a mail shows from elsewhere. */
    pictures(viewer: Viewer, messageId: string): Promise<MessagePictures>;
    /** @param index its place in the message. @throws AppError `not_found` also while it is not stored yet */
    attachment(
      viewer: Viewer,
      messageId: string,
      index: number,
    ): Promise<{ filename: string; contentType: string; size: number; bytes: Readable }>;
  };
  mentions: {
    /** Of the viewer, newest first. */
    list(viewer: Viewer, query: Page & { unread?: boolean }): Promise<List<Mention>>;
    /** @returns how many are left unread */
    read(viewer: Viewer, which: ReadMentions): Promise<{ unread: number }>;
  };
  mailboxes: ReturnType<typeof createMailboxes>;
  /** What issues are about. */
  topics: Pick<Topics, 'list' | 'create' | 'change'>;
  phone: Pick<ReturnType<typeof createPhone>, 'state' | 'save' | 'remove' | 'test' | 'pointHooks'>;
  setup: Pick<ReturnType<typeof createSetup>, 'state' | 'change' | 'tryMail'>;
  /** A stored file by its link. @throws AppError `not_found` for a link that is not ours, has expired, or whose file is gone */
  media: (token: string) => Promise<{ filename: string; contentType: string; size: number; bytes: Readable }>;
  /** Views, macros, own fields, tags, teams, hours: what a desk sets up for its own work. */
  workspace: Omit<Workspace, 'askerOf'>;
  uploads: {
    /** Stores a file for a message to come. The stream is read to its end, or to the limit. */
    add(viewer: Viewer, file: GivenFile): Promise<Upload>;
  };
  customers: {
    /** Newest first; with `q` those who have all its words. Whoever was merged away is left out. */
    list(viewer: Viewer, query: Page & { q?: string | undefined }): Promise<List<Customer>>;
    get(viewer: Viewer, customerId: string): Promise<CustomerDetail>;
    /** @throws AppError `identity_taken`, naming the holder, and then nothing was made */
    create(viewer: Viewer, body: NewCustomer): Promise<Customer>;
    /** Newest first. */
    timeline(viewer: Viewer, customerId: string, page: Page): Promise<List<TimelineEntry>>;
    /** @throws AppError `conflict`, saying what is now, when somebody else changed the same meanwhile. */
    edit(viewer: Viewer, customerId: string, patch: CustomerPatch): Promise<CustomerEdit>;
    /** @throws AppError `already_undone`, or `conflict` when nothing of it is left to give back */
    undoEdit(viewer: Viewer, editId: string): Promise<CustomerEdit>;
    records: ReturnType<typeof createCustomerRecords>;
    suggestions: Omit<SuggestLinks, 'afterMessage' | 'afterRecord'>;
    importTable: ImportCustomers;
  };
  /** Merging, linking and unlinking of customers, and taking it back. */
  identity: ChangeCustomers['desk'];
  /** What people put right in the placing of messages. */
  corrections: ReturnType<typeof createCorrections>;
  intake: {
    /** Newest first. */
    list(viewer: Viewer, query: Page & { state?: contract.IntakeState | undefined }): Promise<List<contract.IntakeRow>>;
    /** The bytes as they came. */
    raw(viewer: Viewer, intakeId: string): Promise<{ bytes: Readable; size: number; channel: string }>;
    /** @throws AppError `conflict` unless it is in quarantine */
    retry(viewer: Viewer, intakeId: string): Promise<contract.IntakeRow>;
    /** What is in quarantine, by code. */
    quarantine(viewer: Viewer): Promise<List<contract.QuarantinedCode>>;
    /** Everything that is in quarantine with this code is tried again. */
    retryAll(viewer: Viewer, code: string): Promise<{ released: number }>;
    /** The generic channel. Resolves once the row is durable. */
    inbound(viewer: Viewer, body: InboundBody): Promise<{ intakeId: string; duplicate: boolean }>;
  };
  outbox: {
    /** Everything that went out or is to, in whatever state, newest first. */
    list(
      viewer: Viewer,
      query: Page & { state?: DeliveryState | undefined; ticketId?: string | undefined },
    ): Promise<List<contract.OutboxItem>>;
  };
  queues: {
    health(viewer: Viewer): Promise<contract.QueueHealth>;
  };
  followups: {
    rules(viewer: Viewer): Promise<List<contract.FollowupRule>>;
    createRule(viewer: Viewer, body: contract.NewFollowupRule): Promise<contract.FollowupRule>;
    changeRule(viewer: Viewer, ruleId: string, patch: contract.FollowupRulePatch): Promise<contract.FollowupRule>;
    /** Newest planned first, whenever they are due. */
    list(
      viewer: Viewer,
      query: Page & { state?: contract.Followup['state'] | undefined; ticketId?: string | undefined },
    ): Promise<List<contract.Followup>>;
    /** @throws AppError `conflict` when it was sent or has ended otherwise */
    cancel(viewer: Viewer, followupId: string): Promise<contract.Followup>;
  };
  /** Mailboxes that are fetched from. */
  mailAccounts: {
    list(viewer: Viewer): Promise<List<MailAccount>>;
    /** @throws AppError `conflict` when this folder is fetched from already. */
    create(viewer: Viewer, body: NewMailAccount): Promise<MailAccount>;
    change(viewer: Viewer, id: string, patch: MailAccountPatch): Promise<MailAccount>;
    remove(viewer: Viewer, id: string): Promise<void>;
    /** Really connects. What is wrong is an answer and no error. */
    test(viewer: Viewer, body: MailAccountTest): Promise<MailAccountTestResult>;
  };
  chat: {
    /** Starts a visitor's session or resumes the one of his token. An expired or forged `userToken` is refused. */
    open(body: ChatSessionBody): Promise<ChatSessionResult>;
    /** Null for an unknown token. */
    visitor(token: string): Promise<Visitor | null>;
    /** Resolves once the line is durable; the same client id again is the same line. */
    say(visitor: Visitor, line: ChatSend): Promise<void>;
    /** Uploads a file for one of his next lines. */
    addFile(visitor: Visitor, file: GivenFile): Promise<Upload>;
    /** A file of a chat's line, for whoever was given its address. */
    file(messageId: string, index: number, key: string): Promise<{ filename: string; contentType: string; size: number; bytes: Readable }>;
    /** Typed by the visitor about himself: a claim, never proof. */
    contact(visitor: Visitor, contact: ChatContact): Promise<void>;
    /** The visitor's own lines and our answers to them, oldest first; those after the message with id `after`, or all. */
    lines(visitor: Visitor, after: string | null): Promise<ChatMessage[]>;
    /** He has read what we wrote so far. */
    read(visitor: Visitor): Promise<void>;
    /** His browser came (null) or left (when). */
    came(visitor: Visitor): Promise<void>;
    left(visitor: Visitor): Promise<void>;
    /** These are still there: called every minute for all that are connected. */
    stillThere(visitorIds: string[]): Promise<void>;
    /** An agent has read the ticket: its visitors are to be told what was seen. @returns them and the moment. */
    seenByAgent(ticketId: string): Promise<{ visitorIds: string[]; at: string }>;
    /** For the demo page: a host page's signature for this external id, as JWT. */
    signUser(externalId: string): Promise<string>;
    /** The visitors who chat in this ticket, so that "an agent is typing" reaches them and nobody else. */
    visitorsOf(ticketId: string): Promise<string[]>;
    /** The live ticket in which the visitor chats, so that typing can be shown there; null when there is none. */
    ticketOf(visitor: Visitor): Promise<string | null>;
  };
  /** Articles for customers. */
  articles: {
    list(viewer: Viewer): Promise<List<Article>>;
    create(viewer: Viewer, body: NewArticle): Promise<Article>;
    change(viewer: Viewer, id: string, patch: ArticlePatch): Promise<Article>;
    remove(viewer: Viewer, id: string): Promise<void>;
    /** For everybody. */
    hints(query: { q?: string | undefined; language?: string | undefined }): Promise<List<ArticleHint>>;
    /** @throws AppError `not_found`, also for a draft */
    read(id: string): Promise<PublicArticle>;
  };
  widget: {
    setup(viewer: Viewer): Promise<WidgetSetup>;
    change(viewer: Viewer, patch: WidgetSettingsPatch): Promise<WidgetSetup>;
  };
  /** Trying the desk as an invented customer; `not_found` in production. */
  sandbox: {
    /** One customer with all of his addresses proven, so that whatever he writes by is his. */
    become(viewer: Viewer, body: SandboxCustomer): Promise<{ customerId: string }>;
    mail(viewer: Viewer, body: SandboxMail): Promise<SandboxSent>;
    text(viewer: Viewer, body: SandboxText): Promise<SandboxSent>;
    call(viewer: Viewer, body: SandboxCall): Promise<SandboxSent>;
    sampleState(viewer: Viewer): Promise<SampleState>;
    /** Answers at once; `sampleState` tells how far it is. @throws AppError `conflict` the second time */
    loadSample(viewer: Viewer): Promise<SampleState>;
  };
  /** What other systems call the API with. */
  apiTokens: {
    /** Those that are still good. */
    list(viewer: Viewer): Promise<List<ApiToken>>;
    /** The token itself is told this once: only its hash is kept. @throws AppError when another good one has the name */
    create(viewer: Viewer, body: NewApiToken): Promise<CreatedApiToken>;
    /** Counts with the next call; open sockets are cut. */
    revoke(viewer: Viewer, id: string): Promise<void>;
  };
  /** Is the store able to take a message now, and what else is wrong? `degraded` does not work, `off` is off by the settings, in words. */
  readiness(): Promise<{ ready: boolean; degraded: string[]; off: string[] }>;
}
