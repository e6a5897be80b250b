import type { Blobs } from '../../ports/blobs.js';
import type { ChannelAdapter } from '../../ports/channel.js';
import type { EmailConfig } from './config.js';
import type { FindSent } from './hints.js';
import { createMailIds } from './ids.js';
import type { MailParser } from './parserPool.js';
import { createEmailReader } from './read.js';
import { createEmailSender, type EmailSender, type OutgoingOf } from './send.js';

export interface EmailChannelDeps {
  config: EmailConfig;
  parser: MailParser;
  blobs: Blobs;
  findSent: FindSent;
  /** Whether an address is one of ours: a list that is only our own front door is no list. */
  isOurs?: (address: string) => boolean;
  /** Whether it is the desk's: at a domain of ours colleagues have addresses of their own. */
  isDesks?: (address: string) => boolean;
  /** How mail leaves from one of our addresses; left out: all alike. */
  outgoingOf?: OutgoingOf;
  /** Whose Authentication-Results prove a sender; null or left out: nobody's. */
  trustedAuthservId?: string | null;
}

export interface EmailChannel extends ChannelAdapter {
  readonly sender: EmailSender;
}

/** Opens nothing: mail comes in by the listener, the hook and the fetcher, and a relay is connected to when there is something to send. */
export function createEmailChannel(deps: EmailChannelDeps): EmailChannel {
  const ids = createMailIds(deps.config.key, deps.config.domain);
  return {
    channel: 'email',
    read: createEmailReader({ ...deps, ids }),
    sender: createEmailSender(deps.config, ids, deps.blobs, deps.outgoingOf),
  };
}
