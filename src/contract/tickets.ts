/** Tickets, messages and events as the API and the sockets show them, and what changes them. One file, since each is told by the others. */
import { z } from 'zod';
import { Channel, Id, IdentityKind, Instant, ListQuery, PartsLeft, Priority, TicketSort, TicketStatus } from './common.js';
import { Tag, plainLine } from './names.js';
import { MAX_FILES_PER_MESSAGE, UploadId } from './uploads.js';
import { FieldValues } from './workspace.js';
import { MESSAGE_TEXT_MAX } from './textLengths.js';

/** Why a message is in its ticket. `id` is what `POST /api/v1/decisions/:id/undo` takes; null when there is nothing to undo. */
export const Decision = z.object({
  id: Id.nullable(),
  /** The rule that decided, e.g. `reply_token`, `own_message_id`, `reference`, `chat_session`, `live_ticket`, `reopened`, `new_ticket`. */
  rule: z.string(),
  /** What the rule saw, as short facts that a person can read, e.g. `{kind: 'reply_token', value: 'so-...'}`. */
  evidence: z.array(z.object({ kind: z.string(), value: z.string() })),
  /** 0..1; below 0.8 the console calls it a guess. */
  confidence: z.number(),
  undone: z.boolean(),
  /** Where else it could have gone, likeliest first, at most three. `subject` is '' when it is another customer's ticket. */
  alternatives: z.array(
    z.object({ ticketId: Id, number: z.number().int(), subject: z.string(), rule: z.string(), confidence: z.number() }),
  ),
});
export type Decision = z.infer<typeof Decision>;

/** A file of a message. `size` in bytes; 0 until it is stored. */
export const Attachment = z.object({
  index: z.number().int(),
  filename: z.string(),
  contentType: z.string(),
  size: z.number().int(),
  inline: z.boolean(),
  contentId: z.string().nullable(),
  /** `pending` while it is fetched from the provider, `failed` when that did not work. */
  state: z.enum(['stored', 'pending', 'failed']),
  /** Where an agent's browser gets it; null unless stored. */
  url: z.string().nullable(),
});
export type Attachment = z.infer<typeof Attachment>;

export const DELIVERY_STATES = ['queued', 'sending', 'kept', 'accepted', 'delivered', 'failed', 'uncertain', 'cancelled'] as const;
/**
 * `kept`: no relay or account is configured, the message stays in the built-in outbox. `uncertain`: the provider may or
 * may not have it, so a person decides. `accepted`: the provider has it.
 */
export const DeliveryState = z.enum(DELIVERY_STATES);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** One end of a message: `kind` as for identities, or `agent`, `system` or a channel's own word. */
export const Party = z.object({ kind: z.string(), value: z.string(), name: z.string().nullable() });
export type Party = z.infer<typeof Party>;

/** What was said once, by a customer, to him, or among ourselves. */
export const Message = z.object({
  id: Id,
  /** Message-ID, MessageSid, CallSid, or the client's own UUID. */
  externalId: z.string().nullable(),
  /** The UUID that the client gave its own reply or note. */
  clientId: z.string().nullable(),
  ticketId: Id,
  channel: Channel,
  direction: z.enum(['in', 'out', 'note']),
  subject: z.string().nullable(),
  text: z.string(),
  /**
   * What of a mail's text its sender wrote himself and what is folded: kinds and numbers of characters, which together make
   * up the whole text. Null: all of it is shown.
   */
  fold: z.array(z.object({ kind: z.enum(['visible', 'quoted', 'signature']), length: z.number().int() })).nullable(),
  /** Sanitised; shown in a sandboxed frame only. */
  html: z.string().nullable(),
  attachments: z.array(Attachment),
  from: Party,
  to: z.array(Party),
  cc: z.array(Party),
  /** Copies that the others do not see; only agents are shown them. */
  bcc: z.array(Party),
  /** How many more a mail names than `to` and `cc` hold: of a long list, 100 are kept. */
  unnamed: z.object({ to: z.number().int(), cc: z.number().int() }),
  /** It went to somebody else than the customer: a forward, which answers nobody. */
  forwarded: z.boolean(),
  /** Agents named in a note. */
  mentions: z.array(Id),
  author: z.object({ id: Id, name: z.string() }).nullable(),
  createdAt: Instant,
  decision: Decision.nullable(),
  /** Only on what goes out. */
  delivery: z
    .object({
      state: DeliveryState,
      /** In words, for people; null when there is nothing to say. */
      reason: z.string().nullable(),
      at: Instant,
      /** When it goes out, or is tried again; null when there is nothing left to do. */
      nextAt: Instant.nullable(),
      attempts: z.number().int(),
    })
    .nullable(),
  /** `person`, or which kind of machine wrote it. */
  wroteBy: z.enum(['person', 'auto_reply', 'bounce', 'list', 'feedback_report', 'ticket_system', 'system']),
  /** A sender whose address is only claimed, or who is not the ticket's customer. */
  senderVerified: z.boolean(),
});
export type Message = z.infer<typeof Message>;

