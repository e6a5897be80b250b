import { MessageCircleWarning } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TicketDetail } from '../../../contract/tickets.js';
import { useMe } from '../../api/session.js';
import { useStory } from '../../api/story.js';
import { useFormat } from '../../i18n/format.js';
import { nameText } from '../../i18n/machineText.js';
import { DeliveryActions } from '../ticket/DeliveryActions.js';
import css from './ComposerParts.module.css';
import { takeBackIntoBox } from './sentDrafts.js';
import { showUnread } from './useUnread.js';

/** A reply that waits to go out, and the customer has written since: it can still be taken back. */
export function HeldOver({ ticket }: { ticket: TicketDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe().agent.id;
  const { messages } = useStory(ticket.id);
  const at = messages.findLastIndex(({ direction, delivery }) => direction === 'out' && delivery?.state === 'queued' && delivery.nextAt);
  const reply = messages[at];
  const said = reply && messages.slice(at + 1).findLast(({ direction, wroteBy }) => direction === 'in' && wroteBy === 'person');
  if (!reply?.delivery?.nextAt || !said) return null;
  const mine = reply.author?.id === me;
  return (
    <p className={css.notice} role="status" data-testid="held-over">
      <MessageCircleWarning size={15} aria-hidden />
      {t('work.composer.heldOver', { name: nameText(t, ticket.customerName), time: format.full(reply.delivery.nextAt) })}
      <button type="button" onClick={() => showUnread(said.id)}>
        {t('work.composer.wroteShow')}
      </button>
      <DeliveryActions
        message={reply}
        state="queued"
        onTakenBack={mine ? () => takeBackIntoBox(reply.ticketId, reply.clientId, reply) : undefined}
      />
    </p>
  );
}
