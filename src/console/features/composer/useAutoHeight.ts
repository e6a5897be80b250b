import { type RefObject, useLayoutEffect } from 'react';

const MOST_OF_WINDOW = 0.4;

/** The box grows with its words, up to a part of the window. */
export function useAutoHeight(box: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, innerHeight * MOST_OF_WINDOW)}px`;
  }, [box, text]);
}
