import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/Button.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Skeleton } from '../../components/Skeleton.js';
import { useMentions } from '../../api/workspace.js';
import { useFormat } from '../../i18n/format.js';
import { useNow } from '../../lib/now.js';
import { useCommands } from '../../keys/useCommands.js';
import { testIds } from '../../testids.js';
import css from './Mentions.module.css';
import { NothingHere } from './NothingHere.js';

/** Notes in which a colleague named this agent, newest first. Opening the ticket reads them. */
export function Mentions({ openId }: { openId: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const navigate = useNavigate();
  const mentions = useMentions();
  const at = mentions.items.findIndex(({ ticketId }) => ticketId === openId);
  const go = (step: 1 | -1): void => {
    const next = mentions.items[at < 0 && step < 0 ? mentions.items.length - 1 : at + step];
    if (next) void navigate({ to: '/inbox/$view/$ticketId', params: { view: 'mentions', ticketId: next.ticketId } });
  };
  useCommands({ next: () => go(1), previous: () => go(-1) });
  if (mentions.isPending) return <Skeleton rows={5} />;
  if (mentions.isError && mentions.items.length === 0) return <ErrorNote error={mentions.error} onRetry={() => void mentions.refetch()} />;
  if (mentions.items.length === 0) return <NothingHere view="mentions" />;
  return (
    <div className={css.scroller}>
      <ul>
        {mentions.items.map(({ id, ticketId, ticketNumber, subject, by, preview, at, readAt }) => (
          <li key={id}>
            <Link
              to="/inbox/$view/$ticketId"
              params={{ view: 'mentions', ticketId }}
              className={css.row}
              aria-current={ticketId === openId ? 'page' : undefined}
              data-unread={readAt === null || undefined}
              data-testid={testIds.mention}
            >
              <span className={css.top}>
                <strong dir="auto">{t('work.mention.by', { name: by })}</strong>
                <time dateTime={at} title={format.full(at)}>
                  {format.day(at, now)}
                </time>
              </span>
              <span className={css.words} dir="auto">
                {preview}
              </span>
              <span className={css.about} dir="auto">
                #{ticketNumber} · {subject}
                {readAt === null && (
                  <span className="visually-hidden">{t('bracketed', { words: '', more: t('work.mention.unread') })}</span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {mentions.hasNextPage && (
        <Button size="small" onPress={() => void mentions.fetchNextPage()}>
          {t('action.loadMore')}
        </Button>
      )}
    </div>
  );
}
