import type { SearchItem } from '../contract/search.js';
import type { SearchHit } from '../ports/search.js';
import type { ListedTicket } from '../ports/store.js';

/** A hit as the API shows it. @param ticket the one it is in; undefined for a customer, who is his own title */
export function presentHit({ id: _id, said, at, ...hit }: SearchHit, ticket: ListedTicket | undefined): SearchItem {
  return {
    ...hit,
    ticketStatus: ticket?.status ?? null,
    direction: said?.direction ?? null,
    channels: said ? [said.channel] : hit.kind === 'ticket' && ticket ? [...ticket.channels] : [],
    customerName: ticket?.customerName ?? (hit.kind === 'customer' ? hit.title : ''),
    at: at.toISOString(),
  };
}
