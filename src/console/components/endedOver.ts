import type { TFunction } from 'i18next';
import type { Ticket } from '../../contract/tickets.js';
import { say } from './toasts.js';
import { named } from '../lib/openTicket.js';

/** Which of the two ends is wanted; what is closed never opens again. */
export const endingOf = (status: Ticket['status'] | undefined): 'solved' | 'closed' => (status === 'closed' ? 'closed' : 'solved');

/** Says that a ticket was not ended over what its customer wrote. `unseen`: nothing of it was on the page when that was asked for. */
export function sayEndedOver(
  t: TFunction,
  ticket: Ticket,
  { status, unseen }: { status: Ticket['status'] | undefined; unseen: boolean },
  anyway: () => void,
): void {
  const ending = endingOf(status);
  say(named(ticket, t(`ticket.failed.${unseen ? 'endedUnseen' : 'endedOver'}.${ending}`)), {
    tone: 'alarm',
    action: { label: t(`ticket.failed.endAnyway.${ending}`), run: anyway },
  });
}
