import { useTranslation } from 'react-i18next';
import type { TicketEvent } from '../../../contract/tickets.js';
import { useFormat } from '../../i18n/format.js';
import { testIds } from '../../testids.js';
import css from './EventLine.module.css';
import { useEventText } from './useEventText.js';

/** Something that happened, as a thin line between the words. */
export function EventLine({ event, onUndo, busy }: { event: TicketEvent; onUndo: (decisionId: string) => void; busy: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { what, who } = useEventText()(event);
  return (
    <p className={css.event} data-undone={event.undone || undefined} data-testid={testIds.event} data-type={event.type}>
      <span className={css.what}>{what}</span>
      {who && <span>{who}</span>}
      <time dateTime={event.at} title={format.full(event.at)}>{format.clock(event.at)}</time>
      {event.undone && <span>{t('ticket.event.undone')}</span>}
      {event.undoable && !event.undone && <button type="button" disabled={busy} onClick={() => onUndo(event.id)} data-testid={testIds.undo}>{t('ticket.why.undo')}</button>}
    </p>
  );
}
