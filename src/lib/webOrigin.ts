/** Whether a browser's Origin is ours: the public one or, outside production, the host that the browser asked. */
export function isOwnOrigin(origin: string, host: string | undefined, rules: { publicUrl: string; production: boolean }): boolean {
  if (origin === new URL(rules.publicUrl).origin) return true;
  return !rules.production && host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
}

/** Whether an Origin header is listed, exactly or by `scheme://host:*`. A missing or opaque (`null`) one never is. */
export function isListedOrigin(listed: readonly string[], origin: string | undefined): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.origin === origin && (listed.includes(origin) || listed.includes(`${url.protocol}//${url.hostname}:*`));
}
