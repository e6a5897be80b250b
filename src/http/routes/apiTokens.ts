import { ApiToken, CreatedApiToken, NewApiToken } from '../../contract/apiTokens.js';
import { listOf } from '../../contract/common.js';
import { agentRoute, type Route } from '../route.js';
import { ById } from './byId.js';

/** What other systems call the API with. */
export const apiTokenRoutes: Route[] = [
  agentRoute({
    method: 'get',
    path: '/api/v1/tokens',
    summary: 'The tokens of other systems, and when each was last used.',
    response: listOf(ApiToken),
    refusals: [403],
    handle: ({ deps, viewer }) => deps.desk.apiTokens.list(viewer),
  }),
  agentRoute({
    method: 'post',
    path: '/api/v1/tokens',
    summary:
      'Make a token for `Authorization: Bearer`, with the rights of a role. It is shown this once, and good until it is revoked. No two that are good have one name.',
    body: NewApiToken,
    response: CreatedApiToken,
    status: 201,
    refusals: [403, 409],
    handle: ({ deps, viewer, body }) => deps.desk.apiTokens.create(viewer, body),
  }),
  agentRoute({
    method: 'delete',
    path: '/api/v1/tokens/:id',
    summary: 'Revoke a token. The next call with it is refused.',
    params: ById,
    response: null,
    status: 204,
    refusals: [403, 404],
    handle: ({ deps, viewer, params }) => deps.desk.apiTokens.revoke(viewer, params.id),
  }),
];
