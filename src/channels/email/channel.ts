import type { Blobs } from '../../ports/blobs.js';
import type { ChannelAdapter } from '../../ports/channel.js';
import type { EmailConfig } from './config.js';
import type { RecipientsOf } from './hints.js';
import { createMailIds } from './ids.js';
import type { MailParser } from './parserPool.js';
import { createEmailReader } from './read.js';
import { createEmailSender, type EmailSender, type RelayOf } from './send.js';

export interface EmailChannelDeps {
  config: EmailConfig;
  parser: MailParser;
  blobs: Blobs;
  recipientsOf: RecipientsOf;
  /** Whether an address is one of ours: a list that is only our own front door is no list. */
  isOurs?: (address: string) => boolean;
  /** The relay of one of our addresses; left out: the configured one sends for all. */
  relayOf?: RelayOf;
  /** Whose Authentication-Results prove a sender; null or left out: nobody's. */
  trustedAuthservId?: string | null;
}

export interface EmailChannel extends ChannelAdapter {
  readonly sender: EmailSender;
}

export function createEmailChannel(deps: EmailChannelDeps): EmailChannel {
  const ids = createMailIds(deps.config.key, deps.config.domain);
  return {
    channel: 'email',
    read: createEmailReader({ ...deps, ids }),
    sender: createEmailSender(deps.config, ids, deps.blobs, deps.relayOf),
  };
}
