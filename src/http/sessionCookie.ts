import { SESSION_COOKIE } from '../lib/cookies.js';

const DAYS = 30;

/** A Set-Cookie that starts (token) or ends (null) a browser's session. The store ends a session earlier if it must. */
export function sessionCookie(token: string | null, publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  const age = token === null ? 0 : DAYS * 24 * 3600;
  return `${SESSION_COOKIE}=${token ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`;
}
