import { listOf } from '../../contract/common.js';
import { SearchItem, SearchQuery } from '../../contract/search.js';
import { agentRoute, type Route } from '../route.js';

/** One search over everything. */
export const searchRoutes: Route[] = [
  agentRoute({
    method: 'get',
    path: '/api/v1/search',
    summary: 'Words in subjects, messages, notes and customers, in any language, with the places where they stand.',
    query: SearchQuery,
    response: listOf(SearchItem),
    handle: ({ deps, viewer, query }) => deps.desk.search(viewer, query),
  }),
];
