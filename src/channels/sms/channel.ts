import type { ChannelAdapter } from '../../ports/channel.js';
import type { TwilioClient } from '../twilio/client.js';
import type { TwilioConfig } from '../twilio/config.js';
import { readMessagingRow } from './parse.js';
import { createMessagingSender } from './send.js';

/** SMS and WhatsApp are one adapter: the same hook, the same form, another prefix on the numbers. */
export function createMessagingChannel(
  channel: 'sms' | 'whatsapp',
  deps: { config: TwilioConfig; client: () => TwilioClient | null },
): ChannelAdapter {
  return {
    channel,
    read: async (record) => readMessagingRow(record),
    sender: createMessagingSender(channel, deps.config, deps.client),
  };
}
