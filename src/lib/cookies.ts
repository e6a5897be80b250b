/** The console's session cookie, and for how long a session and its cookie are good. */
export const SESSION_COOKIE = 'sayonce_session';
/** How long a session lasts, and with it the browser's cookie. */
export const SESSION_DAYS = 14;

/** The value of one cookie in a `Cookie` header (RFC 6265, 4.2.1); null when it is not there. */
export function cookieValue(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}
