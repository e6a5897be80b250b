import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Ticket } from '../../../contract/tickets.js';
import { useNow } from '../../lib/now.js';
import { freshTickets } from './freshTickets.js';
import { type View, belongsIn, isBuiltIn } from './views.js';

interface Params {
  items: Ticket[];
  view: View;
  myId: string;
  openId: string | null;
  /** Somebody points at the list: nothing may move under the pointer. */
  still: boolean;
  scrolled: boolean;
  searching: boolean;
  /** The list is being asked for, all of it or for the first time. */
  asking: boolean;
  /** The last asking brought nothing. */
  failed: boolean;
  refetch: () => Promise<unknown>;
  /** What the list would hold now, without showing it. */
  look: () => Promise<Ticket[]>;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Keeps the list calm while the world changes: rows change in place; those that left the view stay, faded, while the
 * pointer is on the list or they are open; new ones are announced, and shown by themselves only when nobody looks.
 */
export function useListChanges({ items, view, myId, openId, still, scrolled, searching, asking, failed, refetch, look }: Params) {
  const fresh = freshTickets.use();
  /** What the server said a view holds that only the server knows. */
  const [told, setTold] = useState(NONE);

  const left = useMemo(() => {
    if (searching) return new Set<string>();
    return new Set(items.filter((ticket) => belongsIn(view, ticket, myId) === false).map((ticket) => ticket.id));
  }, [items, view, myId, searching]);

  const rows = useMemo(
    () => (left.size === 0 || still ? items : items.filter((ticket) => !left.has(ticket.id) || ticket.id === openId)),
    [items, left, still, openId],
  );

  const count = useMemo(() => {
    const belonging =
      searching || asking ? [] : [...fresh.values()].filter((ticket) => belongsIn(view, ticket, myId) ?? told.has(ticket.id));
    if (belonging.length === 0) return 0;
    const here = new Set(items.map(({ id }) => id));
    return belonging.filter(({ id }) => !here.has(id)).length;
  }, [fresh, told, view, myId, searching, asking, items]);

  const show = useCallback(() => void refetch(), [refetch]);

  // What had changed when the list was asked for stands in it, or further down than what is loaded: it is not offered.
  const asked = useRef<ReturnType<typeof freshTickets.get> | null>(null);
  useEffect(() => {
    if (asking) asked.current = freshTickets.get();
    else if (asked.current && !failed) freshTickets.forget(asked.current);
    if (!asking) asked.current = null;
  }, [asking, failed]);

  const some = count > 0;
  const unseen = !still && !scrolled;
  useEffect(() => {
    if (!some || !unseen) return;
    // Several often come together: one question for all of them.
    const timer = setTimeout(show, 400);
    return () => clearTimeout(timer);
  }, [some, unseen, show]);

  // What a saved view holds only the server knows: it is asked a moment after something changed. Where somebody points or
  // reads below, the answer is only counted, and the list asked for when he has gone.
  const asks = !isBuiltIn(view) || view === 'breaching';
  // What is late is so by the clock, though nothing happens to it.
  const now = useNow();
  const changed = freshTickets.useChanges() + (view === 'breaching' ? now : 0);
  const latest = useRef(changed);
  const shownAt = useRef(changed);
  const toldAt = useRef(changed);
  useEffect(() => void (latest.current = changed), [changed]);
  useEffect(() => {
    if (!asks || searching) return;
    let gone = false;
    const at = unseen ? shownAt : toldAt;
    const timer = setInterval(() => {
      if (latest.current === at.current) return;
      at.current = latest.current;
      if (unseen) return void refetch();
      void look().then(
        (tickets) => void (gone || setTold(new Set(tickets.map(({ id }) => id)))),
        () => undefined,
      ); // No answer: the next change asks again.
    }, 1500);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [asks, searching, unseen, refetch, look]);

  return { rows, left, fresh: unseen ? 0 : count, show };
}
