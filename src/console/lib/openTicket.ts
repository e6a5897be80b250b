import type { Ticket } from '../../contract/tickets.js';

/** Whether it is the ticket on the page. */
export const isOpen = ({ id }: Pick<Ticket, 'id'>): boolean => location.pathname.endsWith(`/${id}`);

/** Whoever is on another ticket by then is told which one it is about. */
export const named = (ticket: Pick<Ticket, 'id' | 'number'>, words: string): string =>
  isOpen(ticket) ? words : `#${ticket.number} · ${words}`;
