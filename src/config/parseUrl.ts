/** Like `URL.parse`, which Node 20 does not have: null instead of a throw. */
export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
