import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { HttpConfig } from './deps.js';

/**
 * `api`: JSON and files, nothing may run. `console`: the agents' page, never framed. `frame`: the chat, framed by listed
 * origins only. `demo`: a stand-in for a customer's page, with inline scripts allowed by hash. `public`: `/widget.js` and
 * the frame's assets, which other sites load.
 */
export type PageKind = 'api' | 'console' | 'frame' | 'demo' | 'public';

/** Security headers of one kind of answer. `scriptHashes` are CSP sources of inline scripts. */
export function securityHeaders(kind: PageKind, config: HttpConfig, scriptHashes: string[] = []): RequestHandler {
  const crossOrigin = kind === 'frame' || kind === 'public';
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: directivesOf(kind, config, scriptHashes) },
    crossOriginResourcePolicy: { policy: crossOrigin ? 'cross-origin' : 'same-origin' },
    crossOriginOpenerPolicy: kind === 'console',
    frameguard: kind === 'frame' ? false : { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: config.publicUrl.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
}

type Directives = Record<string, (string | (() => string))[]>;

function directivesOf(kind: PageKind, config: HttpConfig, scriptHashes: string[]): Directives {
  const none: Directives = { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] };
  if (kind === 'api' || kind === 'public') return { ...none, frameAncestors: ["'none'"] };
  const page: Directives = {
    ...none,
    scriptSrc: ["'self'", ...scriptHashes],
    // Libraries set sizes by style attributes and small style elements; scripts stay strict, so this cannot run code.
    styleSrc: ["'self'", "'unsafe-inline'"],
    fontSrc: ["'self'", 'data:'],
    imgSrc: ["'self'", 'data:', 'blob:'],
    mediaSrc: ["'self'", 'blob:'],
    connectSrc: ["'self'", socketOrigin(config.publicUrl)],
    manifestSrc: ["'self'"],
  };
  // Asked anew for each answer: the list of origins is changed while we run.
  if (kind === 'frame') return { ...page, styleSrc: ["'self'"], frameAncestors: [() => ["'self'", ...config.widgetOrigins].join(' ')] };
  // The frame that shows a customer's mail inherits this policy: pictures from elsewhere come through us or not at all.
  return { ...page, frameSrc: ["'self'"], frameAncestors: ["'none'"] };
}

/** Older Safari does not count `wss:` as 'self'. */
const socketOrigin = (publicUrl: string): string => new URL(publicUrl).origin.replace(/^http/, 'ws');
