import type { Store } from '../ports/store.js';
import type { Message } from '../tickets/message.js';

/** Every message of a ticket, oldest first, page by page. */
export async function allMessages(store: Store, ticketId: string): Promise<Message[]> {
  const all: Message[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.messages.ofTicket(ticketId, { limit: 200, cursor });
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return all;
}
