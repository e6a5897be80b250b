import type { SpokenLanguage } from '../lib/spokenLanguages.js';
import type { ImapMailbox } from './imapUrl.js';
import type { InboundAddress, TrustProxy } from './variables.js';

/** What a process does: `web` answers and listens, `workers` read, place and send, `all` does both. */
export type Role = 'all' | 'web' | 'workers';
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** What is needed to start, frozen. Channel accounts, teams, rules and texts are in the store instead. */
export interface Config {
  readonly production: boolean;
  readonly role: Role;
  readonly logLevel: LogLevel;
  /** Absolute; exists and can be written to (on MongoDB with a SECRET_KEY this is not checked: nothing need be kept there). */
  readonly dataDir: string;
  /** The root of all keys: hand out `deriveKey(secretKey, purpose)`, not this. */
  readonly secretKey: string;
  readonly http: {
    /** Undefined listens on every interface, IPv4 and IPv6: a container and another machine must be able to reach us. */
    readonly host: string | undefined;
    /** 0 takes any free port. */
    readonly port: number;
    /** Without a slash at its end. Never derived from a request's Host header. */
    readonly publicUrl: string;
    /** For express's `trust proxy`. */
    readonly trustProxy: TrustProxy | false;
  };
  readonly smtp: {
    readonly enabled: boolean;
    /** Why it is not enabled; to be logged and shown in `/health/ready`. */
    readonly disabledReason: string | null;
    readonly host: string | undefined;
    readonly port: number;
    /** Files of a certificate and its key; null: no STARTTLS. */
    readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  };
  /** What IMAP_URL names; more are in the settings. */
  readonly imap: { readonly mailboxes: readonly ImapMailbox[]; readonly pollSeconds: number };
  /** Null: no LMTP. */
  readonly lmtp: { readonly port: number } | null;
  readonly store: { readonly kind: 'embedded'; readonly dataDir: string } | { readonly kind: 'mongodb'; readonly uri: string };
  /** Null when nobody started one for us: `npm start` does, `node dist/src/server.js` alone needs REDIS_URL. */
  readonly redis: { readonly url: string | null };
  readonly mail: {
    readonly from: string;
    readonly fromName: string;
    /** Mail to `support+anything@` reaches `support@`. */
    readonly plusAddressing: boolean;
    /** Null: the outbox keeps and shows what would be sent. */
    readonly relayUrl: string | null;
    /** Whose Authentication-Results prove a sender, in lower case; null: nobody's. */
    readonly trustedAuthservId: string | null;
    /** For mail servers that post raw mail; null: only a signed-in agent's token opens that hook. */
    readonly hookToken: string | null;
    /** What the mail ports take beside our own senders; null: any address. */
    readonly inbound: readonly InboundAddress[] | null;
  };
  readonly twilio: {
    readonly accountSid: string | null;
    /** Signatures by any of them hold; the first one signs in. Empty: every Twilio hook is refused. */
    readonly authTokens: readonly string[];
    readonly number: string | null;
    readonly apiBase: string;
  };
  /** What a caller hears, before the tone, after the recording, and when there was none; null: our own words. */
  readonly voice: {
    readonly language: SpokenLanguage;
    readonly greeting: string | null;
    readonly thanks: string | null;
    readonly goodbye: string | null;
  };
  /** See `isListedOrigin`; each is also a CSP source. */
  readonly widget: {
    readonly origins: readonly string[];
    /** Signs visitors in; null: a key of our own, which nobody outside knows. */
    readonly secret: string | null;
  };
  readonly admin: { readonly email: string; readonly password: string | null };
  readonly policy: {
    readonly firstReplyMinutes: number;
    /** What a customer's next message does beside his live and his solved tickets. */
    readonly separateIssues: 'never' | 'clear' | 'likely';
    readonly reopenDays: number;
    /** `a@b`, `@domain`, `+number`: more senders that are nobody's own. */
    readonly sharedAddresses: readonly string[];
  };
  /** Odd but not wrong: to be logged once at start. */
  readonly warnings: readonly string[];
}
