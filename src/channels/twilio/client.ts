import twilio, { type Twilio } from 'twilio';
import type { TwilioConfig } from './config.js';

export type TwilioClient = Twilio;

const TIMEOUT_MS = 10_000;

/** The SDK's client, or null when the account is not configured. */
export function createTwilioClient(config: TwilioConfig): TwilioClient | null {
  const token = config.authTokens[0];
  if (!config.accountSid?.startsWith('AC') || token === undefined || token === '') return null;
  // Deliberately without its own retries: creating a message is not idempotent.
  const client = twilio(config.accountSid, token, { autoRetry: false, timeout: TIMEOUT_MS });
  if (config.apiBase !== null) client.api.baseUrl = config.apiBase.replace(/\/+$/, '');
  return client;
}
