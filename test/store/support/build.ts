import type { Customer, Identity } from '../../../src/customers/customer.js';
import type { CustomerRecord } from '../../../src/customers/record.js';
import type { StoredSuggestion } from '../../../src/ports/customerWork.js';
import { newId } from '../../../src/lib/ids.js';
import type { MailAccountRecord } from '../../../src/ports/mailAccounts.js';
import type { InboundRaw } from '../../../src/ports/intake.js';
import type { FollowupRecord, RuleRecord } from '../../../src/ports/followups.js';
import type { VisitorRecord } from '../../../src/ports/people.js';
import type { TicketMutation } from '../../../src/ports/store.js';
import type { Agent } from '../../../src/agents/agent.js';
import type { Message } from '../../../src/tickets/message.js';
import type { Ticket } from '../../../src/tickets/ticket.js';

/** A fixed beginning: times in these tests are minutes after it. */
export const T0 = new Date('2026-03-01T09:00:00.000Z');
export const minute = (minutes: number): Date => new Date(T0.getTime() + minutes * 60_000);

let numbers = 0;

export function buildTicket(set: Partial<Ticket> = {}): Ticket {
  const customerId = set.customerId ?? newId();
  numbers++;
  return {
    id: newId(),
    number: numbers,
    subject: 'Where is my parcel?',
    status: 'open',
    customerId,
    assigneeId: null,
    channels: ['email'],
    lastChannel: 'email',
    priority: 'normal',
    tags: [],
    topic: null,
    topicByAgent: false,
    preview: 'Where is my parcel?',
    lastDirection: 'in',
    waitingSince: T0,
    firstReplyDueAt: minute(60),
    firstRepliedAt: null,
    lastMessageAt: T0,
    lastInboundAt: T0,
    solvedAt: null,
    closedAt: null,
    mergedIntoId: null,
    links: [],
    moving: null,
    seq: 0,
    opened: { customerId, ordinal: 1, intakeId: null, at: T0 },
    createdAt: T0,
    updatedAt: T0,
    ...set,
  };
}

export function buildDraft(set: Partial<TicketMutation['events'][number]> = {}): TicketMutation['events'][number] {
  return { id: newId(), type: 'ticket.changed', actor: { kind: 'system', id: null, name: null }, at: T0, data: {}, undo: null, ...set };
}

export function buildMessage(set: Partial<Message> = {}): Message {
  return {
    id: newId(),
    ticketId: newId(),
    customerId: newId(),
    intakeId: null,
    externalId: null,
    channel: 'email',
    channelAccount: 'mail',
    direction: 'in',
    subject: null,
    text: 'Hello',
    html: null,
    attachments: [],
    from: { kind: 'email', value: 'ann@example.org', name: 'Ann' },
    to: [{ kind: 'email', value: 'support@example.com', name: null }],
    authorId: null,
    mail: null,
    decision: null,
    delivery: null,
    wroteBy: 'person',
    senderVerified: false,
    occurredAt: T0,
    createdAt: T0,
    updatedAt: T0,
    ...set,
  };
}

/** A message of ours that waits to be sent. */
export function buildOutgoing(set: Partial<Message> = {}): Message {
  return buildMessage({
    direction: 'out',
    delivery: { state: 'queued', reason: null, attempts: 0, nextAt: T0, claim: 0, providerId: null, at: T0 },
    ...set,
  });
}

export function buildInbound(set: Partial<InboundRaw> = {}): InboundRaw {
  return {
    channel: 'email',
    channelAccount: 'mail',
    externalKey: newId(),
    raw: Buffer.from('From: ann@example.org\r\n\r\nHello'),
    meta: { peer: '192.0.2.1' },
    ...set,
  };
}

