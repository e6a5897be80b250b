import { type InfiniteData, type QueryClient, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { NEWEST_KNOWN } from '../../contract/cameSince.js';
import { compareEntries } from '../../contract/storyOrder.js';
import type { Message, Story, StoryEntry, TicketEvent } from '../../contract/tickets.js';
import { api } from './http.js';
import { keys } from './keys.js';

/** A ticket's story as the cache holds it: the newest page first, the entries of each oldest first. */
export type StoryPages = InfiniteData<Story, string | null>;

/** So many messages at first: more than a screen shows, few enough to be there at once. */
const PAGE = 40;

/** The story of a ticket from its end; `fetchNextPage` brings what was before. */
export function useStory(ticketId: string) {
  const story = useInfiniteQuery({
    queryKey: keys.story(ticketId),
    queryFn: ({ pageParam, signal }) =>
      api<Story>(`/tickets/${ticketId}/story`, { query: { limit: PAGE, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  const told = useMemo(() => readStory(story.data), [story.data]);
  return { ...story, ...told };
}

/** Newest page first becomes oldest entry first. */
export function readStory(data: { pages: readonly Story[] } | undefined): { messages: Message[]; events: TicketEvent[] } {
  const entries = data?.pages.toReversed().flatMap((page) => page.items) ?? [];
  return {
    messages: entries.flatMap((entry) => (entry.kind === 'message' ? [entry.message] : [])),
    events: entries.flatMap((entry) => (entry.kind === 'event' ? [entry.event] : [])),
  };
}

/** The newest messages that are there, as whoever acts on a ticket knows it; null: none is there yet. */
export const newestIds = (messages: readonly Pick<Message, 'id'>[]): string[] | null =>
  messages.length > 0 ? messages.slice(-NEWEST_KNOWN).map(({ id }) => id) : null;

const idOf = (entry: StoryEntry): string => (entry.kind === 'message' ? entry.message.id : entry.event.id);

/** The entry in its place by time, or in the place of the older version of itself; what is older than all that is loaded waits to be loaded. */
export function putInStory(old: StoryPages, entry: StoryEntry): StoryPages {
  const at = old.pages.findIndex((page) => page.items.some((one) => idOf(one) === idOf(entry)));
  if (at >= 0) return withPage(old, at, (items) => items.map((one) => (idOf(one) === idOf(entry) ? entry : one)));
  const newest = old.pages.findIndex((page) => page.items.length === 0 || compareEntries(page.items[0]!, entry) <= 0);
  if (newest < 0 && old.pages.at(-1)?.nextCursor) return old;
  return withPage(old, newest < 0 ? old.pages.length - 1 : newest, (items) => {
    const after = items.findLastIndex((one) => compareEntries(one, entry) <= 0);
    return items.toSpliced(after + 1, 0, entry);
  });
}

function withPage(old: StoryPages, index: number, change: (items: StoryEntry[]) => StoryEntry[]): StoryPages {
  return { ...old, pages: old.pages.map((page, i) => (i === index ? { ...page, items: change(page.items) } : page)) };
}

/** How far the ticket's count of events is known here; null while nothing of it is. */
export const knownSeq = (data: StoryPages | undefined): number | null => data?.pages[0]?.seq ?? null;

/** Puts a message where it is shown, if the ticket is open. */
export function showMessage(client: QueryClient, message: Message): void {
  client.setQueryData<StoryPages>(
    keys.story(message.ticketId),
    (old) => old && putInStory(old, { kind: 'message', at: message.createdAt, message }),
  );
}
