import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../lib/errors.js';
import { MAX_MAIL_BYTES } from '../../lib/mailSizes.js';
import { bearerToken } from '../authenticate.js';
import type { HttpServices, TwilioHook } from '../deps.js';
import { Reply, hookRoute, type RequestFacts, type Route } from '../route.js';
import { tooMany } from '../signIn.js';
import { Accepted } from './traffic.js';

const FORM_LIMIT_BYTES = 100_000;
const MAX_RECIPIENTS = 50;

/** The doors of providers. Fail closed: what is not configured is refused. */
export const hookRoutes: Route[] = [twilioRoute('sms'), twilioRoute('voice'), twilioRoute('status'), rawMailRoute()];

function twilioRoute(hook: TwilioHook): Route {
  return hookRoute({
    method: 'post',
    path: `/hooks/twilio/${hook}`,
    summary: `Twilio's ${hook} webhook, signed by its rule over the public URL.`,
    raw: { limit: FORM_LIMIT_BYTES, contentType: 'application/x-www-form-urlencoded' },
    response: null,
    refusals: [403, 413, 503],
    async admit(deps, request) {
      await brake(deps, request);
      if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers['content-type'] ?? '')) throw notSigned();
    },
    async handle({ deps, request }) {
      const { path, query, rawBody } = request;
      const answered = await deps.hooks.twilio(hook)({ path, query, rawBody, headers: flatHeaders(request) });
      return new Reply(answered.body, { status: answered.status, headers: { 'content-type': answered.contentType } });
    },
  });
}

function rawMailRoute(): Route {
  return hookRoute({
    method: 'post',
    path: '/hooks/email/raw',
    summary: 'A raw mail, for mail servers that can POST. Envelope by `to` (several) and `from`, or X-Envelope-To and -From.',
    query: z.object({ to: z.union([z.string(), z.array(z.string())]).optional(), from: z.string().max(320).optional() }),
    raw: { limit: MAX_MAIL_BYTES, contentType: 'message/rfc822' },
    response: Accepted,
    status: 202,
    refusals: [403, 413, 415, 429, 503],
    async admit(deps, request) {
      await brake(deps, request);
      // A mail server's own token, or the session of somebody who may take messages in.
      const token = bearerToken(request.headers.authorization);
      if (!isToken(token, deps.config.hookToken) && !(token && (await deps.desk.sessions.find(token)))) throw notSigned();
      if (!/^message\/rfc822\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
        throw new AppError('unsupported_media_type', 'Send the mail as message/rfc822.');
      }
    },
    async handle({ deps, request, query }) {
      if (request.rawBody.length === 0) throw new AppError('invalid_input', 'There is no mail in the body.');
      return deps.hooks.rawMail(request.rawBody, envelopeOf(request, query));
    },
  });
}

/** Constant in time, whatever the length. Without a configured token nothing matches. */
function isToken(given: string | null, configured: string | null): boolean {
  if (!given || !configured) return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(configured));
}

async function brake(deps: HttpServices, request: RequestFacts): Promise<void> {
  const wait = await deps.rateLimits.take('intake', request.ip);
  if (wait !== null) throw tooMany(wait, 'Too many calls.');
}

/** @throws AppError when there are more recipients than one mail may have. */
function envelopeOf(request: RequestFacts, query: { to?: string | string[] | undefined; from?: string | undefined }) {
  const { 'x-envelope-to': toHeader, 'x-envelope-from': fromHeader } = flatHeaders(request);
  const to = [query.to ?? toHeader?.split(',') ?? []]
    .flat()
    .map((address) => address.trim())
    .filter(Boolean);
  if (to.length > MAX_RECIPIENTS || to.some((address) => address.length > 320)) {
    throw new AppError('invalid_input', `At most ${MAX_RECIPIENTS} recipients of at most 320 characters.`);
  }
  const from = (query.from ?? fromHeader)?.trim();
  return from ? { from, to } : { to };
}

function flatHeaders(request: RequestFacts): Record<string, string | undefined> {
  const pairs = Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]);
  return Object.fromEntries(pairs) as Record<string, string | undefined>;
}

const notSigned = (): AppError => new AppError('bad_signature', 'This is not a signed request.');
