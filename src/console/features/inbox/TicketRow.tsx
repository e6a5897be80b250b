import { useRouter } from '@tanstack/react-router';
import { AlarmClock, CircleCheck, CirclePause, Hourglass } from 'lucide-react';
import { type MouseEvent, type PointerEvent, memo } from 'react';
import type { Ticket } from '../../../contract/tickets.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { useFormat } from '../../i18n/format.js';
import { machineText, nameText, subjectText } from '../../i18n/machineText.js';
import { useNow } from '../../lib/now.js';
import { testIds } from '../../testids.js';
import { saysTwice } from './saysTwice.js';
import { isUnread } from '../../api/reading.js';
import { selection } from './selection.js';
import { Watchers } from './Watchers.js';
import css from './TicketRow.module.css';
import { urgencyOf } from './urgency.js';
import { useUnsent } from './useUnsent.js';
import type { View } from './views.js';
import { useWords } from '../../i18n/useWords.js';

/**
 * Who, since when they wait, what it is about, the last words, on which channels, and one mark. A plain link: the
 * router's own works out its address at each of the many renders of a scroll.
 */
export const TicketRow = memo(function TicketRow({
  ticket,
  view,
  open,
  left,
  picked,
}: {
  ticket: Ticket;
  view: View;
  open: boolean;
  left: boolean;
  picked: boolean;
}) {
  const { t } = useWords();
  const format = useFormat();
  const router = useRouter();
  const now = useNow();
  const subject = subjectText(t, ticket);
  const name = nameText(t, ticket.customerName);
  const urgency = urgencyOf(ticket, now);
  const waits = ticket.waitingSince !== null;
  const unread = !open && ticket.status !== 'solved' && ticket.status !== 'closed' && isUnread(ticket);
  // Of who does not wait, what such lists go by: a tag that is added later moves no row and no date.
  const since = ticket.waitingSince ?? ticket.lastMessageAt;
  const span = format.span(now - Date.parse(since));
  const onClick = (event: MouseEvent): void => {
    // A click that the browser has its own answer to, such as a new tab, is left to it.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void router.navigate({ to: '/inbox/$view/$ticketId', params: { view, ticketId: ticket.id } });
  };

  // Told to whoever points at it: for each row of a scroll it would cost more than the rest of its words.
  const tell = ({ currentTarget }: PointerEvent<HTMLElement>): void => {
    currentTarget.title = waits
      ? t('inbox.row.waitsSince', { time: format.full(since) })
      : t('inbox.row.last', { time: format.full(since) });
  };

  return (
    <div className={css.cell} data-picked={picked || undefined}>
      <input
        type="checkbox"
        className={css.pick}
        checked={picked}
        onChange={(event) => selection.toggle(ticket.id, (event.nativeEvent as globalThis.MouseEvent).shiftKey)}
        aria-label={t('work.bulk.select', { number: ticket.number })}
        data-testid={testIds.pickTicket}
      />
      <a
        href={`/inbox/${view}/${ticket.id}`}
        onClick={onClick}
        className={css.row}
        aria-current={open ? 'page' : undefined}
        data-testid={testIds.ticketRow}
        data-id={ticket.id}
        data-status={ticket.status}
        data-urgency={urgency ?? undefined}
        data-unread={unread || undefined}
        data-left={left || undefined}
      >
        <span className="visually-hidden">{t('inbox.row.name', { number: ticket.number, customer: name, subject })}</span>
        <span className={css.top} aria-hidden>
          <span className={css.name} dir="auto">
            {name}
          </span>
          <time className={css.time} data-waits={waits || undefined} dateTime={since} onPointerEnter={tell}>
            {span}
          </time>
        </span>
        <span className={css.subject} dir="auto" aria-hidden>
          {subject}
        </span>
        <span className={css.bottom}>
          <span className={css.preview} dir="auto">
            {left
              ? t('inbox.row.left')
              : ticket.lastDirection === 'out'
                ? t('inbox.row.ours', { words: ticket.preview })
                : saysTwice(ticket)
                  ? ''
                  : machineText(t, ticket.preview, ticket.channels)}
          </span>
          <span className={css.marks}>
            <Unsent ticketId={ticket.id} />
            <Watchers ticketId={ticket.id} className={css.mark} />
            {ticket.snooze && <AlarmClock size={13} className={css.mark} role="img" aria-label={t('work.view.snoozed')} />}
            <Mark ticket={ticket} urgency={urgency} />
            {ticket.channels.map((channel) => (
              <ChannelMark key={channel} channel={channel} size={13} />
            ))}
          </span>
        </span>
      </a>
    </div>
  );
});

/** Own words that wait in it. */
function Unsent({ ticketId }: { ticketId: string }) {
  const { t } = useWords();
  const unsent = useUnsent(ticketId);
  return (
    unsent && (
      <span className={css[unsent]} data-testid="unsent">
        {t(`inbox.row.${unsent}`)}
      </span>
    )
  );
}

/** The one mark that a row may wear: what is most worth knowing. */
function Mark({ ticket, urgency }: { ticket: Ticket; urgency: 'late' | 'soon' | null }) {
  const { t } = useWords();
  if (urgency) return <span className="visually-hidden">{t(`inbox.row.${urgency}`)}</span>;
  if (ticket.status === 'pending') return <Hourglass size={13} className={css.mark} role="img" aria-label={t('status.pending')} />;
  if (ticket.status === 'hold') return <CirclePause size={13} className={css.mark} role="img" aria-label={t('status.hold')} />;
  if (ticket.status === 'solved' || ticket.status === 'closed')
    return <CircleCheck size={13} className={css.mark} role="img" aria-label={t(`status.${ticket.status}`)} />;
  if (ticket.priority === 'urgent') return <span className={css.urgent}>{t('priority.urgent')}</span>;
  return null;
}
