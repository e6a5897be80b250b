import { useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/http.js';
import { useTicket } from '../../api/tickets.js';
import { EmptyState } from '../../components/EmptyState.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { IconButton } from '../../components/IconButton.js';
import { Skeleton } from '../../components/Skeleton.js';
import { WrittenAhead } from '../composer/WrittenAhead.js';
import { TicketDesk } from './TicketDesk.js';
import css from './TicketPage.module.css';

/** The ticket of the address: loaded, not there, or as `TicketDesk` shows it. */
export function TicketPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { view, ticketId } = useParams({ from: '/inbox/$view/$ticketId' });
  const ticket = useTicket(ticketId);

  if (ticket.data) return <TicketDesk key={ticketId} ticket={ticket.data} />;
  return (
    <main className={css.alone}>
      <span className={css.back}>
        <IconButton label={t('ticket.control.list')} onPress={() => void navigate({ to: '/inbox/$view', params: { view } })}>
          <ArrowLeft size={20} aria-hidden />
        </IconButton>
      </span>
      {ticket.isPending && <Skeleton look="messages" rows={4} />}
      {ticket.isError &&
        (ticket.error instanceof ApiError && ticket.error.status < 500 && ticket.error.status > 0 ? (
          <EmptyState title={t('ticket.notFound.title')} text={t('ticket.notFound.text')} />
        ) : (
          <ErrorNote error={ticket.error} onRetry={() => void ticket.refetch()} />
        ))}
      <WrittenAhead ticketId={ticketId} />
    </main>
  );
}
