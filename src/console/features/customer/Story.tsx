import { Link } from '@tanstack/react-router';
import { StickyNote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useTimeline } from '../../api/customers.js';
import { Button } from '../../components/Button.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useFormat } from '../../i18n/format.js';
import { machineText } from '../../i18n/machineText.js';
import { useNow } from '../../lib/now.js';
import css from './CustomerPanel.module.css';
import type { Message } from '../../../contract/tickets.js';

const SHORT = 6;

/** What was said with this customer on all channels, newest first. `short`: the last few, without the open ticket. */
export function Story({ customerId, exceptTicketId, short = false }: { customerId: string; exceptTicketId?: string; short?: boolean }) {
  const { t } = useTranslation();
  const timeline = useTimeline(customerId);
  const all = timeline.items.flatMap((entry) => (entry.kind === 'message' && entry.message.ticketId !== exceptTicketId ? [entry.message] : []));
  const shown = short ? all.slice(0, SHORT) : all;
  if (short && timeline.isSuccess && shown.length === 0) return null;
  return (
    <section className={css.section}>
      <h3>{t('customer.story')}</h3>
      {timeline.isPending && <Skeleton rows={3} look="lines" />}
      {timeline.isSuccess && shown.length === 0 && <p className={css.muted}>{t('customer.storyEmpty')}</p>}
      <ol className={css.story}>{shown.map((message) => <StoryLine key={message.id} message={message} />)}</ol>
      {short && (all.length > SHORT || timeline.hasNextPage) && <Link to="/customers/$customerId" params={{ customerId }}>{t('customer.allStory')}</Link>}
      {!short && timeline.hasNextPage && <Button size="small" isDisabled={timeline.isFetchingNextPage} onPress={() => void timeline.fetchNextPage()}>{t('action.loadMore')}</Button>}
    </section>
  );
}

function StoryLine({ message: { ticketId, direction, channel, createdAt, text, subject, author } }: { message: Message }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const did = direction === 'in' ? t('customer.wrote') : direction === 'note' ? t('customer.noted') : t('customer.answered');
  return (
    <li data-direction={direction}>
      <Link to="/tickets/$ticketId" params={{ ticketId }}>
        <span className={css.when}>
          {direction === 'note' ? <StickyNote size={12} aria-hidden /> : <ChannelMark channel={channel} size={12} />}
          {direction !== 'in' && author ? `${author.name} ${did}` : did}
          <time dateTime={createdAt} title={format.full(createdAt)}>{format.day(createdAt, now)} {format.clock(createdAt)}</time>
        </span>
        <span className={css.words} dir="auto">{machineText(t, text.trim(), [channel]) || subject}</span>
      </Link>
    </li>
  );
}
