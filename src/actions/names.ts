import type { Store } from '../ports/store.js';

/** How long a changed name may show its old form. */
const STALE_MS = 10_000;

/** Names of the agents and of the API tokens by id, read at most every ten seconds: there are few, and every list shows them. */
export function createAgentNames(store: Store, now: () => Date): () => Promise<ReadonlyMap<string, string>> {
  let names: Promise<ReadonlyMap<string, string>> | null = null;
  let readAt = 0;
  return () => {
    if (!names || now().getTime() - readAt > STALE_MS) {
      readAt = now().getTime();
      names = Promise.all([store.people.agents(), store.people.apiTokens()]).then(
        (all) => new Map(all.flat().map(({ id, name }) => [id, name])),
        (error: unknown) => {
          names = null;
          throw error;
        },
      );
    }
    return names;
  };
}
