import { z } from 'zod';
import { SessionBody, SessionResult } from '../../contract/desk.js';
import { AppError } from '../../lib/errors.js';
import { sessionCookie } from '../sessionCookie.js';
import { Reply, agentRoute, openRoute, type Route } from '../route.js';
import { comesFromOwnPage } from '../webOrigin.js';

/** Signing in and out, and the description of it all. */
export const sessionRoutes: Route[] = [
  openRoute({
    method: 'post',
    path: '/api/v1/session',
    summary: 'Sign in. The token is for `Authorization: Bearer`; browsers get it as a cookie as well.',
    body: SessionBody,
    response: SessionResult,
    refusals: [401, 403, 429],
    async handle({ deps, request, body }) {
      const { headers } = request;
      const isBrowser = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
      if (isBrowser && !comesFromOwnPage(headers, deps.config)) {
        throw new AppError('bad_origin', 'Signing in works from our own page only.');
      }
      const result = await deps.signIn(body, request.ip);
      return new Reply(result, { headers: { 'set-cookie': sessionCookie(result.token, deps.config.publicUrl) } });
    },
  }),
  agentRoute({
    method: 'delete',
    path: '/api/v1/session',
    summary: "Sign out: the token is dead and the session's sockets are cut.",
    response: null,
    status: 204,
    refusals: [403],
    async handle({ deps, token }) {
      await deps.desk.sessions.signOut(token);
      deps.sessionEnded?.(token);
      return new Reply(undefined, { headers: { 'set-cookie': sessionCookie(null, deps.config.publicUrl) } });
    },
  }),
  openRoute({
    method: 'get',
    path: '/api/v1/openapi.json',
    summary: 'This description.',
    response: z.record(z.string(), z.unknown()),
    handle: async ({ deps }) => ({ ...deps.openApi() }),
  }),
];
