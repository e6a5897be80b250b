/** What is kept of the request that opened a connection; the request itself is dropped to save memory. */
export interface Opening {
  origin: string | undefined;
  host: string | undefined;
  cookie: string | undefined;
}

export interface OriginRules {
  publicUrl: string;
  production: boolean;
  widgetOrigins: readonly string[];
}

/** Browsers do not keep WebSockets to their own origin, and socket.io takes any: so every opening is checked here. */
export function isOwnOrigin(opening: Opening, rules: OriginRules): boolean {
  const { origin, host } = opening;
  if (origin === undefined) return false;
  if (origin === new URL(rules.publicUrl).origin) return true;
  return !rules.production && host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
}

/** Our own pages, and those that may show the chat. An opaque origin (`null`) is neither. */
export function isKnownOrigin(opening: Opening, rules: OriginRules): boolean {
  const { origin } = opening;
  if (isOwnOrigin(opening, rules)) return true;
  const url = origin === undefined ? null : URL.parse(origin);
  if (!url || url.origin !== origin) return false;
  return rules.widgetOrigins.includes(origin) || rules.widgetOrigins.includes(`${url.protocol}//${url.hostname}:*`);
}
