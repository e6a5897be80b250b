import type { Channel } from '../contract/common.js';
import type { Correction } from '../tickets/correction.js';
import type { Message } from '../tickets/message.js';

/** A ticket as it stood when a message came. */
export interface TicketThen {
  id: string;
  /** The message's customer's. */
  own: boolean;
  subject: string;
  topic: string | null;
  preview: string;
  channels: Channel[];
  lastMessageAt: Date;
  /** Null: it was live. */
  solvedAt: Date | null;
}

const TEXT_LENGTH = 5000;
const REFERENCES = 2;
/** Rules that are named as the hint that led to the ticket. */
const HINTS = new Set(['reply_token', 'own_message_id', 'reference', 'chat_session', 'text_answer']);

/**
 * A correction as a case of the threading table (`test/unit/threading/cases`), with what a person found right as the
 * expected. The sender is left out; the words are the customer's own, to be made anonymous by whoever keeps the case.
 * @param tickets those that came into question, with the one that was right if it was there already.
 */
export function caseOf(correction: Correction, message: Message, tickets: readonly TicketThen[]): object {
  const { rule, chosen, correctedTo, how, confidence } = correction;
  const names = new Map(tickets.map(({ id }, i) => [id, `T${i + 1}`]));
  const right = tickets.find(({ id }) => id === correctedTo) ?? null;
  const subject = message.subject?.trim() ?? null;
  return {
    name: `${how.replaceAll('_', ' ')}: ${(subject || message.text.trim()).replace(/\s+/g, ' ').slice(0, 60)} (${correction.id.slice(-6)})`,
    why: `${rule} had decided (${Math.round(confidence * 100)} %), and a person put it right; check the expected rule`,
    input: {
      message: {
        channel: message.channel,
        subject,
        text: message.text.slice(0, TEXT_LENGTH),
        ...(message.wroteBy === 'person' ? {} : { wroteBy: message.wroteBy }),
        hints: hintsOf(rule, names.get(chosen), message),
      },
      tickets: Object.fromEntries(tickets.map((ticket) => [names.get(ticket.id), ticketOf(ticket, message.createdAt)])),
    },
    expected: right
      ? {
          outcome: right.solvedAt ? 'reopen' : 'join',
          rule: right.solvedAt
            ? 'reopened'
            : tickets.filter(({ own, solvedAt }) => own && !solvedAt).length > 1
              ? 'best_live_ticket'
              : 'live_ticket',
          ticket: names.get(right.id),
        }
      : { outcome: 'new', rule: 'another_issue' },
  };
}

function hintsOf(rule: string, ticket: string | undefined, { mail }: Message): { kind: string; ticket?: string }[] {
  if (HINTS.has(rule)) return [{ kind: rule, ...(ticket ? { ticket } : {}) }];
  const referring = new Set([...(mail?.inReplyTo ?? []), ...(mail?.references ?? [])]);
  return [...referring].slice(0, REFERENCES).map(() => ({ kind: 'reference' }));
}

function ticketOf({ own, subject, topic, preview, channels, lastMessageAt, solvedAt }: TicketThen, at: Date): object {
  return {
    ...(own ? {} : { customer: 'somebody else' }),
    subject,
    preview,
    topic,
    channels,
    last: ago(lastMessageAt, at),
    ...(solvedAt ? { status: 'solved', solved: ago(solvedAt, at) } : {}),
  };
}

function ago(then: Date, at: Date): string {
  const hours = Math.max(0, (at.getTime() - then.getTime()) / 3_600_000);
  return hours < 48 ? `${Math.round(hours * 10) / 10}h ago` : `${Math.round((hours / 24) * 10) / 10}d ago`;
}