/** What was just written. `staysLive`: its `status` would have ended the ticket, and was left out as the customer has spoken since. */
export const WrittenMessage = Message.extend({ staysLive: z.boolean() });
export type WrittenMessage = z.infer<typeof WrittenMessage>;

/** Pictures that a mail shows from elsewhere, and where they are to be had through us. */
export const MessagePictures = z.object({ items: z.array(z.object({ src: z.string(), url: z.string() })) });
export type MessagePictures = z.infer<typeof MessagePictures>;

/** One issue of one customer, across all channels. */
export const Ticket = z.object({
  id: Id,
  number: z.number().int(),
  subject: z.string(),
  status: TicketStatus,
  customerId: Id,
  customerName: z.string(),
  assigneeId: Id.nullable(),
  assigneeName: z.string().nullable(),
  teamId: Id.nullable(),
  channels: z.array(Channel),
  lastChannel: Channel,
  priority: Priority,
  tags: z.array(z.string()),
  topic: z.string().nullable(),
  /** Values of the desk's own fields, by key. */
  fields: FieldValues,
  /** Put aside until then, or until the customer writes (`until: null`); null: it is not. */
  snooze: z.object({ until: Instant.nullable(), at: Instant, byId: Id.nullable() }).nullable(),
  /** The last words of the customer or of ours, at most 200 characters. */
  preview: z.string(),
  /** Whose words `preview` holds. */
  lastDirection: z.enum(['in', 'out']),
  /** Since when the customer waits for us; null when he does not. */
  waitingSince: Instant.nullable(),
  firstReplyDueAt: Instant.nullable(),
  firstRepliedAt: Instant.nullable(),
  /** The last message of either side: what `newest` and `oldest` go by. */
  lastMessageAt: Instant,
  lastInboundAt: Instant.nullable(),
  /**
   * When the asking agent last had it open: unread is what has a later `lastInboundAt`. Only in answers to him; a push
   * goes to everybody and leaves it out.
   */
  readAt: Instant.nullable().optional(),
  solvedAt: Instant.nullable(),
  /** This ticket's messages are now in that one. */
  mergedIntoId: Id.nullable(),
  links: z.array(z.object({ ticketId: Id, kind: z.string() })),
  /** Grows by one with every event of the ticket; a gap means that the client missed one. */
  seq: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Ticket = z.infer<typeof Ticket>;

/** What customers with this topic ask next, shown before resolving. */
export const Anticipation = z.object({
  ruleId: Id,
  name: z.string(),
  expects: z.string(),
  withinDays: z.number(),
  /** 0..1; null while there is no history to measure it. */
  probability: z.number().nullable(),
  prompt: z.string(),
  /** Words to the customer that the agent may put into his reply; null when the rule has none. */
  reply: z.string().nullable(),
  /** What the customer would be sent, and when, if the ticket is resolved now; null when the rule only prompts. */
  checkIn: z.object({ afterHours: z.number(), text: z.string() }).nullable(),
});
export type Anticipation = z.infer<typeof Anticipation>;

/** One ticket with what belongs beside it. */
export const TicketDetail = Ticket.extend({
  anticipations: z.array(Anticipation),
  /** The channels on which the customer can be answered, the preselected one first. */
  replyChannels: z.array(
    z.object({
      channel: Channel,
      address: z.string(),
      name: z.string().describe('whom it reaches'),
      other: z.boolean().describe("that is somebody else than the ticket's customer: whoever spoke last in a chat that came by a merge"),
      carries: z.object({
        files: z.boolean(),
        html: z.boolean(),
        copies: z.boolean(),
        fileBytes: z.number().int().describe('how many bytes the files of one message may have together'),
      }),
    }),
  ),
  /** Who else is on the customer's last mail, neither ours nor his own: nobody of them gets the answer unless it is said. */
  othersOnMail: z.array(z.object({ address: z.string(), name: z.string().nullable() })),
  /** How many they are: of a long list, 20 are named. */
  othersOnMailCount: z.number().int(),
});
export type TicketDetail = z.infer<typeof TicketDetail>;

/** What happened, for people. `data` depends on `type`; `undoable`: its id is a `decisionId`, or for a customer's edit its `editId`. */
export const TicketEvent = z.object({
  id: Id,
  ticketId: Id.nullable(),
  seq: z.number().int(),
  /** `noun.verb` in the past tense: `ticket.created`, `message.received`, `ticket.merged` ... */
  type: z.string(),
  actor: z.object({ kind: z.enum(['customer', 'agent', 'rule', 'system']), id: z.string().nullable(), name: z.string().nullable() }),
  at: Instant,
  data: z.record(z.string(), z.unknown()),
  undoable: z.boolean(),
  undone: z.boolean(),
});
export type TicketEvent = z.infer<typeof TicketEvent>;

/** One thing in the story of a ticket. */
export const StoryEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), at: Instant, message: Message }),
  z.object({ kind: z.literal('event'), at: Instant, event: TicketEvent }),
]);
export type StoryEntry = z.infer<typeof StoryEntry>;

