import type { Store } from '../ports/store.js';
import type { Ticket } from '../tickets/ticket.js';

/** More than happens to a ticket while somebody has it before him in a list. */
const LOOKED_THROUGH = 200;

const BY_MESSAGE = new Set(['message.received', 'ticket.created']);

/**
 * Whether the customer has said something in a ticket after what happened in it as `seq`, as a list that shows no messages knows it.
 * By what happened and not by a time: what is placed late, as a mail with large files, is dated before what the list shows. What
 * others moved into it counts whole, without asking whose words they are.
 */
export async function heardAfter(store: Store, { id, seq: now }: Pick<Ticket, 'id' | 'seq'>, seq: number): Promise<boolean> {
  if (now <= seq) return false;
  if (now - seq > LOOKED_THROUGH) return true;
  const since = (await store.tickets.lastEvents(id, { limit: now - seq })).filter((event) => event.seq > seq);
  if (since.some(({ data }) => 'moved' in data && 'from' in data)) return true;
  // A ticket that a message opened tells of that one by its beginning.
  const received = since.flatMap(({ type, data }) => (BY_MESSAGE.has(type) && data['messageId'] ? [String(data['messageId'])] : []));
  return (await store.messages.many(received)).some(({ direction, wroteBy }) => direction === 'in' && wroteBy === 'person');
}
