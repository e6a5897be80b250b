import { Link } from '@tanstack/react-router';
import { Hash, StickyNote, User } from 'lucide-react';
import type { SearchItem } from '../../../contract/search.js';
import { ChannelMark } from '../../components/ChannelMark.js';
import { gapBetween } from '../../i18n/closeUp.js';
import { useFormat } from '../../i18n/format.js';
import { nameText, subjectText } from '../../i18n/machineText.js';
import { useWords } from '../../i18n/useWords.js';
import { useNow } from '../../lib/now.js';
import { testIds } from '../../testids.js';
import css from './FoundRow.module.css';

/** Its id within one search: a message and its ticket may both be found. */
export const foundId = ({ kind, messageId, ticketId, customerId }: SearchItem): string => `${kind}.${messageId ?? ticketId ?? customerId}`;

/** Who, about what, when, and the words around what was looked for. It leads to that very message. */
export function FoundRow({ item, onOpen }: { item: SearchItem; onOpen: (id: string) => void }) {
  const { t } = useWords();
  const format = useFormat();
  const now = useNow();
  const id = foundId(item);
  const name = nameText(t, item.kind === 'customer' ? item.title : item.customerName);
  const about = item.kind === 'customer' ? '' : subjectText(t, { subject: item.title, channels: item.channels });
  // A title that was found is marked where it stands, and not said twice.
  const snippet = item.snippet.map(({ text }) => text).join('');
  const inName = item.kind === 'customer' && snippet === name;
  const inTitle = item.kind === 'ticket' && snippet === about;
  const same = {
    className: css.row,
    'data-row': true,
    'data-testid': testIds.found,
    'data-id': id,
    'data-kind': item.kind,
    onClick: () => onOpen(id),
  };
  const content = (
    <>
      <span className={css.mark}>
        <KindMark item={item} />
      </span>
      <span className={css.top}>
        <strong className={css.name} dir="auto">
          {inName ? <Marked parts={item.snippet} /> : name}
        </strong>
        {about && (
          <span className={css.about} dir="auto">
            {inTitle ? <Marked parts={item.snippet} /> : about}
          </span>
        )}
      </span>
      <span className={css.place} data-figures>
        {item.kind === 'ticket' && (
          <span className={css.channels}>
            {item.channels.map((channel) => (
              <ChannelMark key={channel} channel={channel} size={13} />
            ))}
          </span>
        )}
        {item.ticketStatus && <span>{t(`status.${item.ticketStatus}`)}</span>}
        {item.ticketNumber !== null && <span>{t('ticket.number', { number: item.ticketNumber })}</span>}
        <time dateTime={item.at} title={format.full(item.at)}>
          {format.day(item.at, now)}
        </time>
      </span>
      {!inName && !inTitle && snippet && (
        <span className={css.words}>
          {item.direction === 'out' && (
            <span className={css.ours}>
              {t('search.ours')}
              {gapBetween(t('search.ours'), snippet)}
            </span>
          )}
          <span dir="auto">
            <Marked parts={item.snippet} />
          </span>
        </span>
      )}
    </>
  );
  if (item.ticketId === null)
    return (
      <Link to="/customers/$customerId" params={{ customerId: item.customerId }} {...same}>
        {content}
      </Link>
    );
  return (
    <Link
      to="/inbox/$view/$ticketId"
      params={{ view: 'live', ticketId: item.ticketId }}
      search={item.messageId ? { message: item.messageId } : {}}
      state={{ found: true }}
      {...same}
    >
      {content}
    </Link>
  );
}

/** Text all of it, whatever is in it. */
function Marked({ parts }: { parts: SearchItem['snippet'] }) {
  // Pieces have no names of their own, and never change their order.
  return parts.map(({ text, hit }, index) =>
    hit ? (
      <mark key={index} className={css.hit}>
        {text}
      </mark>
    ) : (
      <span key={index}>{text}</span>
    ),
  );
}

function KindMark({ item: { kind, channels } }: { item: SearchItem }) {
  const { t } = useWords();
  if (kind === 'customer') return <User size={14} role="img" aria-label={t('search.one.customer')} />;
  if (kind === 'note') return <StickyNote size={14} className={css.note} role="img" aria-label={t('search.one.note')} />;
  if (kind === 'ticket') return <Hash size={14} role="img" aria-label={t('search.one.ticket')} />;
  return channels.map((channel) => <ChannelMark key={channel} channel={channel} />);
}
