import type { Desk, Viewer, Visitor } from '../actions/desk.js';
import { SESSION_COOKIE, cookieValue } from '../lib/cookies.js';
import { AppError } from '../lib/errors.js';
import { isKnownPage, isOwnPage, type Opening, type OriginRules } from './webOrigin.js';

/** The first look, before a connection exists. Without an Origin it is no browser: a token decides later. */
export function mayOpen(opening: Opening, rules: OriginRules): boolean {
  return opening.origin === undefined || isKnownPage(opening, rules);
}

/**
 * Who opens a console's socket. From a browser: our own pages only, by token or cookie. Without an Origin: by a token,
 * never by a cookie, since a cookie without an Origin proves nothing.
 * @throws AppError `bad_origin`, `not_signed_in`.
 */
export async function admitAgent(
  opening: Opening,
  auth: Record<string, unknown>,
  desk: Pick<Desk, 'sessions'>,
  rules: OriginRules,
): Promise<{ viewer: Viewer; token: string }> {
  if (opening.origin !== undefined && !isOwnPage(opening, rules)) throw badOrigin();
  const given = tokenIn(auth);
  const token = given ?? (opening.origin === undefined ? null : cookieValue(opening.cookie, SESSION_COOKIE));
  const viewer = token ? await desk.sessions.find(token) : null;
  if (!token || !viewer) throw new AppError('not_signed_in', 'Please sign in.');
  if (viewer.mustChangePassword) throw new AppError('password_change_needed', 'Please choose a password of your own first.');
  return { viewer, token };
}

/** Who opens a visitor's socket: always by a token; from our own frame or a listed page. */
export async function admitVisitor(
  opening: Opening,
  auth: Record<string, unknown>,
  desk: Pick<Desk, 'chat'>,
  rules: OriginRules,
): Promise<Visitor> {
  if (opening.origin !== undefined && !isKnownPage(opening, rules)) throw badOrigin();
  const token = tokenIn(auth);
  const visitor = token ? await desk.chat.visitor(token) : null;
  if (!visitor) throw new AppError('not_signed_in', 'This chat session has ended.');
  return visitor;
}

function tokenIn(auth: Record<string, unknown>): string | null {
  const { token } = auth;
  return typeof token === 'string' && token.length > 0 && token.length <= 1000 ? token : null;
}

const badOrigin = (): AppError => new AppError('bad_origin', 'This page may not connect.');
