/**
 * What crosses the sockets. Two namespaces: `/agents` for the console, `/chat` for the widget.
 *
 * `/agents`: signs in with the console's cookie or `auth: {token}`. The client is in the room of the ticket list from
 * the start, and asks for a ticket's room with `ticket:watch`.
 */
import { z } from 'zod';
import { CHAT_LINE_MAX } from './chatLengths.js';
import { Id, Instant } from './common.js';
import { saysSomething } from './saysSomething.js';
import type { Mention } from './workspace.js';
import { WidgetLook } from './widget.js';
import type { Message, Ticket, TicketEvent } from './tickets.js';

/** Server to console. */
export interface AgentEvents {
  /** Tickets are new or changed; enough to update their rows without asking. Goes to everybody. */
  'tickets:changed': (change: { tickets: Ticket[] }) => void;
  /** A new or changed message. Goes to those who watch the ticket. */
  'message:changed': (change: { ticketId: string; seq: number; message: Message }) => void;
  /** Something happened in a ticket. Goes to those who watch it. */
  'ticket:event': (change: { ticketId: string; seq: number; event: TicketEvent }) => void;
  /** What is known of a customer was changed: ask again. */
  'customer:changed': (change: { customerId: string }) => void;
  /** An agent came or went, or looks at another ticket. */
  'agents:changed': (change: { online: string[]; watching: Record<string, string[]> }) => void;
  /** The receiving agent was named in a note. */
  'mention:new': (change: { mention: Mention }) => void;
  /** The receiving agent has read a ticket, or put it back to unread, in another window. */
  'ticket:read': (change: { ticketId: string; readAt: string | null }) => void;
  /** Views, macros, fields, tags, teams, hours or topics were changed: ask for that list again. */
  'workspace:changed': (change: { what: 'views' | 'macros' | 'fields' | 'tags' | 'teams' | 'hours' | 'topics' | 'agents' }) => void;
  /** A colleague writes in a ticket that this console watches. */
  'agent:typing': (change: { ticketId: string; agentId: string }) => void;
  /** Every three seconds: the server is there. A line on which this was heard and is no more is as good as broken. */
  'line:beat': () => void;
  /** The customer in the chat of this ticket is typing. */
  'visitor:typing': (change: { ticketId: string }) => void;
}

/** Console to server. Every one is acknowledged with `{ok: true}` or `{ok: false, code}`. */
export interface AgentCommands {
  'ticket:watch': (body: { ticketId: string }, ack: (result: Ack) => void) => void;
  'ticket:unwatch': (body: { ticketId: string }, ack: (result: Ack) => void) => void;
  'ticket:typing': (body: { ticketId: string; toVisitor?: boolean }, ack: (result: Ack) => void) => void;
}
export const WatchBody = z.strictObject({ ticketId: Id });
/** `toVisitor` false: only colleagues see it, such as while a note or a mail is written. */
export const TypingBody = z.strictObject({ ticketId: Id, toVisitor: z.boolean().default(true) });

/** `code` is one of `errorCodes.ts`. */
export type Ack = { ok: true } | { ok: false; code: string };

/** `POST /api/v1/chat/session`: starts or resumes a visitor's session. */
export const ChatSessionBody = z.strictObject({
  /** The token of an earlier session of this browser. */
  token: z.string().max(500).optional(),
  /** A JWT (HS256) signed by the host page's server: `{sub: external id (a string), name?, exp}`. */
  userToken: z.string().max(4000).optional(),
  language: z.string().max(35).optional(),
});
export type ChatSessionBody = z.infer<typeof ChatSessionBody>;

/** A file of a line. `id` is the upload's for his own, until the server's version of the line comes. */
export const ChatFile = z.object({
  id: z.string(),
  name: z.string(),
  contentType: z.string(),
  size: z.number().int(),
  url: z.string().nullable().describe('null: not to be had yet'),
});
export type ChatFile = z.infer<typeof ChatFile>;

/** One line of the chat as the visitor sees it. */
export const ChatMessage = z.object({
  id: z.string(),
  /** The UUID that the visitor's browser made; null for ours. */
  clientId: z.string().nullable(),
  from: z.enum(['visitor', 'agent']),
  name: z.string().nullable(),
  text: z.string(),
  files: z.array(ChatFile),
  at: Instant,
});
export type ChatMessage = z.infer<typeof ChatMessage>;

/** `token` is the visitor's secret: whoever has it is he. The same one again when a session was resumed. */
export const ChatSessionResult = z.object({
  token: z.string(),
  visitorId: Id,
  messages: z.array(ChatMessage),
  agentsOnline: z.boolean(),
  /** Minutes within which a first reply is promised when nobody is online. */
  replyTargetMinutes: z.number(),
  /** Whether we could reach this visitor if he left: an address is known. */
  reachable: z.boolean(),
  /** How the chat is to look and what it offers. */
  look: WidgetLook,
  /** When the desk opens next; null while it is open, or when that is not known. */
  opensAt: Instant.nullable(),
  /** Until when somebody of ours has seen what the visitor wrote. */
  agentSawAt: Instant.nullable(),
});
export type ChatSessionResult = z.infer<typeof ChatSessionResult>;

/** Widget to server over `/chat`; the socket connects with `auth: {token}`. */
export const ChatSend = z
  .strictObject({
    clientId: z.uuid(),
    text: z
      .string()
      .trim()
      .max(CHAT_LINE_MAX)
      .overwrite((text) => (saysSomething(text) ? text : '')),
    files: z.array(z.string().max(100)).max(10).optional(),
  })
  .refine(({ text, files }) => text !== '' || (files?.length ?? 0) > 0, 'must say something or hold a file');
export type ChatSend = z.infer<typeof ChatSend>;
/** What is left out stays as it was. */
export const ChatContact = z
  .strictObject({
    email: z.string().trim().pipe(z.email().max(320)).optional(),
    phone: z.string().trim().min(5).max(40).optional(),
    name: z.string().trim().min(1).max(200).optional(),
  })
  .refine((contact) => Object.values(contact).some((value) => value !== undefined), 'must hold something');
export type ChatContact = z.infer<typeof ChatContact>;
/** Without `after`: all that there is. */
export const ChatSync = z.strictObject({ after: z.string().max(100).optional() }).default({});

/** Widget to server. */
export interface ChatCommands {
  /** Acknowledged only once the message is stored; send it again with the same `clientId` until then. */
  'chat:send': (body: z.infer<typeof ChatSend>, ack: (result: Ack) => void) => void;
  /** An address to reach the visitor at. It is a claim and proves nothing. */
  'chat:contact': (body: z.infer<typeof ChatContact>, ack: (result: Ack) => void) => void;
  /** All lines that came to be said after the one with this id, or all; some may be known already. */
  'chat:sync': (body: z.infer<typeof ChatSync>, ack: (result: Ack & { messages?: ChatMessage[] }) => void) => void;
  'chat:typing': () => void;
  /** Everything that the server has sent so far was on the visitor's screen. */
  'chat:read': () => void;
}

/** Server to widget. */
export interface ChatEvents {
  'chat:message': (message: ChatMessage) => void;
  'chat:typing': (who: { name: string }) => void;
  'chat:agents': (state: { online: boolean }) => void;
  /** Somebody of ours has seen what the visitor wrote until then. */
  'chat:seen': (state: { at: string }) => void;
}
