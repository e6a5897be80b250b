import { useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../contract/tickets.js';
import { useCommands } from '../../keys/useCommands.js';
import { testIds } from '../../testids.js';
import { TicketRow } from './TicketRow.js';
import { nextRow } from './nextRow.js';
import { selection } from './selection.js';
import css from './TicketRows.module.css';
import type { View } from './views.js';

const ROW = 76;
const rowHeight = (): number => ROW;

interface Props {
  rows: Ticket[];
  left: ReadonlySet<string>;
  view: View;
  openId: string | null;
  more: boolean;
  loadingMore: boolean;
  onMore: () => void;
  onScrolled: (scrolled: boolean) => void;
}

/** As many rows in the page as fit the screen, whether the list has three or ten thousand. */
export function TicketRows({ rows, left, view, openId, more, loadingMore, onMore, onScrolled }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  // Functions that stay the same: a new one would make the virtualizer measure all ten thousand again at each scroll.
  const getItemKey = useCallback((index: number) => rows[index]?.id ?? index, [rows]);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: useCallback(() => scroller.current, []), estimateSize: rowHeight, overscan: 6, getItemKey, useFlushSync: false });
  const shown = virtual.getVirtualItems();
  const picked = selection.use();
  useEffect(() => selection.order(rows.map(({ id }) => id)), [rows]);

  const lastShown = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (more && !loadingMore && lastShown >= rows.length - 8) onMore();
  }, [more, loadingMore, lastShown, rows.length, onMore]);

  // A ticket that was opened by its address is shown in the list too, once; after that the list is the reader's.
  const sought = useRef<string | null>(null);
  const openAt = openId === null ? -1 : rows.findIndex((ticket) => ticket.id === openId);
  useEffect(() => {
    if (sought.current === openId) return;
    if (openAt >= 0) {
      const { range } = virtual;
      const inView = range !== null && openAt >= range.startIndex && openAt <= range.endIndex;
      virtual.scrollToIndex(openAt, { align: inView ? 'auto' : 'center' });
    } else if (!scroller.current?.scrollTop) return; // It may come with the next page, as long as nobody reads elsewhere.
    sought.current = openId;
  }, [openId, openAt, virtual]);

  // The order as it stood when the open ticket was opened: whoever answers it, or goes back to the list, goes on from there,
  // also if it has left the view or has moved to the end by then.
  const opened = useRef<{ id: string | null; order: readonly string[] }>({ id: null, order: [] });
  useEffect(() => {
    if (openAt >= 0 && opened.current.id !== openId) opened.current = { id: openId, order: rows.map(({ id }) => id) };
  }, [openAt, openId, rows]);
  // Where the keys have got to: a held one is faster than the page.
  const reached = useRef(openId);
  useEffect(() => void (reached.current = openId), [openId]);
  const go = (step: 1 | -1): void => {
    const id = nextRow(rows, opened.current.order, reached.current ?? opened.current.id, step);
    if (id === null) return;
    reached.current = id;
    virtual.scrollToIndex(rows.findIndex((ticket) => ticket.id === id), { align: 'auto' });
    void navigate({ to: '/inbox/$view/$ticketId', params: { view, ticketId: id } });
  };
  useCommands({
    next: () => go(1),
    previous: () => go(-1),
    select: openId ? () => selection.toggle(openId, false) : undefined,
    selectAll: () => selection.set(picked.size ? [] : rows.map(({ id }) => id)),
  });

  return (
    <div ref={scroller} className={css.scroller} onScroll={(event) => onScrolled(event.currentTarget.scrollTop > 40)} data-testid={testIds.ticketList} data-picking={picked.size > 0 || undefined}>
      <ul className={css.rows} style={{ height: virtual.getTotalSize() }}>
        {shown.map((item) => {
          const ticket = rows[item.index];
          if (!ticket) return null;
          return (
            <li key={ticket.id} className={css.item} style={{ transform: `translateY(${item.start}px)`, height: ROW }} aria-setsize={more ? -1 : rows.length} aria-posinset={item.index + 1}>
              <TicketRow ticket={ticket} view={view} open={ticket.id === openId} left={left.has(ticket.id)} picked={picked.has(ticket.id)} />
            </li>
          );
        })}
      </ul>
      <p className={css.end}>{loadingMore ? t('inbox.list.loadingMore') : !more && rows.length > 20 ? t('inbox.list.end') : ''}</p>
    </div>
  );
}
