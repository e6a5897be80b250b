import type { Channel } from '../contract/common.js';
import type { MailTrailer } from './mailParts.js';
import type { DeliveryState } from '../contract/tickets.js';
import type { TicketLink } from './ticket.js';

/** One end of a message. `name` as the message gave it. */
export interface Party {
  /** `email`, `phone`, `chat`, `external`, `agent`, `system` or whatever the channel calls its own addresses. */
  kind: string;
  value: string;
  name: string | null;
}

/** A file of a message, by what came with it: name and type are made safe, the bytes are not looked into. `size` in bytes. */
export interface Attachment {
  filename: string;
  contentType: string;
  size: number;
  inline: boolean;
  contentId: string | null;
  state: 'stored' | 'pending' | 'failed';
  /** Content address in the blob store; null unless stored. */
  sha256: string | null;
  /** Where the provider keeps it while it is pending. */
  sourceUrl: string | null;
}

/** Why a message is in its ticket: which rule, what it saw, how sure it is. */
export interface Decision {
  /** The event that undoes it; null when there is nothing to undo. */
  id: string | null;
  rule: string;
  evidence: Evidence[];
  /** 0..1 */
  confidence: number;
  undone: boolean;
  /** Where else it could have gone, likeliest first; messages of older versions have none. */
  alternatives?: Alternative[];
  /** What its ticket is to be linked to, for a run that comes after a death; shown to nobody. */
  links?: TicketLink[];
}

/** A ticket that was considered and not taken. */
export interface Alternative {
  ticketId: string;
  number: number;
  /** As it was then; '' of a ticket of another customer, whose words stay where they are. */
  subject: string;
  /** By which it would have gone there. */
  rule: string;
  /** 0..1 */
  confidence: number;
}

/** One thing that was seen. `kind` is a key for which the console may have words; agents see the value too. */
export interface Evidence {
  kind: string;
  value: string;
}

/**
 * Who wrote it: a person, or a machine that must never be answered. `ticket_system` and `system` pass on words that
 * somebody should read; the others are echoes.
 */
export type WroteBy = 'person' | 'auto_reply' | 'bounce' | 'list' | 'feedback_report' | 'ticket_system' | 'system';

/** How a stretch of a mail's text is shown: what its sender wrote himself, or folded. */
export type FoldKind = 'visible' | 'quoted' | 'signature';

/** So many characters of one kind. The lengths of all parts, in their order, make up the whole text. */
export interface FoldPart {
  kind: FoldKind;
  length: number;
}

/** What carries a mail's place in its thread. Ids without angle brackets. */
export interface MailThreadIds {
  messageId: string | null;
  inReplyTo: string[];
  /** Oldest first, as in the header. */
  references: string[];
}

/** How far a message of ours has come. `reason` is for agents; `at` is when it came to this state. */
export interface Delivery {
  state: DeliveryState;
  reason: string | null;
  attempts: number;
  /** When it may be tried (again); null when there is nothing to do. */
  nextAt: Date | null;
  /** Raised by one with each claim, so that a late worker cannot overwrite what a later one found. */
  claim: number;
  providerId: string | null;
  /** Addresses that have it, while others are still tried: they do not get it again. */
  took?: string[];
  /** Of a mail: the envelope sender that it left with, where bounces of it come to. */
  returnPath?: string;
  at: Date;
}

/** A message in a ticket: `in` from the customer, `out` to him, `note` among ourselves. */
export interface Message {
  id: string;
  ticketId: string;
  customerId: string;
  /** The intake row it came from; null for what we write. */
  intakeId: string | null;
  externalId: string | null;
  channel: Channel;
  channelAccount: string;
  direction: 'in' | 'out' | 'note';
  subject: string | null;
  text: string;
  /** What of the text was said now and what is folded; null or missing where nothing is. */
  fold?: FoldPart[] | null;
  html: string | null;
  attachments: Attachment[];
  from: Party;
  to: Party[];
  /** Who else gets it; `bcc` unseen by the others. Absent: nobody. */
  cc?: Party[];
  bcc?: Party[];
  /** Of a mail that came: how many more it names than `to` and `cc` hold. Absent: nobody. */
  unnamed?: { to: number; cc: number };
  /** It went to a third party: it answers no customer, and is no reply. */
  forwarded?: boolean;
  /** Of a mail of ours: its reply token was seen in other hands than the recipients', and proves nobody any more. */
  exposed?: boolean;
  /** Of a mail of ours: what stands below the words when it goes out. */
  trailer?: MailTrailer | null;
  /** Ids of agents named in a note. */
  mentions?: string[];
  authorId: string | null;
  /** What the agent's browser called it; only on what agents wrote. */
  clientId?: string | null;
  mail: MailThreadIds | null;
  decision: Decision | null;
  delivery: Delivery | null;
  wroteBy: WroteBy;
  senderVerified: boolean;
  /** When it was said, as far as we know; never later than `createdAt`. */
  occurredAt: Date;
  createdAt: Date;
  updatedAt: Date;
}
