import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lookAtTickets, useTicketPages } from '../../api/tickets.js';
import { useMe } from '../../api/session.js';
import { EmptyState } from '../../components/EmptyState.js';
import { ErrorNote } from '../../components/ErrorNote.js';
import { Skeleton } from '../../components/Skeleton.js';
import { remember, remembered } from '../../lib/remembered.js';
import { useMediaQuery } from '../../lib/useMediaQuery.js';
import { useSettled } from '../../lib/useSettled.js';
import { InboxHead } from './InboxHead.js';
import { BulkBar } from './BulkBar.js';
import { Mentions } from './Mentions.js';
import { NothingHere } from './NothingHere.js';
import { selection } from './selection.js';
import { TicketRows } from './TicketRows.js';
import css from './InboxList.module.css';
import { useListChanges } from './useListChanges.js';
import { type Sort, type View, defaultSort, filterOf, readSort } from './views.js';

/** The tickets of one view as `useListChanges` lets them appear, or what was searched for. `openId` is the one beside it. */
export function InboxList({ view, openId }: { view: View; openId: string | null }) {
  const { t } = useTranslation();
  const me = useMe();
  // Each view keeps the order that was last chosen for it here.
  const [sort, setSort] = useState<Sort>(() => readSort(view, remembered(`sort.${view}`)) ?? defaultSort(view));
  const order = useCallback(
    (chosen: Sort) => {
      setSort(chosen);
      remember(`sort.${view}`, chosen);
    },
    [view],
  );
  const [words, setWords] = useState('');
  const settled = useSettled(words, 250);
  const searching = settled.trim() !== '';
  const mentions = view === 'mentions' && !searching;
  const filter = useMemo(() => filterOf(view, sort, settled), [view, sort, settled]);
  const pages = useTicketPages(filter, !mentions);
  const look = useCallback(() => lookAtTickets(filter), [filter]);
  useEffect(() => selection.clear, [view]);
  // A phone shows the list alone: it is what the page is about.
  const phone = useMediaQuery('(max-width: 720px)');
  const [hovered, setHovered] = useState(false);
  const [scrolled, setScrolled] = useState(false);
  const changes = useListChanges({
    items: pages.items,
    view,
    myId: me.agent.id,
    openId,
    still: hovered,
    scrolled,
    searching,
    asking: pages.isFetching && !pages.isFetchingNextPage,
    failed: pages.isError,
    refetch: pages.refetch,
    look,
  });

  return (
    <section
      className={css.list}
      role={phone && openId === null ? 'main' : undefined}
      aria-label={t('inbox.list.label')}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
    >
      <InboxHead
        view={view}
        sort={sort}
        onSort={order}
        words={words}
        onWords={setWords}
        fresh={mentions ? 0 : changes.fresh}
        onShowFresh={changes.show}
      />
      {mentions && <Mentions openId={openId} />}
      {!mentions && pages.isPending && <Skeleton rows={7} />}
      {!mentions && pages.isError && pages.items.length === 0 && <ErrorNote error={pages.error} onRetry={() => void pages.refetch()} />}
      {!mentions &&
        pages.isSuccess &&
        changes.rows.length === 0 &&
        (searching ? <EmptyState title={t('inbox.search.none')} text={t('inbox.search.noneHint')} /> : <NothingHere view={view} />)}
      {!mentions && changes.rows.length > 0 && (
        <TicketRows
          rows={changes.rows}
          left={changes.left}
          view={view}
          openId={openId}
          more={pages.hasNextPage}
          loadingMore={pages.isFetchingNextPage}
          onMore={() => void pages.fetchNextPage()}
          onScrolled={setScrolled}
        />
      )}
      <BulkBar rows={changes.rows} />
    </section>
  );
}
