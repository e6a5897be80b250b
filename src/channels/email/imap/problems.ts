import type { MailProblem, MailProblemCode } from '../../../contract/mailAccounts.js';

/** Why a mailbox cannot be fetched from, in words for the person who set it up. */
export class MailboxTrouble extends Error {
  readonly code: MailProblemCode;

  constructor(code: MailProblemCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'MailboxTrouble';
    this.code = code;
  }
}

interface Where {
  host: string;
  port: number;
  user: string;
}

/** What imapflow and Node put on their errors; every part may be missing. */
interface Traits {
  code?: string;
  authenticationFailed?: boolean;
  tlsFailed?: boolean;
  responseText?: string;
  responseStatus?: string;
  serverResponseCode?: string;
  _err?: Error;
}

const UNREACHABLE = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL']);
const TIMEOUTS = new Set(['ETIMEDOUT', 'CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'GREEETING_TIMEOUT', 'UPGRADE_TIMEOUT', 'ETIMEOUT']);
const CERTIFICATE = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA)/;

/** Reads an error of the connection; the server's own words are kept, since they often name the remedy. */
export function troubleOf(error: unknown, { host, port, user }: Where): MailboxTrouble {
  if (error instanceof MailboxTrouble) return error;
  const traits: Traits = error instanceof Error ? { ...(error as Traits), ...codeOf(error) } : {};
  const code = traits.code ?? '';
  const trouble = (kind: MailProblemCode, message: string): MailboxTrouble => new MailboxTrouble(kind, message, { cause: error });
  const said = traits.responseText ? ` The server says: ${clean(traits.responseText)}` : '';

  if (traits.authenticationFailed)
    return trouble(
      'wrong_credentials',
      `${host} does not let ${user} in: the user name or the password is wrong, or the provider wants an app password or OAuth.${said}`,
    );
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_FAIL')
    return trouble('unknown_host', `There is no server called ${host}, or the name could not be looked up.`);
  if (code === 'ECONNREFUSED')
    return trouble('refused', `${host} takes no connection on port ${port}. Is it the IMAP port (993 with TLS, 143 with STARTTLS)?`);
  if (UNREACHABLE.has(code)) return trouble('unreachable', `${host} cannot be reached from this machine.`);
  if (TIMEOUTS.has(code))
    return trouble(
      'timeout',
      `${host} did not answer on port ${port} in time. A firewall, or a server that expects TLS on a port without it, looks like this.`,
    );
  if (CERTIFICATE.test(code))
    return trouble(
      'bad_certificate',
      `The certificate of ${host} does not hold (${code}). Use the name that is in it, or make its authority known with NODE_EXTRA_CA_CERTS.`,
    );
  if (code === 'EPROTO' || code.startsWith('ERR_SSL') || traits.tlsFailed)
    return trouble('tls_failed', `No TLS with ${host} on port ${port}: that port may want STARTTLS or no encryption.${said}`);
  if (traits.responseStatus === 'NO' || traits.responseStatus === 'BAD')
    return trouble('server_error', `${host} refused a command.${said}`);
  if (code === 'ECONNRESET' || code === 'EPIPE' || /^(?:E?NoConnection|EConnectionClosed|ClosedAfterConnect\w*)$/.test(code))
    return trouble('connection_lost', `The connection to ${host} was cut.`);
  return trouble(
    'server_error',
    `${host} answered in a way that is not understood: ${clean(error instanceof Error ? error.message : String(error))}`,
  );
}

/** The part of a trouble that is kept with the account and shown to admins. */
export function problemOf({ code, message }: MailboxTrouble): MailProblem {
  return { code, message };
}

/** imapflow wraps the socket's error now and then. */
function codeOf(error: Error & Traits): Pick<Traits, 'code'> {
  const code = error.code ?? error._err?.message ?? undefined;
  const inner = (error as { cause?: { code?: unknown } }).cause?.code;
  return code === undefined && typeof inner === 'string' ? { code: inner } : code === undefined ? {} : { code };
}

/** One line of a server's words, and not too long. */
function clean(words: string): string {
  return words
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
}
