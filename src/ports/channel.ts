import type { Channel } from '../contract/common.js';
import type { SenderIdentity } from '../customers/customer.js';
import type { Attachment, Evidence, FoldPart, MailThreadIds, Message, Party, WroteBy } from '../tickets/message.js';
import type { DeliveryNotice } from '../screening/deliveryNotice.js';
import type { IntakeRecord } from './intake.js';

/**
 * One way in which customers reach us and we reach them. To add one: a folder in `src/channels` and a line in its
 * registry. If threading or an action needs to know the new channel's name, a capability is missing here.
 */
export interface ChannelAdapter {
  readonly channel: Channel;

  /**
   * Turns a stored row into what was said. Called by the intake worker, maybe several times for the same row, so it
   * must not have effects other than storing blobs. May be slow (it runs under a deadline).
   * @throws {UnreadableInbound} when no version of us could read it now: the row is quarantined, visible, retryable.
   */
  read(record: IntakeRecord): Promise<ReadResult>;

  /** Null when the channel cannot carry words to a customer (the generic channel). */
  readonly sender: ChannelSender | null;
}

export interface ChannelSender {
  /** Which identity kinds it can reach. */
  readonly reaches: readonly SenderIdentity['kind'][];
  /** What it can carry beside plain words. */
  readonly carries: { files: boolean; html: boolean; copies: boolean; fileBytes: number };
  /**
   * Whether a message whose sending was interrupted may be sent again: true where the receiver can tell that it is the
   * same one (mail by its Message-ID, chat by its id), false where a person has to decide (SMS).
   */
  readonly repeatable: boolean;
  /** False: nothing is configured for it, so the built-in outbox keeps what would be sent. Asked before each send. */
  configured(message: Message): boolean | Promise<boolean>;
  /** How often it is tried while the other side says "later"; the pauses grow to an hour. */
  readonly attempts: number;
  /**
   * Completes a message before it is stored as `queued`: external id, thread headers, our own address. Pure.
   */
  prepare(draft: OutboundDraft): PreparedOutbound;
  /**
   * Hands the message to the provider. Called by the outbound worker with a claimed message.
   * @returns the provider's id; `accepted` means the provider owns it now, `delivered` that the customer has it.
   * @throws {DeliveryFailure} only; anything else is a bug: tried again where that is safe, and `uncertain` elsewhere.
   */
  send(
    message: Message,
    signal: AbortSignal,
  ): Promise<{
    state: 'accepted' | 'delivered';
    providerId: string | null;
    /** In words, when not all went well. */ reason?: string | null;
    /** See `Delivery`. */ returnPath?: string;
  }>;
}

/** What was said, or why there is nothing to say. */
export type ReadResult = { kind: 'message'; inbound: InboundMessage } | { kind: 'ignored'; reason: string } | DeliveryReport;

/** The provider tells how an outgoing message fared. */
export interface DeliveryReport {
  kind: 'delivery_report';
  /** The provider's id or our own external id of the outgoing message. */
  providerId: string;
  state: 'accepted' | 'delivered' | 'failed';
  reason: string | null;
}

/** One inbound message, in no channel's terms. */
export interface InboundMessage {
  channel: Channel;
  channelAccount: string;
  externalId: string | null;
  /**
   * True when it tells more about a message that may be here already (a call's recording after the call): the message
   * of the same account and external id is amended, whichever came first.
   */
  amends: boolean;
  /** Who says it, strongest identity first. At least one. */
  sender: SenderIdentity[];
  from: Party;
  /** Why the sender cannot be told for sure (two From headers, none that can be read); null: no doubt. */
  senderDoubt: string | null;
  /** A server that we trust is asked who writes, and nothing proves this sender: he may be another than he says. */
  senderUnproven?: boolean;
  /** What is known of how the sender was checked, for agents; it decides nothing. */
  senderEvidence?: Evidence[];
  to: Party[];
  /** Who has a copy, as far as the sender tells. Absent: nobody. */
  cc?: Party[];
  /** How many more it names than `to` and `cc` hold. Absent: nobody. */
  unnamed?: { to: number; cc: number };
  /** It names others than us as those whom it is for: we got it unseen, as a blind copy. */
  unseen?: boolean;
  /** Typed by the sender about himself; proves nothing. */
  claims: { kind: SenderIdentity['kind']; value: string }[];
  subject: string | null;
  text: string;
  /** What of the text was said now and what is folded; null or missing: all of it is shown. */
  fold?: FoldPart[] | null;
  /** Of an amendment: its text replaces the message's when its rank is higher (a transcript beats "Voicemail, 14 s"). */
  textRank: number;
  html: string | null;
  attachments: Attachment[];
  mail: MailThreadIds | null;
  /** Proofs of where it belongs, found by the channel: see `ThreadHint`. Strongest first. */
  hints: ThreadHint[];
  /** Messages of ours whose reply token it shows in more hands than their recipient's. */
  exposed?: string[];
  wroteBy: WroteBy;
  /** Of a bounce: what it says about our mail. Believed only when a signed hint says which mail that is. */
  notice?: DeliveryNotice | null;
  language: string | null;
  /** Whose message it passes on, as its sender tells; taken only from somebody who speaks for us. */
  forwardedFrom?: Party;
  occurredAt: Date;
}

