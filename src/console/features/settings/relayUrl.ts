export type RelaySecurity = 'tls' | 'starttls' | 'none';
/** What a form proposes: RFC 8314 names 465 for TLS from the first byte and 587 for STARTTLS. */
export const RELAY_PORTS: Record<RelaySecurity, number> = { tls: 465, starttls: 587, none: 25 };

/** As nodemailer reads them: STARTTLS that is asked for is never done without. */
const SCHEMES: Record<RelaySecurity, [string, string]> = {
  tls: ['smtps', ''],
  starttls: ['smtp', '?requireTLS=true'],
  none: ['smtp', '?ignoreTLS=true'],
};

/** The address of a relay with its login in it, as the server keeps it: every special character escaped. */
export function relayUrlOf({
  security,
  host,
  port,
  user,
  password,
}: {
  security: RelaySecurity;
  host: string;
  port: number;
  user: string;
  password: string;
}): string {
  const login = user ? `${encodeURIComponent(user)}${password ? `:${encodeURIComponent(password)}` : ''}@` : '';
  const [scheme, rest] = SCHEMES[security];
  return `${scheme}://${login}${host}:${port}${rest}`;
}
