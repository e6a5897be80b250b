import { DeliveryFailure } from '../../ports/channel.js';

type Outcome = DeliveryFailure['outcome'];

/** Twilio's error codes, from https://www.twilio.com/docs/api/errors, in our words. */
const CODES: Record<string, { outcome: Outcome; why: string }> = {
  '20003': { outcome: 'retry', why: 'Twilio refuses our credentials.' },
  '20005': { outcome: 'retry', why: 'The Twilio account is not active.' },
  '20404': { outcome: 'final', why: 'Twilio does not know this resource.' },
  '20429': { outcome: 'retry', why: 'Too many requests to Twilio at the moment.' },
  '20500': { outcome: 'uncertain', why: 'Twilio had an internal error.' },
  '20503': { outcome: 'uncertain', why: 'Twilio was not available.' },
  '21211': { outcome: 'final', why: 'This is not a valid phone number.' },
  '21212': { outcome: 'final', why: 'Our sending number is not valid.' },
  '21408': { outcome: 'final', why: 'Messages to this region are not allowed for our account.' },
  '21606': { outcome: 'final', why: 'Our number cannot send messages there.' },
  '21608': { outcome: 'final', why: 'A trial account may only write to verified numbers.' },
  '21610': { outcome: 'final', why: 'The customer has opted out (STOP) of messages from this number.' },
  '21611': { outcome: 'retry', why: 'The queue of our number is full.' },
  '21612': { outcome: 'final', why: 'This number cannot be reached from ours.' },
  '21614': { outcome: 'final', why: 'This number cannot receive SMS.' },
  '21617': { outcome: 'final', why: 'The text is longer than 1,600 characters.' },
  '21635': { outcome: 'final', why: 'This number is a landline.' },
  '30001': { outcome: 'retry', why: 'The queue of our number is full.' },
  '30002': { outcome: 'final', why: 'The Twilio account is suspended.' },
  '30003': { outcome: 'final', why: 'The phone is switched off or out of reach.' },
  '30004': { outcome: 'final', why: 'The message was blocked by the receiver.' },
  '30005': { outcome: 'final', why: 'The number is unknown or no longer in use.' },
  '30006': { outcome: 'final', why: 'This is a landline, or a carrier that cannot be reached.' },
  '30007': { outcome: 'final', why: 'The carrier filtered the message.' },
  '30008': { outcome: 'final', why: 'The carrier gave no reason.' },
  '30034': { outcome: 'final', why: 'Our number is not registered for messages to this carrier.' },
  '63016': { outcome: 'final', why: 'WhatsApp takes free text only within 24 hours of the customer’s last message.' },
};

/** No connection was made, so nothing was sent. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** What an error code of Twilio means, in a sentence for agents, with the code. */
export function explainCode(code: string): string {
  return `${CODES[code]?.why ?? 'Twilio could not deliver the message.'} (${code})`;
}

/**
 * What an error of the SDK means. Creating a message is not idempotent: whatever may have reached Twilio without a clear
 * answer is `uncertain`, and a person decides.
 */
export function twilioFailure(error: unknown): DeliveryFailure {
  if (error instanceof DeliveryFailure) return error;
  const fields: Record<string, unknown> = typeof error === 'object' && error !== null ? { ...error } : {};
  const code = fields['code'] === undefined || fields['code'] === null ? null : String(fields['code']);
  const status = typeof fields['status'] === 'number' ? fields['status'] : null;
  const make = (outcome: Outcome, why: string): DeliveryFailure =>
    new DeliveryFailure(outcome, why, code ?? (status === null ? null : String(status)), { cause: error });

  const known = code === null ? undefined : CODES[code];
  if (known) return make(known.outcome, explainCode(code ?? ''));
  if (code !== null && NOT_CONNECTED.has(code)) return make('retry', 'Twilio cannot be reached.');
  if (status === 429) return make('retry', 'Too many requests to Twilio at the moment.');
  if (status === 401 || status === 403) return make('retry', 'Twilio refuses our credentials.');
  if (status !== null && status >= 400 && status < 500) return make('final', explainCode(code ?? String(status)));
  return make('uncertain', 'Twilio gave no clear answer; the message may have been sent.');
}

/** Final, under Twilio's own code for it, so that it reads as if Twilio had refused it. @param limit in characters */
export function tooLong(limit: number): DeliveryFailure {
  return new DeliveryFailure('final', `The text is longer than ${limit.toLocaleString('en')} characters.`, '21617');
}

/** Nobody knows whether it was sent, so it is not tried again by itself. */
export function abandoned(): DeliveryFailure {
  return new DeliveryFailure('uncertain', 'Twilio did not answer in time; the message may have been sent.', 'ABORTED');
}