export function buildMailAccount(set: Partial<MailAccountRecord> = {}): MailAccountRecord {
  const id = newId();
  return {
    id,
    name: 'Support',
    address: 'support@desk.test',
    host: 'mail.desk.test',
    port: 993,
    security: 'tls',
    user: `user-${id}`,
    folder: 'INBOX',
    afterFetch: 'mark_seen',
    moveTo: null,
    startAt: 'beginning',
    enabled: true,
    origin: 'settings',
    credentials: 'password',
    secret: 'sealed',
    revision: 1,
    uidValidity: null,
    lastUid: 0,
    problem: null,
    checkedAt: null,
    fetched: 0,
    waiting: 0,
    holder: null,
    heldUntil: T0,
    createdAt: T0,
    updatedAt: T0,
    ...set,
  };
}

export function buildCustomer(set: Partial<Customer> = {}): Customer {
  return { id: newId(), name: 'Ann Example', claims: [], tags: [], language: null, timeZone: null, createdAt: T0, updatedAt: T0, ...set };
}

export function buildIdentity(set: Partial<Identity> = {}): Identity {
  return {
    id: newId(),
    kind: 'email',
    value: `${newId()}@example.org`,
    customerId: newId(),
    verified: false,
    source: 'email_from',
    addedAt: T0,
    optedOutAt: null,
    ...set,
  };
}

export function buildRecord(set: Partial<CustomerRecord> = {}): CustomerRecord {
  return {
    id: newId(),
    customerId: newId(),
    kind: 'order',
    externalId: newId(),
    title: 'A lamp',
    status: 'sent',
    at: T0,
    url: 'https://shop.example/1',
    amount: { value: 19.9, currency: 'EUR' },
    lines: [{ title: 'Lamp', quantity: 1, amount: null }],
    createdAt: T0,
    updatedAt: T0,
    ...set,
  };
}

export function buildSuggestion(set: Partial<StoredSuggestion> = {}): StoredSuggestion {
  return {
    id: newId(),
    action: 'merge',
    customerId: newId(),
    otherId: newId(),
    identity: null,
    evidence: [{ kind: 'same_name', value: 'Ann Example' }],
    score: 0.6,
    state: 'open',
    changeId: null,
    actor: null,
    createdAt: T0,
    decidedAt: null,
    ...set,
  };
}

export function buildAgent(set: Partial<Agent> = {}): Agent {
  return {
    id: newId(),
    name: 'Bo',
    email: `${newId()}@desk.test`,
    role: 'agent',
    passwordHash: '$argon2id$x',
    active: true,
    createdAt: T0,
    ...set,
  };
}

export function buildVisitor(set: Partial<VisitorRecord> = {}): VisitorRecord {
  return {
    id: newId(),
    tokenHash: newId(),
    externalId: null,
    name: null,
    claimedEmail: null,
    language: null,
    customerId: null,
    ticketId: null,
    claimedPhone: null,
    agentSawAt: null,
    readAt: null,
    leftAt: null,
    createdAt: T0,
    seenAt: T0,
    ...set,
  };
}

export function buildRule(set: Partial<RuleRecord> = {}): RuleRecord {
  return {
    id: newId(),
    name: 'Deliveries come back',
    enabled: true,
    when: { topic: 'delivery', on: 'resolve' },
    expect: { topic: 'refund', withinDays: 7, probability: 0.34 },
    prompt: 'Also say how to send it back.',
    reply: null,
    checkIn: { afterHours: 48, text: 'Did it arrive?' },
    createdAt: T0.toISOString(),
    ...set,
  };
}

export function buildFollowup(set: Partial<FollowupRecord> = {}): FollowupRecord {
  return {
    id: newId(),
    ruleId: newId(),
    ruleName: 'Deliveries come back',
    ticketId: newId(),
    ticketNumber: 1,
    customerId: newId(),
    customerName: 'Ann Example',
    state: 'planned',
    dueAt: T0,
    text: 'Did it arrive?',
    reason: null,
    messageId: null,
    createdAt: T0,
    endedAt: null,
    planKey: newId(),
    ...set,
  };
}
