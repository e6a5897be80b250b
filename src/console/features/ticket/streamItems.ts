import type { Message, TicketEvent } from '../../../contract/tickets.js';

/** One thing in the story of a ticket. `follows`: the same person went on in the same breath, so the head is not repeated. */
export type StreamItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'message'; key: string; at: string; message: Message; follows: boolean }
  | { kind: 'event'; key: string; at: string; event: TicketEvent };

const SAME_BREATH_MS = 5 * 60_000;

/** Messages and events as one story, oldest first, with a line where a day begins. */
export function streamItems(messages: readonly Message[], events: readonly TicketEvent[]): StreamItem[] {
  const told = [
    ...messages.map((message) => ({ kind: 'message' as const, key: message.id, at: message.createdAt, message, follows: false })),
    ...events.filter((event) => !isShownAsMessage(event)).map((event) => ({ kind: 'event' as const, key: `e${event.id}`, at: event.at, event })),
  ].sort((a, b) => a.at.localeCompare(b.at) || Number(a.kind === 'message') - Number(b.kind === 'message'));

  const items: StreamItem[] = [];
  let day = '';
  for (const item of told) {
    const its = new Date(item.at).toDateString();
    if (its !== day) items.push({ kind: 'day', key: `d${its}`, at: item.at });
    day = its;
    const before = items.at(-1);
    items.push(item.kind === 'message' && before?.kind === 'message' ? { ...item, follows: goesOn(before.message, item.message) } : item);
  }
  return items;
}

/** The customer's first message says itself that it opened the ticket; a check-in that was sent is a message. */
function isShownAsMessage({ type, actor }: TicketEvent): boolean {
  return type.startsWith('message.') || type === 'followup.sent' || (type === 'ticket.created' && actor.kind === 'customer');
}

function goesOn(a: Message, b: Message): boolean {
  if (a.direction !== b.direction || a.channel !== b.channel || a.direction === 'note' || a.channel === 'email') return false;
  if (a.from.value !== b.from.value || a.author?.id !== b.author?.id) return false;
  return Date.parse(b.createdAt) - Date.parse(a.createdAt) < SAME_BREATH_MS;
}
