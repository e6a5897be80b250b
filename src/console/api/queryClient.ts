import { QueryClient } from '@tanstack/react-query';
import type { Me } from '../../contract/desk.js';
import { locked, whose } from '../lib/whose.js';
import { ApiError } from './http.js';
import { keys } from './keys.js';

/** One home of everything that the server knows. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: mayRetry, refetchOnWindowFocus: 'always', networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  client.getQueryCache().subscribe((event) => {
    if (event.query.queryKey[0] !== keys.me[0]) return;
    const me = client.getQueryData<Me | null>(keys.me);
    seat(client, me ? deskOf(me) : null);
    // He is signed in again. What the page itself puts there says nothing of that.
    if (event.type === 'updated' && event.action.type === 'success' && !event.action.manual)
      locked.set(whose.get() !== null && me?.mustChangePassword ? 'one_time' : false);
  });
  return client;
}

/** No desk opens for who has to choose a password first; one that is open already waits for it. */
const deskOf = ({ agent: { id }, mustChangePassword }: Me): string | null => (mustChangePassword && id !== whose.get() ? null : id);

/** Before anything is drawn for the next agent, what is kept for the last one is out of reach, and what was loaded for him is gone. */
function seat(client: QueryClient, id: string | null): void {
  const last = whose.get();
  if (id === last) return;
  if (last !== null) {
    client.removeQueries({ predicate: ({ queryKey: [part] }) => part !== keys.me[0] });
    client.getMutationCache().clear();
  }
  whose.set(id);
  locked.set(false);
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
