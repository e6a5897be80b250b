import type { IncomingHttpHeaders } from 'node:http';

/** Whether a browser's Origin is ours: the public one or, outside production, the one that the browser asked. */
export function isOwnOrigin(origin: string, headers: IncomingHttpHeaders, config: { publicUrl: string; production: boolean }): boolean {
  if (origin === new URL(config.publicUrl).origin) return true;
  if (config.production || !headers.host) return false;
  return origin === `http://${headers.host}` || origin === `https://${headers.host}`;
}

/** Whether the origin is listed, exactly or by `scheme://host:*`. An opaque origin (`null`) never is. */
export function isListedOrigin(origin: string, listed: readonly string[]): boolean {
  const url = URL.parse(origin);
  if (!url || url.origin !== origin) return false;
  return listed.includes(origin) || listed.includes(`${url.protocol}//${url.hostname}:*`);
}

/** A page of ours made this request: by its Origin, or for want of one by what the browser says of the site. */
export function comesFromOwnPage(headers: IncomingHttpHeaders, config: { publicUrl: string; production: boolean }): boolean {
  if (headers.origin !== undefined) return isOwnOrigin(headers.origin, headers, config);
  return headers['sec-fetch-site'] === 'same-origin';
}