/** `limit` counts messages and events together. */
export const StoryQuery = z.object({ limit: z.coerce.number().int().min(1).max(200).default(60), cursor: z.string().max(400).optional() });
/**
 * Messages and events of a ticket, the newest part first, each part oldest first: it is opened at its end. What only
 * repeats a message (`message.received` and the like) is left out. `seq` is the ticket's, from before the reading: a push with a
 * higher one that is not the next means that something was missed.
 */
export const Story = z.object({ items: z.array(StoryEntry), nextCursor: z.string().nullable(), seq: z.number().int() });
export type Story = z.infer<typeof Story>;

export const ChangesQuery = z.object({
  after: Instant.optional().describe('the `cursor` of an earlier answer; without it only the cursor of this moment is given'),
});
/**
 * Tickets that changed since, oldest change first. Some may be given twice: the higher `seq` counts. `more`: ask again with
 * this cursor.
 */
export const TicketChanges = z.object({ items: z.array(Ticket), cursor: Instant, more: z.boolean() });
export type TicketChanges = z.infer<typeof TicketChanges>;

/** All that is given must hold. A page may be short, even empty, although `nextCursor` is there. */
export const TicketsQuery = ListQuery.extend({
  status: z.string().max(60).optional().describe('one status or several with commas; `live` means open, pending and hold'),
  customerId: Id.optional(),
  assigneeId: z.union([Id, z.enum(['me', 'none'])]).optional(),
  channel: Channel.optional(),
  q: z.string().max(200).optional(),
  teamId: z.union([Id, z.enum(['mine', 'none'])]).optional(),
  tag: z.string().max(60).optional(),
  snoozed: z.enum(['without', 'only']).optional().describe('leave those put aside out, or show only them'),
  view: Id.optional().describe('a saved view; its filter counts together with the others'),
  filter: z.string().max(10_000).optional().describe('a filter as JSON, in the form of saved views'),
  sort: TicketSort.default('newest').describe(
    '`newest` and `oldest` go by the last message. Of live tickets only: `waiting`, those in which the customer waits first, longest wait first; `due`, those that are owed a first reply first, the next one due at the head; `priority`, and within one the longest wait first; `heard`, the customer who wrote last first',
  ),
});
export type TicketsQuery = z.infer<typeof TicketsQuery>;

