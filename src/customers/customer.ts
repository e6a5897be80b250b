import type { IdentityKind } from '../contract/common.js';
import type { FieldValues } from '../contract/workspace.js';

export type { IdentityKind };

/** A person who writes to us. */
export interface Customer {
  id: string;
  name: string;
  claims: Claim[];
  tags: string[];
  language: string | null;
  timeZone: string | null;
  /** What agents noted; missing: nothing yet. */
  likes?: string;
  dislikes?: string;
  notes?: string;
  /** Values of the desk's own fields. */
  fields?: FieldValues;
  /** Raised by every change that an agent makes; missing: none so far. */
  version?: number;
  /** Set when he turned out to be another customer: what is his now is there. */
  mergedIntoId?: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** An address or id that belongs to one customer. The store keeps (kind, value) unique. */
export interface Identity {
  id: string;
  kind: IdentityKind;
  /** Normalised: see `normaliseIdentity`. */
  value: string;
  customerId: string;
  /** Proven to be this customer's. A mail's `From:` alone proves nothing. */
  verified: boolean;
  /**
   * How we came to know it. By a message of its own: `email_from`, `email_form`, `email_authenticated`, `reply_token`, `carrier`,
   * `signed_visitor`, `chat_session`; by others: `agent`, `agent_mail`, `email_forwarded`, `import`, `api`.
   */
  source: string;
  addedAt: Date;
  /** Since when he wants no messages of ours to it that he did not ask for; null: he never said so. */
  optedOutAt: Date | null;
  /** Mail to it came back, and nothing has come from there since; null or missing: as far as we know it works. */
  bounced?: Bounced | null;
}

/** What a mail server last said of an address that takes no mail. */
export interface Bounced {
  at: Date;
  /** It will never work again, by the server's status code; otherwise it may. */
  hard: boolean;
  /** RFC 3463. */
  status: string | null;
  /** The words of the server that refused. */
  reason: string | null;
}

/** What a visitor typed about himself: shown to agents as "says he is ...", never used to find his history. */
export interface Claim {
  kind: IdentityKind;
  value: string;
  at: Date;
}

/** How strongly a message shows that its sender holds an identity. */
export type Proof =
  /** The address's own domain says that it is not from there (DMARC). */
  | 'refuted'
  /** Somebody else's form or group names it, where our mail server tells who wrote a mail: the address's own domain was not asked. */
  | 'unvouched'
  /** Anybody can write it: a mail's From, the generic channel's caller id. */
  | 'claimed'
  /** The mail's own domain answers for it, or it answers with a token of ours that went to this address only. */
  | 'authenticated'
  /** The carrier vouches for the number (SMS and calls, signed by Twilio). */
  | 'carrier'
  /** A signature of ours or of the host page. */
  | 'signed';

/** Whether a message must not have what is somebody's proven address, not even as a claim. */
export function isDoubted(proof: Proof): boolean {
  return proof === 'refuted' || proof === 'unvouched';
}

/** One identity that a message carries for its sender. The first in a list is the one to answer to. */
export interface SenderIdentity {
  kind: IdentityKind;
  value: string;
  proof: Proof;
  source: string;
}
