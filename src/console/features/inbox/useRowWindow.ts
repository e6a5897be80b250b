import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { type Seen, drawnRows, seenRows, topToShow } from './rowWindow.js';

/** Rows beyond the window that are drawn as well, so that a turn of the wheel shows no gap. */
const SPARE = 6;

/**
 * Draws of a long list only what is in its window. All rows have one height, so nothing is kept for each of them and none is
 * measured: ten thousand cost what twenty do.
 */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, count: number, height: number) {
  const [seen, setSeen] = useState<Seen>({ from: 0, fits: 0 });

  const look = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    const next = seenRows(box.scrollTop, box.clientHeight, height);
    setSeen((old) => (old.from === next.from && old.fits === next.fits ? old : next));
  }, [scroller, height]);

  // Before the first paint; and again when rows went away, for then the browser may have moved.
  useLayoutEffect(look, [look, count]);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const resized = new ResizeObserver(look);
    resized.observe(box);
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, [scroller, look]);

  /** @param far where a row is put that is not in the window at all */
  const show = useCallback(
    (row: number, far: 'edge' | 'middle') => {
      const box = scroller.current;
      if (box) box.scrollTop = topToShow(row, box.scrollTop, box.clientHeight, height, far);
    },
    [scroller, height],
  );

  return { ...drawnRows(seen, count, SPARE), show };
}
