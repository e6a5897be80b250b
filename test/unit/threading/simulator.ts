/** A help desk in memory: identify, thread, apply. Only the deciding is real; everything that the store does is a Map. */
import { identify } from '../../../src/customers/identify.js';
import type { Identity, SenderIdentity } from '../../../src/customers/customer.js';
import type { Channel } from '../../../src/contract/common.js';
import type { ThreadHint } from '../../../src/ports/channel.js';
import { decideThread, DEFAULT_POLICY, type ThreadCandidate, type ThreadDecision } from '../../../src/threading/decideThread.js';
import { previewOf, subjectOf } from '../../../src/tickets/ticket.js';
import { DEFAULT_TOPICS, topicOf } from '../../../src/tickets/topics.js';

export interface Sent {
  id: string;
  sender: SenderIdentity[];
  channel: Channel;
  subject: string | null;
  text: string;
  /** Ids of the messages that it answers, oldest first. */
  references: string[];
  /** Hours after the beginning. */
  saidAt: number;
}

const START = Date.parse('2026-11-01T08:00:00Z');
const HOUR_MS = 3_600_000;

export class Desk {
  readonly tickets: ThreadCandidate[] = [];
  readonly identities: Identity[] = [];
  /** Message id -> ticket id. */
  readonly placed = new Map<string, string>();
  readonly decisions = new Map<string, ThreadDecision>();

  know(customerId: string, ...identities: Pick<Identity, 'kind' | 'value'>[]): this {
    for (const { kind, value } of identities) this.store(customerId, { kind, value, proof: 'signed', source: 'api' });
    return this;
  }

  receive(message: Sent, arrivesAt: number): ThreadDecision {
    const customerId = this.customerOf(message);
    const asOf = new Date(START + arrivesAt * HOUR_MS);
    const hints = [...message.references].reverse().map((value): ThreadHint => ({ kind: 'reference', value }));
    const hinted = hints.flatMap((hint) => {
      const ticket = this.tickets.find(({ id }) => id === this.placed.get(hint.value));
      return ticket ? [{ hint, ticket }] : [];
    });
    const decision = decideThread({
      inbound: {
        channel: message.channel,
        subject: message.subject,
        text: message.text,
        sender: message.sender,
        wroteBy: 'person',
        hints,
        occurredAt: new Date(Math.min(asOf.getTime(), START + message.saidAt * HOUR_MS)),
        mail:
          message.channel === 'email'
            ? { messageId: message.id, inReplyTo: message.references.slice(-1), references: message.references }
            : null,
      },
      customerId,
      hinted,
      own: this.tickets.filter((ticket) => ticket.customerId === customerId).reverse(),
      asOf,
      policy: DEFAULT_POLICY,
    });
    const ticket = this.tickets.find(({ id }) => id === decision.ticketId) ?? this.open(message, customerId, asOf);
    if (decision.outcome !== 'new')
      Object.assign(ticket, {
        status: decision.outcome === 'reopen' ? 'open' : ticket.status,
        lastMessageAt: asOf,
        preview: previewOf(message.text),
      });
    this.placed.set(message.id, ticket.id);
    this.decisions.set(message.id, decision);
    return decision;
  }

  private customerOf(message: Sent): string {
    const holders = this.identities.filter((held) => message.sender.some(({ kind, value }) => held.kind === kind && held.value === value));
    const decision = identify({ sender: message.sender, holders });
    const customerId = decision.customerId ?? `customer of ${message.id}`;
    for (const identity of decision.link) this.store(customerId, identity);
    return customerId;
  }

  private store(customerId: string, { kind, value, proof, source }: SenderIdentity): void {
    this.identities.push({
      id: `identity ${this.identities.length}`,
      kind,
      value,
      customerId,
      verified: proof !== 'claimed',
      source,
      addedAt: new Date(START),
      optedOutAt: null,
    });
  }

  private open(message: Sent, customerId: string, asOf: Date): ThreadCandidate {
    const ticket: ThreadCandidate = {
      id: `ticket of ${message.id}`,
      number: this.tickets.length + 1,
      customerId,
      status: 'open',
      mergedIntoId: null,
      subject: subjectOf(message.subject, message.text),
      topic: topicOf(`${message.subject ?? ''}\n${message.text}`, DEFAULT_TOPICS),
      channels: [message.channel],
      lastMessageAt: asOf,
      solvedAt: null,
      closedAt: null,
      participants: [],
      preview: previewOf(message.text),
    };
    this.tickets.push(ticket);
    return ticket;
  }
}

/** Which messages share a ticket, as sorted lists of message ids, so that two desks can be compared. */
export function partition({ placed }: Desk): string[] {
  const groups = new Map<string, string[]>();
  for (const [message, ticket] of placed) groups.set(ticket, [...(groups.get(ticket) ?? []), message]);
  return [...groups.values()].map((messages) => messages.sort().join(' ')).sort();
}
