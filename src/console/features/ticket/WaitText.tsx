import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../contract/tickets.js';
import { useFormat } from '../../i18n/format.js';
import { useNow } from '../../lib/now.js';
import { urgencyOf } from '../inbox/urgency.js';
import css from './TicketHead.module.css';

/** How long the customer has waited, or how late the promised reply is. Nothing when nobody waits. */
export function WaitText({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  if (!ticket.waitingSince) return null;
  const urgency = urgencyOf(ticket, now);
  const waits = t('ticket.waiting', { span: format.span(now - Date.parse(ticket.waitingSince)) });
  const left = ticket.firstReplyDueAt ? Date.parse(ticket.firstReplyDueAt) - now : 0;
  const due =
    urgency === 'late'
      ? t('ticket.lateBy', { span: format.span(-left) })
      : urgency === 'soon'
        ? t('ticket.dueIn', { span: format.span(left) })
        : null;
  return (
    <span className={css.wait} data-urgency={urgency ?? undefined} title={format.full(ticket.waitingSince)}>
      {due ? `${waits} · ${due}` : waits}
    </span>
  );
}
