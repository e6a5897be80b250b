import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTicketNumber } from '../../api/tickets.js';

/** Another ticket by its number, once that is known. */
export function TicketLink({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation();
  const number = useTicketNumber(ticketId).data;
  return (
    <Link to="/tickets/$ticketId" params={{ ticketId }}>
      {number === undefined ? t('ticket.event.otherTicket') : t('ticket.number', { number })}
    </Link>
  );
}
