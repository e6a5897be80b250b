import type { Express, Request, RequestHandler, Response } from 'express';
import { AppError } from '../lib/errors.js';
import { addressBlock } from './addressBlock.js';
import { answer } from './answer.js';
import { authenticate } from './authenticate.js';
import type { HttpServices } from './deps.js';
import { HeadedError } from './problem.js';
import { brokenOff, check, readBody, readRaw, streamOf } from './readInput.js';
import { Reply, type AnyContext, type RequestFacts, type Route } from './route.js';
import { isListedOrigin, isOwnOrigin } from '../lib/webOrigin.js';

/** What an agent with a one-time password may do: look who he is, change it, sign out. */
const OPEN_BEFORE_PASSWORD: ReadonlySet<string> = new Set(['/api/v1/me', '/api/v1/me/password', '/api/v1/session']);

/** Mounts the table: for each path its methods, and an answer for all others. */
export function mountRoutes(app: Express, routes: readonly Route[], deps: HttpServices): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const here = routes.filter((route) => route.path === path);
    const mounted = app.route(path);
    for (const route of here) mounted[route.method](serve(route, deps));
    mounted.all(otherMethods(here, deps));
  }
}

function serve(route: Route, deps: HttpServices): RequestHandler {
  return async (request, response) => {
    response.locals['route'] = route.path;
    if (route.cors) allowOrigin(request, response, deps);
    const facts = factsOf(request, response);
    const known = route.auth === 'agent' ? await authenticate(request, deps) : null;
    if (known) response.locals['agentId'] = known.viewer.id;
    if (known?.viewer.mustChangePassword && !OPEN_BEFORE_PASSWORD.has(route.path))
      throw new AppError('password_change_needed', 'Please choose a password of your own first.');
    await route.admit?.(deps, facts);
    const params = route.params ? check(route.params, request.params, 'params') : undefined;
    const query = route.query ? check(route.query, request.query, 'query') : undefined;
    if (route.raw) facts.rawBody = await readRaw(route.raw, request, response);
    if (route.stream) facts.stream = streamOf(route.stream, request);
    const body = await readBody(route, request, response);
    const context: AnyContext = { ...known, deps, request: facts, params, query, body };
    const result = await route.handle(context).catch((failure: unknown) => {
      throw route.stream ? brokenOff(request, failure) : failure;
    });
    if (!deps.config.production) compareWithContract(route, result, deps);
    await answer(response, result, route.status ?? 200);
  };
}

function factsOf(request: Request, response: Response): RequestFacts {
  const [path = '', ...query] = request.originalUrl.split('?');
  return {
    id: String(response.locals['requestId']),
    ip: addressBlock(request.ip ?? ''),
    headers: request.headers,
    path,
    query: request.originalUrl.includes('?') ? `?${query.join('?')}` : '',
    rawBody: Buffer.alloc(0),
    stream: null,
  };
}

/** A hook's caller proves itself with a signed POST; anything else is refused as unsigned. */
function otherMethods(here: readonly Route[], deps: HttpServices): RequestHandler {
  const allow = [...new Set(here.map((route) => route.method.toUpperCase())), 'OPTIONS'].join(', ');
  return (request, response) => {
    const cors = here.find((route) => route.cors);
    if (request.method === 'OPTIONS') {
      if (cors) allowOrigin(request, response, deps);
      response.status(204).set('allow', allow).end();
      return;
    }
    if (here.some((route) => route.auth === 'hook')) throw new AppError('bad_signature', 'This is not a signed request.');
    throw new HeadedError('method_not_allowed', `Use ${allow} here.`, { allow });
  };
}

/** CORS without cookies for our own pages and the listed ones. @throws AppError `bad_origin` for any other page. */
function allowOrigin(request: Request, response: Response, deps: HttpServices): void {
  const { origin } = request.headers;
  response.vary('Origin');
  if (origin === undefined) return;
  const known = isOwnOrigin(origin, request.headers.host, deps.config) || isListedOrigin(deps.config.widgetOrigins, origin);
  if (!known) throw new AppError('bad_origin', 'This page may not show the chat.');
  response.set('access-control-allow-origin', origin);
  response.set('cross-origin-resource-policy', 'cross-origin');
  if (request.method === 'OPTIONS') {
    response.set('access-control-allow-methods', 'POST').set('access-control-allow-headers', 'authorization, content-type');
    response.set('access-control-max-age', '600');
  }
}

/** Outside production every JSON answer is held against its schema, so that a slip shows in the log and in tests. */
function compareWithContract(route: Route, result: unknown, deps: HttpServices): void {
  const body = result instanceof Reply ? result.body : result;
  if (!route.response || (result instanceof Reply && result.isBytes())) return;
  const compared = route.response.safeParse(body);
  if (compared.success) return;
  const paths = compared.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  deps.log.error({ route: route.path, method: route.method, paths }, 'an answer breaks the contract');
}