const MailAddress = z.strictObject({ address: z.email().max(320), name: plainLine().max(200).optional() });
const Addresses = z.array(MailAddress).max(20);

/** A reply leaves by `channel`, or else by the first of the ticket's `replyChannels`; a note leaves never. */
export const NewMessage = z
  .strictObject({
    kind: z.enum(['reply', 'note']),
    /** Without `html`: what is said. With it, the plain form is made from the HTML. May be empty beside attachments. */
    text: z.string().trim().max(MESSAGE_TEXT_MAX).default(''),
    /** Cleaned before it is stored. `<img src="cid:UPLOAD">` shows an attached picture in its place. */
    html: z.string().max(200_000).optional(),
    channel: Channel.optional(),
    /** The address, among the ticket's `replyChannels`, that it was written for: it is refused when it would reach another one by now. */
    address: z.string().max(320).optional(),
    /** Ids of uploads of this agent, on channels that carry files. */
    attachments: z.array(UploadId).max(MAX_FILES_PER_MESSAGE).optional(),
    /** By e-mail only. */
    cc: Addresses.optional(),
    bcc: Addresses.optional(),
    /** Goes out then, at most a year ahead; until then it can be taken back. */
    sendAt: Instant.optional(),
    /** Agents to be told of a note. */
    mentions: z.array(Id).max(50).optional(),
    /** A UUID made by the client: the same one twice is one message. */
    clientId: z.uuid().optional(),
    /** Holds a reply back for so long, so that it can be taken back or go out later: at most 30 days. */
    delaySeconds: z.number().int().min(0).max(2_592_000).optional(),
    /** Reply and resolve in one step. The ticket is not ended when the customer has spoken since: then it goes on. */
    status: TicketStatus.optional(),
    /**
     * Ids of the newest messages that the writer of a reply had before him, some 50. With it the reply is refused (`conflict`, with
     * what came as `cameSince`) when the customer wrote besides, other than in a chat, or a colleague answered; and what he said in a
     * chat besides goes on waiting, and keeps the ticket from being ended by `status`. Left out: nothing is asked.
     */
    knew: z.array(Id).max(200).optional(),
  })
  .refine(({ text, html, attachments }) => text !== '' || (html ?? '') !== '' || (attachments ?? []).length > 0, {
    message: 'say something, or attach a file',
    path: ['text'],
  });
export type NewMessage = z.infer<typeof NewMessage>;

/**
 * We write first, by mail or text: to a customer, or to an address. One that nobody has makes a customer, and stays only
 * claimed until he answers.
 */
export const StartTicket = z
  .strictObject({
    customerId: Id.optional(),
    to: z
      .strictObject({
        kind: z.enum(['email', 'phone']),
        value: z.string().trim().min(1).max(320),
        name: plainLine().max(200).optional(),
      })
      .optional(),
    /** Of the ticket, and of the mail. */
    subject: z
      .string()
      .trim()
      .min(1)
      .max(300)
      .regex(/^[^\p{Cc}]*$/u, 'must be one line'),
    text: z.string().trim().max(MESSAGE_TEXT_MAX).default(''),
    html: z.string().max(200_000).optional(),
    /** Left out: mail if he has an address. */
    channel: z.enum(['email', 'sms']).optional(),
    topic: z.string().trim().max(60).optional(),
    attachments: z.array(UploadId).max(MAX_FILES_PER_MESSAGE).optional(),
    cc: Addresses.optional(),
    bcc: Addresses.optional(),
    sendAt: Instant.optional(),
    delaySeconds: z.number().int().min(0).max(2_592_000).optional(),
    /** A UUID made by the client: the same one twice is one ticket and one message. */
    clientId: z.uuid().optional(),
  })
  .refine(({ customerId, to }) => (customerId === undefined) !== (to === undefined), { message: 'either customerId or to', path: ['to'] })
  .refine(({ text, html, attachments }) => text !== '' || (html ?? '') !== '' || (attachments ?? []).length > 0, {
    message: 'say something, or attach a file',
    path: ['text'],
  });
