import type { Decision, Message, TicketEvent } from '../../../contract/tickets.js';
import { SURE, tellingFacts } from './whyText.js';

/**
 * One thing in the story of a ticket. `follows`: the same person went on in the same breath, so the head is not repeated.
 * `again`: it is here for the reason that his message before it was, so the reason need not be said aloud again.
 */
export type StreamItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'message'; key: string; at: string; message: Message; follows: boolean; again: boolean }
  | { kind: 'event'; key: string; at: string; event: TicketEvent };

const SAME_BREATH_MS = 5 * 60_000;

/** Messages and events as one story, oldest first, with a line where a day begins. */
export function streamItems(messages: readonly Message[], events: readonly TicketEvent[]): StreamItem[] {
  const told = [
    ...messages.map((message) => ({
      kind: 'message' as const,
      key: message.id,
      at: message.createdAt,
      message,
      follows: false,
      again: false,
    })),
    ...events
      .filter((event) => !isShownAsMessage(event))
      .map((event) => ({ kind: 'event' as const, key: `e${event.id}`, at: event.at, event })),
  ].sort((a, b) => a.at.localeCompare(b.at) || Number(a.kind === 'message') - Number(b.kind === 'message'));

  const items: StreamItem[] = [];
  let day = '';
  let reasoned: Message | null = null;
  for (const item of told) {
    const its = new Date(item.at).toDateString();
    if (its !== day) {
      items.push({ kind: 'day', key: `d${its}`, at: item.at });
      reasoned = null;
    }
    day = its;
    if (item.kind !== 'message') {
      items.push(item);
      continue;
    }
    const before = items.at(-1);
    const { message } = item;
    items.push({
      ...item,
      follows: before?.kind === 'message' && goesOn(before.message, message),
      again: reasoned !== null && isSameReason(reasoned, message),
    });
    if (message.direction === 'in') reasoned = message;
  }
  return items;
}

/** The customer's first message says itself that it opened the ticket; a check-in that was sent is a message. */
function isShownAsMessage({ type, actor }: TicketEvent): boolean {
  return type.startsWith('message.') || type === 'followup.sent' || (type === 'ticket.created' && actor.kind === 'customer');
}

/**
 * Whether the customer's next message is here by the same rule and evidence. What is doubted, may belong elsewhere, was
 * taken back or put here by a person is never said to be the same.
 */
function isSameReason(a: Message, b: Message): boolean {
  if (b.direction !== 'in' || !a.decision || !b.decision || a.channel !== b.channel || a.from.value !== b.from.value) return false;
  if (isOdd(a.decision, a.ticketId) || isOdd(b.decision, b.ticketId) || a.decision.rule !== b.decision.rule) return false;
  const facts = ({ evidence }: Decision): string => JSON.stringify(tellingFacts(evidence).map(({ kind, value }) => [kind, value]));
  return facts(a.decision) === facts(b.decision);
}

const BY_HAND = new Set(['moved', 'split']);

const isOdd = ({ rule, undone, confidence, alternatives }: Decision, ticketId: string): boolean =>
  undone || confidence < SURE || BY_HAND.has(rule) || alternatives.some((other) => other.ticketId !== ticketId);

function goesOn(a: Message, b: Message): boolean {
  if (a.direction !== b.direction || a.channel !== b.channel || a.direction === 'note' || a.channel === 'email') return false;
  if (a.from.value !== b.from.value || a.author?.id !== b.author?.id) return false;
  return Date.parse(b.createdAt) - Date.parse(a.createdAt) < SAME_BREATH_MS;
}
