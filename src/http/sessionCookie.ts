import { SESSION_COOKIE, SESSION_DAYS } from '../lib/cookies.js';

/** A Set-Cookie that starts (token) or ends (null) a browser's session; both last equally long. */
export function sessionCookie(token: string | null, publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  const age = token === null ? 0 : SESSION_DAYS * 24 * 3600;
  return `${SESSION_COOKIE}=${token ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`;
}
