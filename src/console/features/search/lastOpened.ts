/** Which of the hits was opened, of which search: whoever comes back goes on from there. */
let last: { search: string; id: string } | null = null;

/** @param search the search's address, words and filters together */
export function rememberOpened(search: string, id: string): void {
  last = { search, id };
}

/** The hit of this search that was opened last. */
export const openedIn = (search: string): string | null => (last?.search === search ? last.id : null);
