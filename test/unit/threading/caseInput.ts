/** Builds a `ThreadInput` from the short form of the JSON cases; everything left out is an ordinary value. */
import type { Channel, TicketStatus } from '../../../src/contract/common.js';
import type { SenderIdentity } from '../../../src/customers/customer.js';
import type { ThreadHint } from '../../../src/ports/channel.js';
import { DEFAULT_POLICY, type ThreadCandidate, type ThreadInput, type ThreadPolicy } from '../../../src/threading/decideThread.js';
import type { WroteBy } from '../../../src/tickets/message.js';

export interface Case {
  name: string;
  why: string;
  input: CaseInput;
  expected: { outcome: string; rule: string; ticket?: string; links?: string[]; guess?: boolean };
}

export interface CaseInput {
  message: {
    channel?: Channel;
    from?: string;
    proof?: SenderIdentity['proof'];
    subject?: string | null;
    text?: string;
    wroteBy?: WroteBy;
    said?: string;
    senderDoubt?: string;
    unproven?: boolean;
    /** `echo`: see `ThreadHint`. */
    hints?: { kind: ThreadHint['kind']; ticket?: string; echo?: boolean }[];
  };
  tickets?: Record<string, CaseTicket>;
  policy?: Partial<ThreadPolicy>;
}

interface CaseTicket {
  customer?: string;
  status?: TicketStatus;
  subject?: string;
  preview?: string;
  topic?: string | null;
  channels?: Channel[];
  last?: string;
  solved?: string;
  participants?: string[];
}

export const NOW = new Date('2026-11-22T12:00:00Z');

export function inputOf({ message, tickets = {}, policy = {} }: CaseInput): ThreadInput {
  const channel = message.channel ?? 'email';
  const hints = (message.hints ?? []).map(({ kind, echo = false }, i): ThreadHint => ({
    kind,
    value: `hint-${i}`,
    ...(echo ? { echo } : {}),
  }));
  const candidates = Object.entries(tickets).map(([id, ticket], i) => candidateOf(id, i + 1, ticket));
  const named = (id: string): ThreadCandidate => {
    const found = candidates.find((candidate) => candidate.id === id);
    if (!found) throw new Error(`the case has no ticket ${id}`);
    return found;
  };
  return {
    inbound: {
      channel,
      subject: message.subject ?? null,
      text: message.text ?? 'Hello, could you have a look at this?',
      wroteBy: message.wroteBy ?? 'person',
      senderDoubt: message.senderDoubt ?? null,
      ...(message.unproven ? { senderUnproven: true } : {}),
      occurredAt: ago(message.said ?? '0h ago'),
      sender: [senderOf(channel, message.from, message.proof)],
      hints,
      mail:
        channel === 'email'
          ? {
              messageId: 'this@mail.example',
              inReplyTo: [],
              references: hints.filter(({ kind }) => kind === 'reference').map(({ value }) => value),
            }
          : null,
    },
    customerId: 'me',
    hinted: (message.hints ?? []).flatMap(({ ticket }, i) => (ticket ? [{ hint: hints[i] as ThreadHint, ticket: named(ticket) }] : [])),
    own: candidates.filter(({ customerId }) => customerId === 'me').sort((a, b) => b.number - a.number),
    asOf: NOW,
    policy: { ...DEFAULT_POLICY, ...policy },
  };
}

function senderOf(channel: Channel, from: string | undefined, proof?: SenderIdentity['proof']): SenderIdentity {
  if (channel === 'email')
    return { kind: 'email', value: from ?? 'anna@customer.example', proof: proof ?? 'claimed', source: 'email_from' };
  if (channel === 'chat') return { kind: 'chat', value: from ?? 'visitor-1', proof: proof ?? 'signed', source: 'chat_session' };
  if (channel === 'api') return { kind: 'external', value: from ?? 'anna', proof: proof ?? 'claimed', source: 'api' };
  return { kind: 'phone', value: from ?? '+4915112345678', proof: proof ?? 'carrier', source: 'carrier' };
}

function candidateOf(id: string, number: number, ticket: CaseTicket): ThreadCandidate {
  const status = ticket.status ?? 'open';
  const over = status === 'solved' || status === 'closed';
  const solvedAt = over ? ago(ticket.solved ?? '2d ago') : null;
  return {
    id,
    number,
    customerId: ticket.customer ?? 'me',
    status,
    mergedIntoId: null,
    subject: ticket.subject ?? 'Coffee machine leaks',
    topic: ticket.topic ?? null,
    channels: ticket.channels ?? ['email'],
    lastMessageAt: ticket.last ? ago(ticket.last) : (solvedAt ?? ago('3h ago')),
    solvedAt,
    closedAt: status === 'closed' ? solvedAt : null,
    participants: ticket.participants ?? [],
    preview: ticket.preview ?? 'Water runs out below the tank since Monday',
  };
}

function ago(text: string): Date {
  const [, amount, unit] = /^(-?[\d.]+)([mhd]) ago$/.exec(text) ?? [];
  if (!amount || !unit) throw new Error(`not a time: ${text}`);
  return new Date(NOW.getTime() - Number(amount) * { m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as 'm' | 'h' | 'd']);
}
