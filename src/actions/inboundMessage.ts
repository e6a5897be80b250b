import { isProven } from '../customers/identify.js';
import type { InboundMessage } from '../ports/channel.js';
import type { IntakeRecord } from '../ports/intake.js';
import type { MessageKeys } from '../ports/store.js';
import type { ThreadDecision } from '../threading/decideThread.js';
import type { Actor, TicketEvent } from '../tickets/event.js';
import type { Alternative, Message } from '../tickets/message.js';
import { amendKeyOf } from './amendMessage.js';
import type { FoundCustomer } from './findCustomer.js';

/** The message that an intake row becomes, with its id, once it is decided whose it is and where it belongs. */
export function buildMessage(
  record: IntakeRecord,
  inbound: InboundMessage,
  { customer, sender, decision: who }: FoundCustomer,
  decision: ThreadDecision,
  alternatives: Alternative[],
): Message {
  const at = record.receivedAt;
  const joined = decision.outcome !== 'new';
  return {
    id: record.id,
    ticketId: decision.ticketId ?? record.id,
    customerId: customer.id,
    intakeId: record.id,
    externalId: inbound.externalId,
    channel: inbound.channel,
    channelAccount: inbound.channelAccount,
    direction: 'in',
    subject: inbound.subject,
    text: inbound.text,
    fold: inbound.fold ?? null,
    html: inbound.html,
    attachments: inbound.attachments,
    // A chat names nobody; who he is was found by proof.
    from: { ...inbound.from, name: inbound.from.name ?? (inbound.channel === 'chat' ? customer.name : null) },
    to: inbound.to,
    ...(inbound.cc?.length ? { cc: inbound.cc } : {}),
    ...(inbound.unnamed ? { unnamed: inbound.unnamed } : {}),
    authorId: null,
    mail: inbound.mail,
    decision: {
      id: joined ? record.id : null,
      rule: decision.rule,
      evidence: [...decision.evidence, ...who.evidence, ...(inbound.senderEvidence ?? [])],
      confidence: decision.confidence,
      undone: false,
      ...(alternatives.length > 0 ? { alternatives } : {}),
      // A new ticket is written with its links.
      ...(joined && decision.links.length > 0 ? { links: decision.links } : {}),
    },
    delivery: null,
    wroteBy: inbound.wroteBy,
    senderVerified: inbound.senderDoubt === null && sender.some(isProven),
    occurredAt: inbound.occurredAt < at ? inbound.occurredAt : at,
    createdAt: at,
    updatedAt: at,
  };
}

/** What the store keeps of it besides: by what its other pieces, and the lines of its chat, are found. */
export function keysOf(inbound: InboundMessage): MessageKeys {
  const session = inbound.hints.find((hint) => hint.kind === 'chat_session');
  return {
    ...(inbound.amends ? { amendKey: amendKeyOf(inbound), textRank: inbound.textRank } : {}),
    ...(session ? { chatKey: session.value } : {}),
  };
}

/** Who brought it. */
export function writerOf(message: Message): Actor {
  return { kind: 'customer', id: message.customerId, name: message.from.name };
}

/** The event has the message's id: that is how a second run knows that the first got this far. */
export function receivedEvent(message: Message): Omit<TicketEvent, 'seq' | 'ticketId' | 'customerId' | 'undoneBy'> {
  const { decision } = message;
  const joined = decision?.id !== null;
  return {
    id: message.id,
    type: 'message.received',
    actor: writerOf(message),
    at: message.createdAt,
    data: { messageId: message.id, channel: message.channel, rule: decision?.rule, confidence: decision?.confidence },
    undo: joined ? { messageIds: [message.id] } : null,
  };
}