export type StartTicket = z.infer<typeof StartTicket>;

/** To somebody else, by e-mail, with the words of the ticket's messages (all of them unless some are named) below ours. */
export const ForwardBody = z.strictObject({
  to: Addresses.min(1),
  cc: Addresses.optional(),
  text: z.string().trim().max(MESSAGE_TEXT_MAX).default(''),
  html: z.string().max(200_000).optional(),
  subject: z.string().trim().min(1).max(300).optional(),
  messageIds: z.array(Id).min(1).max(100).optional(),
  /** Files of those messages go along. */
  withFiles: z.boolean().default(true),
  attachments: z.array(UploadId).max(MAX_FILES_PER_MESSAGE).optional(),
  clientId: z.uuid().optional(),
  sendAt: Instant.optional(),
});
export type ForwardBody = z.infer<typeof ForwardBody>;

/** How many tickets each of the console's views holds. */
export const TicketCounts = z.object({
  live: z.number().int(),
  mine: z.number().int(),
  unassigned: z.number().int(),
  waiting: z.number().int(),
  pending: z.number().int(),
  breaching: z.number().int(),
  snoozed: z.number().int(),
  mentions: z.number().int(),
});
export type TicketCounts = z.infer<typeof TicketCounts>;

/** What is left out stays. One event takes all of it back. */
export const TicketPatch = z.strictObject({
  status: TicketStatus.optional(),
  assigneeId: Id.nullable().optional(),
  teamId: Id.nullable().optional(),
  fields: FieldValues.optional().describe('only those that change; null clears one'),
  priority: Priority.optional(),
  tags: z.array(Tag).max(50).optional(),
  topic: z.string().trim().max(60).nullable().optional(),
  subject: z.string().trim().min(1).max(300).optional(),
  /** What the client saw in the fields it changes. If somebody else changed one meanwhile, nothing is done and 409 shows both. */
  expected: z
    .strictObject({
      status: TicketStatus,
      assigneeId: Id.nullable(),
      teamId: Id.nullable(),
      priority: Priority,
      topic: z.string().max(60).nullable(),
      subject: z.string().max(998),
      tags: z.array(z.string().max(60)).max(200),
      fields: FieldValues,
    })
    .partial()
    .optional(),
  /** As of a reply: a `status` that ends the ticket is refused, with what came as `cameSince`, when the customer wrote besides. */
  knew: z.array(Id).max(200).optional(),
});
export type TicketPatch = z.infer<typeof TicketPatch>;

export const MergeBody = z.strictObject({ intoId: Id });
/** Into a new ticket, or into that one. */
export const SplitBody = z.strictObject({ messageIds: z.array(Id).min(1).max(500), intoId: Id.optional() });
/** The other of two tickets. */
export const LinkBody = z.strictObject({ ticketId: Id });
/** What a merge, a split, a link or an undo changed. `decisionId` undoes it. */
export const ChangeResult = z.object({
  decisionId: Id,
  ticket: Ticket,
  otherTicket: Ticket.nullable(),
  left: PartsLeft.optional(),
});
export type ChangeResult = z.infer<typeof ChangeResult>;

/** A message from another system. The same `externalId` again is the same message, and is answered alike. */
export const InboundBody = z.strictObject({
  externalId: z.string().min(1).max(500),
  from: z.strictObject({ kind: IdentityKind, value: z.string().min(1).max(320), name: z.string().max(200).optional() }),
  subject: z.string().max(998).optional(),
  text: z.string().min(1).max(200_000),
  occurredAt: Instant.optional(),
});
export type InboundBody = z.infer<typeof InboundBody>;

/** What we began: the ticket, and its first message. */
export const Started = z.object({ ticket: Ticket, message: Message });
export type Started = z.infer<typeof Started>;
