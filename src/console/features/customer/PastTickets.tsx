import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '../../../contract/customers.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { useFormat } from '../../i18n/format.js';
import { subjectText } from '../../i18n/machineText.js';
import css from './CustomerPanel.module.css';

export function PastTickets({ customer, exceptId }: { customer: CustomerDetail; exceptId?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tickets = customer.tickets.filter((ticket) => ticket.id !== exceptId && ticket.mergedIntoId === null);
  return (
    <section className={css.section}>
      <h3>{t('customer.tickets')}</h3>
      {tickets.length === 0 && <p className={css.muted}>{t('customer.noOther')}</p>}
      <ul>
        {tickets.map((ticket) => (
          <li key={ticket.id}>
            <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }} className={css.ticket}>
              <strong dir="auto">{subjectText(t, ticket)}</strong>
              <span>
                {ticket.channels.map((channel) => <ChannelMark key={channel} channel={channel} size={12} />)}
                #{ticket.number} · {t(`status.${ticket.status}`)} · {format.date(ticket.updatedAt)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
