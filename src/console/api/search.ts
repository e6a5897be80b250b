import type { SearchItem, SearchKind, SearchQuery } from '../../contract/search.js';
import { keys } from './keys.js';
import { usePages } from './lists.js';

/** What is looked for, as the API is asked. */
export type SearchAsk = Pick<SearchQuery, 'q' | 'sort'> &
  Partial<Pick<SearchQuery, 'status' | 'channel' | 'assigneeId' | 'tag' | 'from' | 'to'>>;

/** What was found of one kind; nothing is asked for while `ask` is null. */
export function useFound(kind: SearchKind, ask: SearchAsk | null, limit: number) {
  const pages = usePages<SearchItem>(
    keys.search(kind, ask, limit),
    '/search',
    { ...ask, kinds: kind, limit },
    { enabled: ask !== null, keepsOld: true },
  );
  return {
    kind,
    items: ask ? pages.items : [],
    /** Nothing is known of it yet. */
    isNew: ask !== null && pages.isPending,
    /** What stands there answers an earlier question. */
    isOld: ask !== null && pages.isPlaceholderData,
    error: ask && pages.items.length === 0 ? pages.error : null,
    hasMore: ask !== null && pages.hasNextPage,
    isLoadingMore: pages.isFetchingNextPage,
    more: pages.fetchNextPage,
    again: pages.refetch,
  };
}

export type Found = ReturnType<typeof useFound>;
