import { type QueryKey, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { List } from '../../contract/common.js';
import { api } from './http.js';

type Query = Record<string, string | number | undefined>;

const FIRST = 50;

/** A page of the API. One may be empty although there are more: where the server looks long for little, it is asked again. */
async function nextPage<T>(path: string, query: Query, cursor: string | null, more: number, signal: AbortSignal): Promise<List<T>> {
  const page = await api<List<T>>(path, { query: { limit: cursor ? more : FIRST, ...query, cursor: cursor ?? undefined }, signal });
  return page.items.length === 0 && page.nextCursor ? nextPage(path, query, page.nextCursor, more, signal) : page;
}

interface Options {
  enabled?: boolean;
  refetchInterval?: number;
  /** What was asked for before is shown until the answer is there. */
  keepsOld?: boolean;
  /** So many at once from the second page on, for a list that draws only what is seen: whoever reads on will read on. */
  more?: number;
}

/** A list of the API, page after page, as one flat array. */
export function usePages<T>(key: QueryKey, path: string, query: Query, { keepsOld = false, more = FIRST, ...options }: Options = {}) {
  const pages = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => nextPage<T>(path, query, pageParam, more, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    ...(keepsOld ? { placeholderData: keepPreviousData } : {}),
    ...options,
  });
  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  return { ...pages, items };
}
