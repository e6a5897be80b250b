import type { SearchKind } from '../../../contract/search.js';
import { type Found, type SearchAsk, useFound } from '../../api/search.js';

/** How they stand on the page: who, then what about, then every word. */
export const KINDS = ['customer', 'ticket', 'message', 'note'] as const satisfies SearchKind[];
const AT_FIRST: Record<SearchKind, number> = { customer: 3, ticket: 5, message: 8, note: 4 };
const PAGE = 30;

/** The best of every kind, or one kind page by page. Each is asked for by itself: a word that is in every mail hides no customer. */
export function useSections(ask: SearchAsk | null, kind: SearchKind | undefined, ticketsOnly: boolean): Found[] {
  const wanted = (one: SearchKind): [SearchKind, SearchAsk | null, number] => [
    one,
    (kind ?? one) === one && !(ticketsOnly && one === 'customer') ? ask : null,
    kind ? PAGE : AT_FIRST[one],
  ];
  return [useFound(...wanted('customer')), useFound(...wanted('ticket')), useFound(...wanted('message')), useFound(...wanted('note'))];
}
