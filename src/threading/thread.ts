import type { Channel, TicketStatus } from '../contract/common.js';
import type { InboundMessage, ThreadHint } from '../ports/channel.js';
import type { Evidence } from '../tickets/message.js';
import type { Topic } from '../tickets/topics.js';

/** A ticket that a message might belong to. */
export interface ThreadCandidate {
  id: string;
  number: number;
  customerId: string;
  status: TicketStatus;
  mergedIntoId: string | null;
  subject: string;
  topic: string | null;
  channels: Channel[];
  lastMessageAt: Date;
  solvedAt: Date | null;
  closedAt: Date | null;
  /** Normalised `kind:value` of those whom we wrote to ourselves, so that a reply from them is expected. */
  participants: string[];
  preview: string;
  /** See `terms.ts`; empty for tickets of older versions. */
  terms?: readonly string[];
  /** Whether we have answered last, so that the customer's next words are likely an answer to that. */
  answeredLast?: boolean;
  lastChannel?: Channel;
}

/** A hint that leads somewhere, and where. */
export interface HintedTicket {
  hint: ThreadHint;
  ticket: ThreadCandidate;
}

export interface ThreadPolicy {
  /** So long after it was solved a ticket may reopen by the customer's words. */
  reopenWindowDays: number;
  /**
   * When a message opens a ticket beside a live one: `never`; `clear`: a mail of its own that is unmistakably about
   * something else; `likely`: one ticket for each issue, so whatever is likelier another issue than the same, on any channel.
   */
  anotherIssue: 'never' | 'clear' | 'likely';
  /** The installation's own shared addresses: see `sharedKind`. */
  sharedAddresses?: readonly string[];
  /** The installation's own topics, when it does not use ours. */
  topics?: readonly Topic[];
}

/** All that deciding may know: it asks no store and no clock. */
export interface ThreadInput {
  inbound: Pick<InboundMessage, 'hints' | 'subject' | 'text' | 'wroteBy' | 'channel' | 'occurredAt' | 'sender' | 'mail'> &
    Partial<Pick<InboundMessage, 'senderDoubt' | 'senderUnproven' | 'from' | 'fold'>>;
  /** Who speaks, as `identify` decided; maybe brand new. */
  customerId: string;
  /** The hints that lead to a ticket, in hint order, merges already followed. */
  hinted: HintedTicket[];
  /** This customer's tickets, newest first, at most 100, merged ones left out. */
  own: ThreadCandidate[];
  asOf: Date;
  policy: ThreadPolicy;
}

/**
 * Why a message is where it is; agents see its name. Joins by proof carry the name of the hint, every reopening is
 * `reopened`, whatever led to it.
 */
export const THREAD_RULES = [
  'envelope_token',
  'reply_token',
  'own_message_id',
  'reference',
  'chat_session',
  'text_answer',
  'answered',
  'copy',
  'live_ticket',
  'best_live_ticket',
  'another_issue',
  'likely_another_issue',
  'shared_mailbox',
  'agent_forward',
  'reopened',
  'thanks',
  'machine_mail',
  'after_closed',
  'stranger_with_known_id',
  'new_ticket',
] as const;
export type ThreadRule = ThreadHint['kind'] | (typeof THREAD_RULES)[number];

/** Where a message goes, and why. What it asks for is written by the caller. */
export interface ThreadDecision {
  outcome: 'join' | 'reopen' | 'new';
  /** Null when it opens a new ticket. */
  ticketId: string | null;
  rule: ThreadRule;
  evidence: Evidence[];
  /** 0..1; below 0.8 the console calls it a guess. */
  confidence: number;
  /** To be written on the ticket that the message ends in. */
  links: { ticketId: string; kind: 'previous' | 'claims' }[];
  /** What else it could have been, likeliest first. */
  alternatives: { ticketId: string; rule: ThreadRule; confidence: number }[];
}
