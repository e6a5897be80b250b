import { isListedOrigin, isOwnOrigin } from '../lib/webOrigin.js';

/** What is kept of the request that opened a connection; the request itself is dropped to save memory. */
export interface Opening {
  origin: string | undefined;
  host: string | undefined;
  cookie: string | undefined;
}

/** Which pages may open a socket. */
export interface OriginRules {
  publicUrl: string;
  production: boolean;
  widgetOrigins: readonly string[];
}

/** Browsers do not keep WebSockets to their own origin, and socket.io takes any: so every opening is checked here. */
export function isOwnPage({ origin, host }: Opening, rules: OriginRules): boolean {
  return origin !== undefined && isOwnOrigin(origin, host, rules);
}

/** Our own pages, and those that may show the chat. An opaque origin (`null`) is neither. */
export function isKnownPage(opening: Opening, rules: OriginRules): boolean {
  return isOwnPage(opening, rules) || isListedOrigin(rules.widgetOrigins, opening.origin);
}
