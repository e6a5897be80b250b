import twilio from 'twilio';
import type { TwilioConfig } from '../../../../src/channels/twilio/config.js';
import type { TwilioRequest } from '../../../../src/channels/twilio/webhook.js';
import { readJsonFixture } from './fixtures.js';

export type Form = Record<string, string | string[]>;

export const TOKEN = 'token-of-the-account-0123456789abcd';

export const twilioConfig: TwilioConfig = {
  accountSid: 'AC00000000000000000000000000000000',
  authTokens: [TOKEN],
  number: '+15550001111',
  publicUrl: 'https://desk.example',
  apiBase: null,
};

export const forms = readJsonFixture<Record<string, Form>>('twilio/forms.json');

export function formOf(name: string): Form {
  const form = forms[name];
  if (!form) throw new Error(`no form ${name}`);
  return form;
}

export function encode(form: Form): Buffer {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, one);
  }
  return Buffer.from(search.toString());
}

/** A request as Twilio would make it, signed by the SDK's own rule. */
export function signed(path: string, form: Form, options: { query?: string; token?: string; base?: string } = {}): TwilioRequest {
  const query = options.query ?? '';
  const url = `${options.base ?? twilioConfig.publicUrl}${path}${query === '' ? '' : `?${query}`}`;
  const signature = twilio.getExpectedTwilioSignature(options.token ?? TOKEN, url, form);
  return {
    path,
    query,
    rawBody: encode(form),
    headers: { 'x-twilio-signature': signature, 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
  };
}