/**
 * A message that this one says it answers.
 * `envelope_token`, `reply_token`, `own_message_id`: ours, and its signature held. `reference`: somebody's Message-ID, to be looked up.
 * `chat_session`: the live session it is part of (`value` is the account's session id).
 * `text_answer`: it names nothing, and answers whatever we last wrote to its sender (`value`) from the same number.
 * `answered`: never from a channel; a message that is here already says that it answers this one (they overtook each
 * other), or answers the same one as this, which we never had.
 */
export interface ThreadHint extends Evidence {
  kind: 'envelope_token' | 'reply_token' | 'own_message_id' | 'reference' | 'chat_session' | 'text_answer' | 'answered';
  /** For our own tokens: the outgoing message that carried it. */
  messageId?: string;
  /** A machine that handled our message sends this: proof enough for a bounce or a vacation note, whoever it says it is from. */
  echo?: boolean;
}

/** What is to be said, before the channel has made it its own. */
export interface OutboundDraft {
  /** Id that the message will have. */
  id: string;
  ticketId: string;
  ticketNumber: number;
  subject: string;
  text: string;
  html: string | null;
  to: { kind: SenderIdentity['kind']; value: string; name: string | null };
  /** Mail ids of the conversation so far, oldest first; empty for other channels. */
  threadIds: string[];
  agentName: string | null;
  /** Who else gets it; only where the channel carries copies. */
  cc?: { value: string; name: string | null }[];
  bcc?: { value: string; name: string | null }[];
  /** Which of our addresses it goes out from; left out: the channel's own. */
  mailbox?: { address: string; name: string } | null;
  /** To somebody else than the customer: a mail of its own, no answer in a thread. */
  forwarded?: boolean;
  /** The first words of all: nothing is answered by them. */
  begins?: boolean;
}

/** What the channel adds to a draft. It is stored with the message, and does not change when it is sent again. */
export interface PreparedOutbound {
  externalId: string | null;
  channelAccount: string;
  from: Party;
  to: Party[];
  cc?: Party[];
  bcc?: Party[];
  subject: string | null;
  mail: MailThreadIds | null;
}

/** Raw input that cannot be read. `code` is what agents see in quarantine. */
export class UnreadableInbound extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'UnreadableInbound';
    this.code = code;
  }
}

/**
 * Why a message did not go out. Made only in `channels/<channel>/failures.ts`, from the provider's own codes.
 * `uncertain`: the provider may have it; it is not sent again unless a person says so, or the channel can do it safely.
 */
export class DeliveryFailure extends Error {
  readonly outcome: 'retry' | 'final' | 'uncertain';
  readonly providerCode: string | null;

  /** Addresses that have it although others were refused. */
  readonly took: readonly string[];

  constructor(
    outcome: 'retry' | 'final' | 'uncertain',
    reason: string,
    providerCode: string | null,
    options?: { cause?: unknown; took?: readonly string[] },
  ) {
    super(reason, options);
    this.name = 'DeliveryFailure';
    this.took = options?.took ?? [];
    this.outcome = outcome;
    this.providerCode = providerCode;
  }
}
