import { NEWEST_KNOWN, unknownOf } from '../contract/cameSince.js';
import type { Store } from '../ports/store.js';
import type { Message } from '../tickets/message.js';

/** When the customer said the first of what somebody could not know who had these messages before him; null: all is known. */
export async function unheardSince(store: Store, ticketId: string, knew: readonly string[]): Promise<Date | null> {
  const unknown = unknownOf(await newestKnown(store, ticketId), knew);
  return unknown.find(({ direction, wroteBy }) => direction === 'in' && wroteBy === 'person')?.createdAt ?? null;
}

/** The messages of a ticket that whoever writes can have known by name, oldest first. */
export async function newestKnown(store: Store, ticketId: string): Promise<Message[]> {
  return (await store.messages.lastOfTicket(ticketId, { limit: NEWEST_KNOWN })).items.reverse();
}
