import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { List } from '../../contract/common.js';
import { api } from './http.js';

type Query = Record<string, string | number | undefined>;

/** A list of the API, page after page, as one flat array. */
export function usePages<T>(key: QueryKey, path: string, query: Query, options: { enabled?: boolean; refetchInterval?: number } = {}) {
  const pages = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => api<List<T>>(path, { query: { limit: 50, ...query, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    ...options,
  });
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  return { ...pages, items };
}
