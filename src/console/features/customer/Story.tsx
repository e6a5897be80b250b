import { Fragment } from 'react';
import { Link } from '@tanstack/react-router';
import { Package, PencilLine, StickyNote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../../contract/customers.js';
import { oneLine } from '../../../contract/oneLine.js';
import type { CustomerRecord } from '../../../contract/records.js';
import { saidWords } from '../../../contract/saidWords.js';
import type { Message, TicketEvent } from '../../../contract/tickets.js';
import { useTimeline } from '../../api/customers.js';
import { Button } from '../../components/Button.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useFormat } from '../../i18n/format.js';
import { machineText } from '../../i18n/machineText.js';
import { useNow } from '../../lib/now.js';
import { useEventText } from '../ticket/useEventText.js';
import css from './CustomerPanel.module.css';
import { useEditText } from './useEditText.js';
import { useKindText } from './useKindText.js';

const SHORT = 6;
/** More than its two lines hold. */
const WORDS = 500;

interface Props {
  customerId: string;
  exceptTicketId?: string;
  /** The last few words, without the open ticket and without what only happened. */
  short?: boolean;
  onUndo?: (editId: string) => void;
}

/** Everything with this customer on all channels, newest first: what was said, what happened, what was ordered. */
export function Story({ customerId, exceptTicketId, short = false, onUndo }: Props) {
  const { t } = useTranslation();
  const timeline = useTimeline(customerId);
  const all = timeline.items.filter((entry) => !short || (entry.kind === 'message' && entry.message.ticketId !== exceptTicketId));
  const shown = short ? all.slice(0, SHORT) : all;
  if (short && timeline.isSuccess && shown.length === 0) return null;
  return (
    <section className={css.section} data-testid="story">
      <h3>{t('customer.story')}</h3>
      {timeline.isPending && <Skeleton rows={3} look="lines" />}
      {timeline.isSuccess && shown.length === 0 && <p className={css.muted}>{t('customer.storyEmpty')}</p>}
      <ol className={css.story}>
        {shown.map((entry) => (
          <StoryEntry key={keyOf(entry)} entry={entry} onUndo={onUndo} />
        ))}
      </ol>
      {short && (all.length > SHORT || timeline.hasNextPage) && (
        <Link to="/customers/$customerId" params={{ customerId }}>
          {t('customer.allStory')}
        </Link>
      )}
      {!short && timeline.hasNextPage && (
        <Button size="small" isDisabled={timeline.isFetchingNextPage} onPress={() => void timeline.fetchNextPage()} testId="story-more">
          {t('action.loadMore')}
        </Button>
      )}
    </section>
  );
}

const keyOf = (entry: TimelineEntry): string =>
  entry.kind === 'message' ? entry.message.id : entry.kind === 'event' ? entry.event.id : entry.record.id;

function StoryEntry({ entry, onUndo }: { entry: TimelineEntry; onUndo: Props['onUndo'] }) {
  if (entry.kind === 'message') return <MessageLine message={entry.message} />;
  return entry.kind === 'event' ? <HappenedLine event={entry.event} onUndo={onUndo} /> : <RecordLine record={entry.record} />;
}

function MessageLine({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { ticketId, direction, channel, createdAt, subject, author } = message;
  const did = direction === 'in' ? t('customer.wrote') : direction === 'note' ? t('customer.noted') : t('customer.answered');
  return (
    <li data-direction={direction} data-testid="story-message">
      <Link to="/tickets/$ticketId" params={{ ticketId }}>
        <span className={css.when}>
          {direction === 'note' ? <StickyNote size={12} aria-hidden /> : <ChannelMark channel={channel} size={12} />}
          {direction !== 'in' && author ? `${author.name} ${did}` : did}
          <When at={createdAt} />
        </span>
        <span className={css.words} dir="auto">
          {oneLine(machineText(t, saidWords(message).trim().slice(0, WORDS), [channel])) || subject}
        </span>
      </Link>
    </li>
  );
}

function HappenedLine({ event, onUndo }: { event: TicketEvent; onUndo: Props['onUndo'] }) {
  const { t } = useTranslation();
  const eventText = useEventText();
  const editText = useEditText();
  const isEdit = event.type === 'customer.changed';
  const { what, who, order } = eventText(event);
  const words = isEdit ? editText(event) : what;
  const parts = {
    what: event.ticketId ? (
      <Link to="/tickets/$ticketId" params={{ ticketId: event.ticketId }}>
        {words}
      </Link>
    ) : (
      <span className={css.what} dir="auto">
        {words}
      </span>
    ),
    who: who && <span>{who}</span>,
  };
  return (
    <li data-direction="event" data-testid="story-event" data-type={event.type} data-undone={event.undone || undefined}>
      <span className={css.when}>
        <PencilLine size={12} aria-hidden />
        {order.map((part) => (
          <Fragment key={part}>{parts[part]}</Fragment>
        ))}
        <When at={event.at} />
        {event.undone && <span>{t('ticket.event.undone')}</span>}
        {isEdit && event.undoable && onUndo && (
          <button type="button" onClick={() => onUndo(event.id)} data-testid="edit-undo">
            {t('action.undo')}
          </button>
        )}
      </span>
    </li>
  );
}

function RecordLine({ record: { kind, externalId, title, status, at } }: { record: CustomerRecord }) {
  const { t } = useTranslation();
  const kindText = useKindText();
  return (
    <li data-direction="record" data-testid="story-record">
      <span className={css.when}>
        <Package size={12} aria-hidden />
        {t('person.story.record', { kind: kindText(kind), number: externalId })}
        {status && <span>{status}</span>}
        <When at={at} />
      </span>
      <span className={css.words} dir="auto">
        {title}
      </span>
    </li>
  );
}

function When({ at }: { at: string }) {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={at} title={format.full(at)}>
      {format.day(at, now)} {format.clock(at)}
    </time>
  );
}
