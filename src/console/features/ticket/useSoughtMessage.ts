import { useSearch } from '@tanstack/react-router';
import { type RefObject, useEffect } from 'react';
import type { Message } from '../../../contract/tickets.js';

const MARKED_MS = 2600;
/** Sizes of what is off the screen are guessed until it is near: the place is looked for again until it stays. */
const STILL_FRAMES = 4;
const MOST_FRAMES = 40;

interface Story {
  messages: readonly Message[];
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** Brings the message that the address asks for, from however far back, shows it in the middle and marks it for a moment. */
export function useSoughtMessage(
  content: RefObject<HTMLElement | null>,
  { messages, hasNextPage, isFetchingNextPage, fetchNextPage }: Story,
): void {
  const { message: sought } = useSearch({ from: '/inbox/$view/$ticketId' });
  const here = sought !== undefined && messages.some(({ id }) => id === sought);

  useEffect(() => {
    if (sought && !here && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [sought, here, hasNextPage, isFetchingNextPage, fetchNextPage]);

  useEffect(() => {
    const one = here ? content.current?.querySelector<HTMLElement>(`article[data-id="${sought}"]`) : null;
    if (!one) return;
    one.dataset['sought'] = '';
    one.focus({ preventScroll: true });
    const timer = setTimeout(() => delete one.dataset['sought'], MARKED_MS);
    let still = 0;
    let frames = 0;
    let top = NaN;
    let next = requestAnimationFrame(function place() {
      one.scrollIntoView({ block: one.clientHeight > innerHeight / 2 ? 'start' : 'center' });
      const now = one.getBoundingClientRect().top;
      still = now === top ? still + 1 : 0;
      top = now;
      if (still < STILL_FRAMES && ++frames < MOST_FRAMES) next = requestAnimationFrame(place);
    });
    return () => {
      clearTimeout(timer);
      cancelAnimationFrame(next);
      delete one.dataset['sought'];
    };
  }, [content, sought, here]);
}
