import type { Request } from 'express';
import type { Viewer } from '../actions/desk.js';
import { SESSION_COOKIE, cookieValue } from '../lib/cookies.js';
import { AppError } from '../lib/errors.js';
import { firstLanguage } from '../lib/language.js';
import type { HttpDeps } from './deps.js';
import { comesFromOwnPage } from './webOrigin.js';

const SAFE = new Set(['GET', 'HEAD']);

/**
 * Who asks: by bearer token or by the console's cookie. A browser sends the cookie by itself, so with it a change needs
 * a proof that one of our own pages made the request. A request with a bearer token is never saved by a cookie.
 * @throws AppError `not_signed_in`, `bad_origin`.
 */
export async function authenticate(request: Request, deps: HttpDeps): Promise<{ viewer: Viewer; token: string }> {
  const { authorization, cookie } = request.headers;
  const token = authorization === undefined ? cookieValue(cookie, SESSION_COOKIE) : bearerToken(authorization);
  if (!token) throw notSignedIn();
  const byCookie = authorization === undefined;
  if (byCookie && !SAFE.has(request.method) && !comesFromOwnPage(request.headers, deps.config)) {
    throw new AppError('bad_origin', 'This request did not come from our own page.');
  }
  const viewer = await deps.desk.sessions.find(token);
  if (!viewer) throw notSignedIn();
  return { viewer: { ...viewer, language: firstLanguage(request.headers['accept-language']) ?? undefined }, token };
}

/** The token of an `Authorization: Bearer` header; null for any other header. */
export function bearerToken(authorization: string | undefined): string | null {
  return /^Bearer +([^\s]{1,1000})$/i.exec(authorization ?? '')?.[1] ?? null;
}

const notSignedIn = (): AppError => new AppError('not_signed_in', 'Please sign in.');
