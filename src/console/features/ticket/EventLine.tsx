import { Fragment, type ReactNode, useState } from 'react';
import type { TicketEvent } from '../../../contract/tickets.js';
import { useFormat } from '../../i18n/format.js';
import { testIds } from '../../testids.js';
import css from './EventLine.module.css';
import { TicketLink } from './TicketLink.js';
import { otherTicket } from './otherTicket.js';
import { hiddenTags, useEventText } from './useEventText.js';
import { useWords } from '../../i18n/useWords.js';

interface Props {
  event: TicketEvent;
  /** The ticket that is being read. */
  ticketId: string;
  onUndo: (decisionId: string) => void;
  busy: boolean;
}

/** Something that happened, as a thin line between the words. */
export function EventLine({ event, ticketId, onUndo, busy }: Props) {
  const { t } = useWords();
  const format = useFormat();
  const [whole, setWhole] = useState(false);
  const { what, who, order } = useEventText()(event, whole);
  const more = hiddenTags(event);
  const other = otherTicket(event, ticketId);
  const parts: Record<'what' | 'who', ReactNode> = {
    what: (
      <>
        <span className={css.what}>{what}</span>
        {more > 0 && <button type="button" aria-expanded={whole} onClick={() => setWhole(!whole)} data-testid="event-tags-more">{whole ? t('work.tags.fewer') : t('work.tags.all')}</button>}
        {other && <span>{t(`ticket.event.where.${other.side}`)} <TicketLink ticketId={other.id} /></span>}
      </>
    ),
    who: who && <span>{who}</span>,
  };
  return (
    <p className={css.event} data-undone={event.undone || undefined} data-testid={testIds.event} data-type={event.type}>
      <span className={css.words}>{order.map((part) => <Fragment key={part}>{parts[part]}</Fragment>)}</span>
      <time dateTime={event.at} title={format.full(event.at)}>{format.clock(event.at)}</time>
      {event.undone && <span>{t('ticket.event.undone')}</span>}
      {event.undoable && !event.undone && <button type="button" disabled={busy} onClick={() => onUndo(event.id)} data-testid={testIds.undo}>{t('ticket.why.undo')}</button>}
    </p>
  );
}
