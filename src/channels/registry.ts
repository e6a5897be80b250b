import type { Channel } from '../contract/common.js';
import type { Blobs } from '../ports/blobs.js';
import type { ChannelAdapter } from '../ports/channel.js';
import { createApiChannel } from './api/channel.js';
import { createChatChannel, type DeliverToVisitor } from './chat/channel.js';
import { createEmailChannel, type EmailChannel } from './email/channel.js';
import type { EmailConfig } from './email/config.js';
import type { FindSent } from './email/hints.js';
import type { MailParser } from './email/parserPool.js';
import type { OutgoingOf } from './email/send.js';
import { createMessagingChannel } from './sms/channel.js';
import type { TwilioLine } from './twilio/line.js';
import { createVoiceChannel, type FindCall } from './voice/channel.js';

/** What the channels need of the rest, all together. */
export interface ChannelDeps {
  email: EmailConfig;
  twilio: Pick<TwilioLine, 'config' | 'client'>;
  parser: MailParser;
  blobs: Blobs;
  /** Looks up an outgoing message of ours. */
  findSent: FindSent;
  findCall: FindCall;
  /** Whether mail to this address comes to us. */
  isOurs?: (address: string) => boolean;
  /** Whether it is the desk's: at a domain of ours colleagues have addresses of their own. */
  isDesks?: (address: string) => boolean;
  /** How mail leaves from one of our addresses; left out: all alike. */
  outgoingOf?: OutgoingOf;
  /** Whose Authentication-Results prove a mail's sender, in lower case. */
  trustedAuthservId?: string | null;
  deliverToVisitor: DeliverToVisitor;
}

/** One for each kind; mail's shows its headers, too. */
export type Channels = Record<Channel, ChannelAdapter> & { email: EmailChannel };

/** The list of channels. Nothing else knows which kinds there are. */
export function createChannels(deps: ChannelDeps): Channels {
  return {
    email: createEmailChannel({ ...deps, config: deps.email }),
    sms: createMessagingChannel('sms', deps.twilio),
    whatsapp: createMessagingChannel('whatsapp', deps.twilio),
    voice: createVoiceChannel(deps.findCall),
    chat: createChatChannel({ deliverToVisitor: deps.deliverToVisitor }),
    api: createApiChannel(),
  };
}
