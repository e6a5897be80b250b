import { parseUrl } from './parseUrl.js';

/**
 * Origins that may embed the chat. Each is written as a CSP source (`https://shop.example`, `http://localhost:*`), so
 * the same list serves `frame-ancestors` and the Origin check of the socket.
 */

/** Reads one configured origin; undefined when it is none. `*` alone is refused: origins are listed, never all. */
export function readOrigin(text: string): string | undefined {
  const anyPort = /^(https?:\/\/[^/:*]+):\*$/.exec(text);
  if (anyPort?.[1]) return URL.canParse(anyPort[1]) ? `${new URL(anyPort[1]).origin}:*` : undefined;
  const url = parseUrl(text);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.hostname.includes('*')) return undefined;
  const isBare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  return isBare ? url.origin : undefined;
}
