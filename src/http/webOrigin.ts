import type { IncomingHttpHeaders } from 'node:http';
import { isOwnOrigin } from '../lib/webOrigin.js';

/** A page of ours made this request: by its Origin, or for want of one by what the browser says of the site. */
export function comesFromOwnPage(headers: IncomingHttpHeaders, config: { publicUrl: string; production: boolean }): boolean {
  if (headers.origin !== undefined) return isOwnOrigin(headers.origin, headers.host, config);
  return headers['sec-fetch-site'] === 'same-origin';
}
