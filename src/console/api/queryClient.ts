import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import type { Me } from '../../contract/desk.js';
import { whose } from '../lib/whose.js';
import { ApiError } from './http.js';
import { keys } from './keys.js';

/** One home of everything that the server knows. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => onError(client, error) }),
    mutationCache: new MutationCache({ onError: (error) => onError(client, error) }),
    defaultOptions: {
      queries: { staleTime: 30_000, retry: mayRetry, refetchOnWindowFocus: 'always', networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  // Before anything is drawn for the next agent, what is kept for the last one is out of reach.
  client.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] === keys.me[0]) whose.set(client.getQueryData<Me | null>(keys.me)?.agent.id ?? null);
  });
  return client;
}

/** A session that ended shows the sign-in page over what was open; the address stays. */
function onError(client: QueryClient, error: Error): void {
  if (error instanceof ApiError && error.code === 'not_signed_in') client.setQueryData(keys.me, null);
}

/**
 * What is on the page and could not be loaded is asked for once more: the line is back, and nobody should have to click for it.
 */
export function askFailedAgain(client: QueryClient): void {
  void client.refetchQueries({ type: 'active', predicate: ({ state: { error } }) => error !== null && isTrouble(error) });
}

function mayRetry(failures: number, error: Error): boolean {
  return failures < 2 && isTrouble(error);
}

/** A refusal stays a refusal; only silence and trouble of the server are worth another try. */
const isTrouble = (error: Error): boolean => error instanceof ApiError && (error.status === 0 || error.status >= 500);
