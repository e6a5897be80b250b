import { PHONE_TEXT_MAX } from '../../contract/textLengths.js';
import { AppError } from '../../lib/errors.js';
import { DeliveryFailure, type ChannelSender, type OutboundDraft, type PreparedOutbound } from '../../ports/channel.js';
import type { Message } from '../../tickets/message.js';
import type { TwilioClient } from '../twilio/client.js';
import { hookUrl, type TwilioConfig } from '../twilio/config.js';
import { abandoned, tooLong, twilioFailure } from './failures.js';
import { twilioAccount } from './intake.js';

/** Twilio's own limit for all media of one message. */
const MAX_MEDIA_BYTES = 5_000_000;

/** Sends SMS or WhatsApp by the SDK. Never twice: what is interrupted waits for a person. */
export function createMessagingSender(
  channel: 'sms' | 'whatsapp',
  config: TwilioConfig,
  clientOf: () => TwilioClient | null,
): ChannelSender {
  const address = (number: string): string => (channel === 'whatsapp' ? `whatsapp:${number}` : number);
  return {
    reaches: ['phone'],
    carries: { files: true, html: false, copies: false, fileBytes: MAX_MEDIA_BYTES },
    attempts: 10,
    repeatable: false,
    configured: () => clientOf() !== null && config.number !== null,
    prepare: (draft) => prepareText(draft, address(config.number ?? 'unset'), config.number ?? ''),
    async send(message, signal) {
      const client = clientOf();
      const to = message.to[0]?.value;
      if (client === null || config.number === null) throw new DeliveryFailure('retry', 'No Twilio account is configured.', null);
      if (to === undefined) throw new DeliveryFailure('final', 'The message has no recipient.', null);
      if (message.text.length > PHONE_TEXT_MAX) throw tooLong(PHONE_TEXT_MAX);
      if (signal.aborted) throw new DeliveryFailure('retry', 'Given up before it was sent.', 'ABORTED');
      try {
        const created = client.messages.create({
          from: address(config.number),
          to: address(to),
          body: message.text,
          statusCallback: hookUrl(config, 'status'),
          ...mediaOf(message, config),
        });
        return { state: 'accepted', providerId: (await orAbandoned(created, signal)).sid };
      } catch (error) {
        throw twilioFailure(error);
      }
    },
  };
}

/** @throws {AppError} for a text that Twilio would refuse, while the agent can still shorten it. */
function prepareText(draft: OutboundDraft, from: string, number: string): PreparedOutbound {
  if (draft.text.length > PHONE_TEXT_MAX)
    throw new AppError('invalid_input', `A text message holds at most ${PHONE_TEXT_MAX.toLocaleString('en')} characters.`);
  if (/[\r\n\0]/.test(draft.to.value)) throw new AppError('invalid_input', 'A phone number must not hold a line break.');
  return {
    externalId: null,
    channelAccount: twilioAccount(from),
    from: { kind: 'phone', value: number, name: null },
    to: [{ kind: 'phone', value: draft.to.value, name: draft.to.name }],
    subject: null,
    mail: null,
  };
}

/** Twilio fetches the files from us, by links that nobody can guess and that end. */
function mediaOf(message: Message, { publicUrl, filePath }: TwilioConfig): { mediaUrl?: string[] } {
  const urls = message.attachments.flatMap((file, index) =>
    file.sha256 && filePath ? [`${publicUrl.replace(/\/+$/, '')}${filePath(message.id, index)}`] : [],
  );
  return urls.length ? { mediaUrl: urls } : {};
}

/** The SDK cannot be stopped on its way; we stop waiting, and do not know. */
function orAbandoned<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(abandoned());
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
