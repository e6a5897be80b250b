import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '../../../contract/customers.js';
import type { Ticket } from '../../../contract/tickets.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { useFormat } from '../../i18n/format.js';
import { subjectText } from '../../i18n/machineText.js';
import { useNow } from '../../lib/now.js';
import css from './CustomerPanel.module.css';

const isPast = ({ status }: Ticket): boolean => status === 'solved' || status === 'closed';

/** Their other tickets: what is open first, then what was. */
export function PastTickets({ customer, exceptId }: { customer: CustomerDetail; exceptId?: string }) {
  const { t } = useTranslation();
  const tickets = customer.tickets.filter((ticket) => ticket.id !== exceptId && ticket.mergedIntoId === null);
  if (tickets.length === 0) {
    return (
      <section className={css.section}>
        <h3>{t('customer.tickets')}</h3>
        <p className={css.muted}>{t('customer.noOther')}</p>
      </section>
    );
  }
  return (
    <>
      <TicketList title={t('work.customer.openTickets')} tickets={tickets.filter((ticket) => !isPast(ticket))} testId="open-tickets" />
      <TicketList title={t('work.customer.pastTickets')} tickets={tickets.filter(isPast)} testId="past-tickets" />
    </>
  );
}

function TicketList({ title, tickets, testId }: { title: string; tickets: readonly Ticket[]; testId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  if (tickets.length === 0) return null;
  return (
    <section className={css.section} data-testid={testId}>
      <h3>{title}</h3>
      <ul>
        {tickets.map((ticket) => (
          <li key={ticket.id}>
            <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }} className={css.ticket}>
              <strong dir="auto">{subjectText(t, ticket)}</strong>
              <span>
                {ticket.channels.map((channel) => (
                  <ChannelMark key={channel} channel={channel} size={12} />
                ))}
                <span>
                  #{ticket.number} · {t(`status.${ticket.status}`)} ·{' '}
                  <time dateTime={ticket.lastMessageAt} title={format.full(ticket.lastMessageAt)}>
                    {format.day(ticket.lastMessageAt, now)}
                  </time>
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
