import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatMessage } from '../../contract/realtime.js';
import type { ChatState } from './state.js';

const NEAR_PX = 60;

const keyOf = (line: ChatMessage | undefined): string => line?.clientId ?? line?.id ?? '';

/**
 * Keeps the lines at their end while the reader is there, and goes there with every line of his own. Who has scrolled up
 * stays where he is; `below` says how many answers he has not come to yet.
 */
export function useEnd({ lines, unsent, uploads, typing, open }: ChatState) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const top = useRef(0);
  const height = useRef(0);
  const own = useRef<string | undefined>(undefined);
  /** The last line when the reader left the end; null: he is there. */
  const [left, setLeft] = useState<string | null>(null);
  const below = left === null ? 0 : lines.slice(lines.findIndex((line) => keyOf(line) === left) + 1).filter(isAnswer).length;

  function toEnd(): void {
    if (box.current) {
      box.current.scrollTop = box.current.scrollHeight;
      top.current = box.current.scrollTop;
    }
    atEnd.current = true;
    setLeft(null);
  }

  function onScroll({ scrollHeight, scrollTop, clientHeight }: HTMLElement): void {
    // Only going up leaves the end: lines that came meanwhile also make it look far away, and so does room that was taken.
    const wentUp = scrollTop < top.current && clientHeight === height.current;
    top.current = scrollTop;
    if (scrollHeight - scrollTop - clientHeight < NEAR_PX) {
      atEnd.current = true;
      setLeft(null);
    } else if (wentUp && atEnd.current) {
      atEnd.current = false;
      setLeft(keyOf(lines.at(-1)));
    }
  }

  const newest = uploads.at(-1)?.key ?? unsent.at(-1)?.clientId;
  useLayoutEffect(() => {
    const said = newest !== undefined && newest !== own.current;
    own.current = newest ?? own.current;
    if (atEnd.current || said) toEnd();
  }, [lines, unsent, uploads, typing, open, newest]);
  useEffect(() => {
    const list = box.current;
    if (!list) return;
    // The box to write in and the questions above it take room away.
    const sized = new ResizeObserver(() => {
      height.current = list.clientHeight;
      if (atEnd.current) toEnd();
    });
    sized.observe(list);
    return () => sized.disconnect();
  }, []);
  return { box, below, toEnd, onScroll };
}

const isAnswer = ({ from }: ChatMessage): boolean => from === 'agent';
