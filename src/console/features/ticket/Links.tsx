import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../contract/tickets.js';
import css from './Links.module.css';
import { TicketLink } from './TicketLink.js';
import type { TicketActions } from './useTicketActions.js';

const KINDS = ['previous', 'split', 'claims', 'undone', 'next', 'linked'] as const;

/** Tickets that belong to this one's story, and how. */
export function Links({ ticket, actions }: { ticket: Ticket; actions: TicketActions }) {
  const { t } = useTranslation();
  if (ticket.links.length === 0) return null;
  return (
    <ul className={css.links} aria-label={t('work.links.label')}>
      {ticket.links.map(({ ticketId, kind }) => (
        <li key={`${kind} ${ticketId}`} data-testid="ticket-link">
          {t(`work.links.${KINDS.find((one) => one === kind) ?? 'other'}`)} <TicketLink ticketId={ticketId} />
          {ticket.mergedIntoId === null && (
            <button
              type="button"
              className={css.off}
              title={t('work.links.unlink')}
              aria-label={t('work.links.unlink')}
              onClick={() => actions.unlink(ticket, ticketId)}
              data-testid="unlink"
            >
              <X size={12} aria-hidden />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
