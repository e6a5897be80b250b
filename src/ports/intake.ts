import type { Channel } from '../contract/common.js';

/**
 * What a door hands in before it says 250, 2xx or ack. It resolves when the row is durable, and only then may the door
 * acknowledge. It rejects when nothing was stored: the door then says "later" (451, 503, no ack).
 */
export interface Accepted {
  intakeId: string;
  /** The same (account, external key) was here before: acknowledge, nothing more is to be done. */
  duplicate: boolean;
}

/** What came in, before anybody has read it. */
export interface InboundRaw {
  channel: Channel;
  /** Which of our addresses, numbers or widgets it came to, e.g. `mail`, `twilio:+1555...`, `widget`, `api`. */
  channelAccount: string;
  /** Unique for the account; what makes the same message twice one message. */
  externalKey: string;
  /** The bytes as they came. */
  raw: Buffer;
  /** What the door knows beside the bytes: envelope, peer, proof of signature. Small, JSON. */
  meta: Record<string, unknown>;
}

/** Stores the row durably, then nudges the queue (a failing queue is only logged: the reconciler comes by). */
export type AcceptInbound = (inbound: InboundRaw) => Promise<Accepted>;

/** A stored row, as a channel's `read` gets it. */
export interface IntakeRecord extends InboundRaw {
  id: string;
  receivedAt: Date;
}
