import type { Ticket } from '../../../contract/tickets.js';

/** The ticket whose number was typed: who types one means that ticket, whatever else has it in its words. */
export const numberedAs = (tickets: readonly Ticket[], typed: string): Ticket | undefined =>
  /^\d+$/.test(typed) ? tickets.find(({ number }) => number === Number(typed)) : undefined;
