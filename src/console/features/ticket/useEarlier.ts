import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

interface Story {
  data: { pages: unknown[] } | undefined;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** Brings what was said before, shortly before the reader gets there, and keeps the words under his eye where they are. */
export function useEarlier(scroller: RefObject<HTMLDivElement | null>, { data, hasNextPage, isFetchingNextPage, fetchNextPage }: Story) {
  const top = useRef<HTMLDivElement>(null);
  const pages = data?.pages.length ?? 0;
  const before = useRef({ pages, fromEnd: 0 });

  useEffect(() => {
    const [box, mark] = [scroller.current, top.current];
    if (!box || !mark || !hasNextPage || isFetchingNextPage) return;
    const watcher = new IntersectionObserver(
      (seen) => {
        if (!seen.some((entry) => entry.isIntersecting) || box.scrollHeight <= box.clientHeight) return;
        before.current.fromEnd = box.scrollHeight - box.scrollTop;
        void fetchNextPage();
      },
      { root: box, rootMargin: '1200px 0px 0px' },
    );
    watcher.observe(mark);
    return () => watcher.disconnect();
  }, [scroller, hasNextPage, isFetchingNextPage, fetchNextPage, pages]);

  // Remembered at each scroll while older words are on their way, so that going on reading meanwhile does not jump.
  useEffect(() => {
    const box = scroller.current;
    if (!box || !isFetchingNextPage) return;
    const note = (): void => void (before.current.fromEnd = box.scrollHeight - box.scrollTop);
    note();
    box.addEventListener('scroll', note, { passive: true });
    return () => box.removeEventListener('scroll', note);
  }, [scroller, isFetchingNextPage]);

  useLayoutEffect(() => {
    const box = scroller.current;
    const grew = pages > before.current.pages && before.current.pages > 0;
    before.current.pages = pages;
    if (box && grew) box.scrollTop = box.scrollHeight - before.current.fromEnd;
  }, [scroller, pages]);

  return { top, loading: isFetchingNextPage };
}
