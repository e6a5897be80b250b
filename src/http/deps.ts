import type { Desk } from '../actions/desk.js';
import type { Log } from '../ports/log.js';
import type { RateLimits } from './rateLimits.js';
import type { SignIn } from './signIn.js';

/** Everything that the HTTP side needs, handed in by the composition root. */
export interface HttpDeps {
  desk: Desk;
  log: Log;
  config: HttpConfig;
  hooks: Hooks;
  health: { version: string };
  rateLimits: RateLimits;
  /** Called after a sign-out, so that the sockets of that session are cut at once. */
  sessionEnded?: (token: string) => void;
  /** Called when a page asks for the chat, with what its browser says it is. */
  pageSeen?: (referer: string) => void;
}

/** What the handlers get: the dependencies, and what is made of them once. */
export interface HttpServices extends HttpDeps {
  signIn: SignIn;
  /** The description of the whole API, made on first use. */
  openApi: () => object;
}

/** What the HTTP side is told of the environment. */
export interface HttpConfig {
  publicUrl: string;
  production: boolean;
  /** How many proxies stand before us (true: one), or their addresses and networks; false trusts no forwarded header. */
  trustProxy: boolean | number | string[];
  /** Origins that may show the chat: exact ones, or `http://localhost:*`. */
  widgetOrigins: string[];
  /** Bearer token of `POST /hooks/email/raw`; null refuses every call. */
  hookToken: string | null;
  /** The built browser code: `console/` and `widget/` are in it. */
  staticDir: string;
}

/** The last part of the hook's path. */
export type TwilioHook = 'sms' | 'voice' | 'status';

/** A request as its channel must see it: nothing decoded, so that a signature can be checked. */
export interface RawRequest {
  /** The path of the original URL. */
  path: string;
  /** The raw query string with its `?`, or ''. */
  query: string;
  rawBody: Buffer;
  headers: Record<string, string | undefined>;
}

/** An answer that a channel has made, to be sent as it is. */
export interface RawAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** The channels' own doors. Each checks its signature, stores, and only then answers. */
export interface Hooks {
  twilio(path: TwilioHook): (request: RawRequest) => Promise<RawAnswer>;
  /** Resolves once the row of the mail is durable. Without an envelope the mail says itself to whom it came. */
  rawMail(bytes: Buffer, envelope: { from?: string; to: string[] }): Promise<{ intakeId: string; duplicate: boolean }>;
}
