import { Fragment, type ReactNode, useState } from 'react';
import { gapBetween } from '../../i18n/closeUp.js';
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

/** A part of the line, and how it begins and ends. */
interface Piece {
  text: string;
  node: ReactNode;
}

/** Something that happened, as a thin line between the words. */
export function EventLine({ event, ticketId, onUndo, busy }: Props) {
  const { t } = useWords();
  const format = useFormat();
  const [whole, setWhole] = useState(false);
  const { what, who, order } = useEventText()(event, whole);
  const more = hiddenTags(event);
  const other = otherTicket(event, ticketId);
  const deed: Piece[] = [{ text: what, node: <span className={css.what}>{what}</span> }];
  if (more > 0) {
    const text = whole ? t('work.tags.fewer') : t('work.tags.all');
    deed.push({
      text,
      node: (
        <button type="button" aria-expanded={whole} onClick={() => setWhole(!whole)} data-testid="event-tags-more">
          {text}
        </button>
      ),
    });
  }
  if (other) {
    const text = t(`ticket.event.where.${other.side}`);
    deed.push({
      text: `${text} #`,
      node: (
        <span>
          {text} <TicketLink ticketId={other.id} />
        </span>
      ),
    });
  }
  const doer: Piece[] = who ? [{ text: who, node: <span>{who}</span> }] : [];
  const line = order[0] === 'who' ? [...doer, ...deed] : [...deed, ...doer];
  return (
    <p className={css.event} data-undone={event.undone || undefined} data-testid={testIds.event} data-type={event.type}>
      <span className={css.words}>
        {line.map(({ text, node }, i) => (
          <Fragment key={i}>
            {i > 0 && gapBetween(line[i - 1]!.text, text)}
            {node}
          </Fragment>
        ))}
      </span>
      <time dateTime={event.at} title={format.full(event.at)}>
        {format.clock(event.at)}
      </time>
      {event.undone && <span>{t('ticket.event.undone')}</span>}
      {event.undoable && !event.undone && (
        <button type="button" disabled={busy} onClick={() => onUndo(event.id)} data-testid={testIds.undo}>
          {t('ticket.why.undo')}
        </button>
      )}
    </p>
  );
}
