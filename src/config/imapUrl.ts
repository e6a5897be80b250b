import { parseUrl } from './parseUrl.js';

/** One mailbox of IMAP_URL. */
export interface ImapMailbox {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string;
  readonly folder: string;
  /** Null: each mail says itself where it was delivered. */
  readonly address: string | null;
  readonly moveTo: string | null;
  readonly credentials:
    | { readonly kind: 'password'; readonly password: string }
    | { readonly kind: 'access_token'; readonly accessToken: string }
    | {
        readonly kind: 'refresh_token';
        readonly tokenUrl: string;
        readonly clientId: string;
        readonly clientSecret: string;
        readonly refreshToken: string;
      };
}

const OPTIONS = new Set(['address', 'move', 'security', 'auth', 'token_url', 'client_id', 'client_secret']);

/**
 * Reads `imaps://user:password@host:port/folder?address=...&move=...` (after RFC 5092; `imap://` is STARTTLS, and in the
 * clear only on this machine or with `security=none`). `auth=xoauth2` takes the password as an access token, or as a
 * refresh token when `token_url` and `client_id` say where it is exchanged. Undefined when it is none.
 */
export function readImapUrl(text: string): ImapMailbox | undefined {
  const url = parseUrl(text);
  const scheme = url?.protocol;
  if (!url || (scheme !== 'imap:' && scheme !== 'imaps:') || !url.hostname || !url.username || !url.password) return undefined;
  if ([...url.searchParams.keys()].some((key) => !OPTIONS.has(key))) return undefined;
  const option = (name: string): string | null => url.searchParams.get(name) || null;
  try {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const user = decodeURIComponent(url.username);
    const security = securityOf(scheme, host, option('security'));
    const credentials = credentialsOf(decodeURIComponent(url.password), option);
    const address = option('address') ?? (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(user) ? user : null);
    if (!security || !credentials || (address !== null && !/^[^\s@,<>]+@[^\s@,<>]+$/.test(address))) return undefined;
    const folder = decodeURIComponent(url.pathname.replace(/^\//, '').replace(/;.*$/, '')) || 'INBOX';
    return {
      host,
      port: url.port ? Number(url.port) : scheme === 'imaps:' ? 993 : 143,
      security,
      user,
      folder,
      address: address?.toLowerCase() ?? null,
      moveTo: option('move'),
      credentials,
    };
  } catch {
    // A broken percent escape: it is not an IMAP URL.
    return undefined;
  }
}

function securityOf(scheme: string, host: string, wanted: string | null): ImapMailbox['security'] | undefined {
  if (scheme === 'imaps:') return wanted === null || wanted === 'tls' ? 'tls' : undefined;
  if (wanted === 'starttls' || wanted === 'none') return wanted;
  if (wanted !== null) return undefined;
  return host === 'localhost' || host === '::1' || host.startsWith('127.') ? 'none' : 'starttls';
}

function credentialsOf(secret: string, option: (name: string) => string | null): ImapMailbox['credentials'] | undefined {
  if (option('auth') === null) return { kind: 'password', password: secret };
  if (option('auth')?.toLowerCase() !== 'xoauth2') return undefined;
  const tokenUrl = option('token_url');
  if (tokenUrl === null) return { kind: 'access_token', accessToken: secret };
  const clientId = option('client_id');
  if (clientId === null || !/^https?:$/.test(parseUrl(tokenUrl)?.protocol ?? '')) return undefined;
  return { kind: 'refresh_token', tokenUrl, clientId, clientSecret: option('client_secret') ?? '', refreshToken: secret };
}
