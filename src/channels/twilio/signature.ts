import twilio from 'twilio';
import type { TwilioConfig } from './config.js';
import type { TwilioForm } from './form.js';

/** What Twilio has signed beside the form: it signs the address as its settings name it. */
export interface SignedRequest {
  /** As requested, e.g. `/hooks/twilio/sms`. */
  path: string;
  /** As requested, without the question mark; empty when there is none. */
  query: string;
  headers: Record<string, string | string[] | undefined>;
}

/**
 * Did Twilio send this? By the SDK's rule over the configured public URL. Without a token, without the header or with a
 * body that is no form the answer is no.
 */
export function isSignedByTwilio(request: SignedRequest, form: TwilioForm, config: TwilioConfig): boolean {
  const signature = headerOf(request, 'x-twilio-signature');
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headerOf(request, 'content-type') ?? '');
  if (signature === null || !isForm) return false;
  const url = `${config.publicUrl.replace(/\/+$/, '')}${request.path}${request.query === '' ? '' : `?${request.query}`}`;
  return config.authTokens.some((token) => token !== '' && twilio.validateRequest(token, signature, url, form));
}

/** Null when it is missing, empty, or there twice. */
function headerOf(request: SignedRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
