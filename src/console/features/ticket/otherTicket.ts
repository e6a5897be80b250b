import type { TicketEvent } from '../../../contract/tickets.js';

/** The other ticket of a merge, a split or an undo, and whether messages went there, came from there, or went back. */
export function otherTicket({ type, data }: TicketEvent, ticketId: string): { id: string; side: 'into' | 'from' | 'with' } | null {
  const moved = 'moved' in data;
  const into = idOf(data['toId']) ?? (moved ? idOf(data['to']) : null);
  const from = idOf(data['fromId']) ?? (moved ? idOf(data['from']) : null) ?? idOf(data['splitFrom']);
  const id = into !== null && into !== ticketId ? into : from !== ticketId ? from : null;
  if (id === null) return null;
  // What an undo moved runs against what it took back, so a direction would only confuse.
  return {
    id,
    side: type === 'decision.undone' || type === 'ticket.linked' || type === 'ticket.unlinked' ? 'with' : id === into ? 'into' : 'from',
  };
}

const idOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
