import type { Message } from '../../../contract/tickets.js';
import type { Outgoing } from '../../api/messages.js';

/**
 * Parts what was written here in this ticket into what is stored already and what is not. Only the id that this browser
 * gave says so: the same words may well be said twice, and the second must not vanish behind the first.
 */
export function stillOutgoing(
  all: readonly Outgoing[],
  ticketId: string,
  messages: readonly Message[],
): { waiting: Outgoing[]; stored: Outgoing[] } {
  const known = new Set(messages.map((message) => message.clientId));
  const here = all.filter((one) => one.ticketId === ticketId);
  return { waiting: here.filter((one) => !known.has(one.clientId)), stored: here.filter((one) => known.has(one.clientId)) };
}
