import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR_PX = 80;

/**
 * Opens at the end and stays there while the reader is there; otherwise counts what came below and moves nothing.
 * @param lastId the newest message: older ones that are loaded above change the count and nothing else.
 */
export function useStickToEnd(lastId: string | null, count: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const seen = useRef({ count, lastId });
  const [below, setBelow] = useState(0);

  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
    atEnd.current = true;
    setBelow(0);
  }, []);

  useLayoutEffect(() => {
    const came = seen.current.lastId === lastId ? 0 : count - seen.current.count;
    const isFirst = seen.current.count === 0;
    seen.current = { count, lastId };
    if (atEnd.current) toEnd();
    // A last message taller than the window is read from its beginning.
    const box = scroller.current;
    const last = isFirst ? content.current?.querySelector('article:last-of-type') : null;
    if (last && box && last.clientHeight > box.clientHeight) {
      box.scrollTop += last.getBoundingClientRect().top - box.getBoundingClientRect().top;
      atEnd.current = false;
    } else if (!atEnd.current && came > 0) setBelow((before) => before + came);
  }, [count, lastId, toEnd]);

  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (!box || !inner) return;
    let top = box.scrollTop;
    const onScroll = (): void => {
      // Only going up leaves the end: content that grew meanwhile also makes it look far away.
      const wentUp = box.scrollTop < top - 1;
      top = box.scrollTop;
      if (box.scrollHeight - top - box.clientHeight < NEAR_PX) {
        atEnd.current = true;
        setBelow(0);
      } else if (wentUp) atEnd.current = false;
    };
    // Pictures and mails grow after they are placed, and the writing box takes room away.
    const grown = new ResizeObserver(() => atEnd.current && toEnd());
    grown.observe(inner);
    grown.observe(box);
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      grown.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, [toEnd]);

  return { scroller, content, below, toEnd };
}
