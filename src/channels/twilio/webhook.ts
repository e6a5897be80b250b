import type { ErrorCode } from '../../contract/errorCodes.js';
import { ERROR_STATUS } from '../../contract/errorCodes.js';
import type { AcceptInbound, InboundRaw } from '../../ports/intake.js';
import type { Log } from '../../ports/log.js';
import type { Hook } from '../../contract/phone.js';
import { messageIntake, statusIntake } from '../sms/intake.js';
import { voiceIntake } from '../voice/intake.js';
import { voiceAnswer, type VoiceSettings } from '../voice/twiml.js';
import type { TwilioConfig } from './config.js';
import { readForm, type TwilioForm } from './form.js';
import { isSignedByTwilio, type SignedRequest } from './signature.js';

/** `rawBody` is the form as it came, before anybody parsed it. */
export interface TwilioRequest extends SignedRequest {
  rawBody: Buffer;
}

/** To be sent as it is; `body` is TwiML, or a refusal in JSON. */
export interface TwilioReply {
  status: number;
  contentType: string;
  body: string;
}

/** Refusals are answers, too: 403, or 503 when nothing could be stored. */
export type TwilioHook = (request: TwilioRequest) => Promise<TwilioReply>;

export interface TwilioWebhookDeps {
  config: TwilioConfig;
  voice: VoiceSettings;
  accept: AcceptInbound;
  /** Told of every request, so that a set-up can be seen to work. */
  noteRequest?: (hook: Hook, signed: boolean) => void;
  log: Log;
}

const EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/**
 * The three doors for Twilio, without a web framework: signature, row, answer. 403 for what Twilio did not sign, 503 when
 * nothing could be stored (Twilio then takes its fallback URL), and 200 only for what is stored.
 */
export function createTwilioWebhooks(deps: TwilioWebhookDeps): { sms: TwilioHook; voice: TwilioHook; status: TwilioHook } {
  const hook =
    (
      name: Hook,
      intake: (form: TwilioForm, request: TwilioRequest) => InboundRaw | null,
      answer: (form: TwilioForm) => string,
    ): TwilioHook =>
    async (request) => {
      const form = readForm(request.rawBody);
      const isSigned = isSignedByTwilio(request, form, deps.config);
      deps.noteRequest?.(name, isSigned);
      if (!isSigned) return refuse('bad_signature', 'This request is not signed by our Twilio account.');
      const inbound = intake(form, request);
      if (inbound === null) return refuse('invalid_input', 'This request holds no message and no call.');
      try {
        await deps.accept(inbound);
      } catch (error) {
        deps.log.warn({ channel: inbound.channel, err: error instanceof Error ? error.message : 'unknown' }, 'twilio request not stored');
        return refuse('unavailable', 'Nothing could be stored at the moment.');
      }
      return { status: 200, contentType: 'text/xml; charset=utf-8', body: answer(form) };
    };

  return {
    sms: hook(
      'sms',
      (form, request) => messageIntake(form, request.rawBody),
      () => EMPTY,
    ),
    status: hook(
      'status',
      (form, request) => statusIntake(form, request.rawBody),
      () => EMPTY,
    ),
    voice: hook(
      'voice',
      (form, request) => voiceIntake(form, request.rawBody, request.query, deps.config),
      (form) => voiceAnswer(form, deps.config, deps.voice),
    ),
  };
}

function refuse(code: ErrorCode, message: string): TwilioReply {
  return { status: ERROR_STATUS[code], contentType: 'application/json; charset=utf-8', body: JSON.stringify({ error: { code, message } }) };
}
