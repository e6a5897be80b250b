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

/** A refusal stays a refusal; only silence and trouble of the server are worth another try. */
function mayRetry(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500);
}
