import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../contract/tickets.js';
import { useCommands } from '../../keys/useCommands.js';
import { testIds } from '../../testids.js';
import { TicketRow } from './TicketRow.js';
import { nextRow } from './nextRow.js';
import { selection } from './selection.js';
import css from './TicketRows.module.css';
import { useRowWindow } from './useRowWindow.js';
import type { View } from './views.js';

const ROW = 76;

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
  const { start, end, show } = useRowWindow(scroller, rows.length, ROW);
  const picked = selection.use();
  useEffect(() => selection.order(rows), [rows]);

  useEffect(() => {
    if (more && !loadingMore && end > rows.length - 8) onMore();
  }, [more, loadingMore, end, rows.length, onMore]);

  // A ticket that was opened by its address is shown in the list too, once; after that the list is the reader's.
  const sought = useRef<string | null>(null);
  const openAt = openId === null ? -1 : rows.findIndex((ticket) => ticket.id === openId);
  useEffect(() => {
    if (sought.current === openId) return;
    if (openAt >= 0) show(openAt, 'middle');
    else if (!scroller.current?.scrollTop) return; // It may come with the next page, as long as nobody reads elsewhere.
    sought.current = openId;
  }, [openId, openAt, show]);

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
    show(
      rows.findIndex((ticket) => ticket.id === id),
      'edge',
    );
    void navigate({ to: '/inbox/$view/$ticketId', params: { view, ticketId: id } });
  };
  useCommands({
    next: () => go(1),
    previous: () => go(-1),
    select: openId ? () => selection.toggle(openId, false) : undefined,
    selectAll: () => selection.set(picked.size ? [] : rows.map(({ id }) => id)),
  });

  return (
    <div
      ref={scroller}
      className={css.scroller}
      onScroll={(event) => onScrolled(event.currentTarget.scrollTop > 40)}
      data-testid={testIds.ticketList}
      data-picking={picked.size > 0 || undefined}
    >
      <ul className={css.rows} style={{ height: rows.length * ROW }}>
        {rows.slice(start, end).map((ticket, i) => (
          <li
            key={ticket.id}
            className={css.item}
            style={{ transform: `translateY(${(start + i) * ROW}px)`, height: ROW }}
            aria-setsize={more ? -1 : rows.length}
            aria-posinset={start + i + 1}
          >
            <TicketRow ticket={ticket} view={view} open={ticket.id === openId} left={left.has(ticket.id)} picked={picked.has(ticket.id)} />
          </li>
        ))}
      </ul>
      <p className={css.end}>{loadingMore ? t('inbox.list.loadingMore') : !more && rows.length > 20 ? t('inbox.list.end') : ''}</p>
    </div>
  );
}
