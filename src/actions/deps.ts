import type { ChatFileUrls } from '../present/chatFiles.js';
import type { Attachment } from '../tickets/message.js';
import type { SandboxDoors } from './sandbox.js';
import type { Channel } from '../contract/common.js';
import type { InboundBody } from '../contract/tickets.js';
import type { FileLinks } from '../lib/fileLinks.js';
import type { Blobs } from '../ports/blobs.js';
import type { ChannelAdapter } from '../ports/channel.js';
import type { InboundRaw } from '../ports/intake.js';
import type { Jobs } from '../ports/jobs.js';
import type { PhoneLine } from '../ports/phone.js';
import type { Pictures } from '../ports/pictures.js';
import type { Log } from '../ports/log.js';
import type { SecretBox, TryMailbox } from '../ports/mailAccounts.js';
import type { Presence, RealtimeBus } from '../ports/realtime.js';
import type { Store } from '../ports/store.js';
import type { ThreadPolicy } from '../threading/thread.js';

/** Everything the actions stand on; handed in by the composition root. */
export interface ActionDeps {
  store: Store;
  blobs: Blobs;
  channels: ReadonlyMap<Channel, ChannelAdapter>;
  jobs: Jobs;
  /** Workers run in this process, so what arrives may be placed here at once. */
  placesHere: boolean;
  bus: RealtimeBus;
  presence: Presence;
  log: Log;
  /** The one clock: UTC now. */
  now: () => Date;
  /** Fetches an attachment that the provider keeps. */
  fetchMedia: (url: string) => Promise<{ bytes: Buffer; contentType: string }>;
  /** Encrypts what opens other people's doors. */
  secrets: SecretBox;
  tryMailbox: TryMailbox;
  /** Pictures that mails show from elsewhere. */
  pictures: Pictures;
  /** Make rows of what comes in at our own doors: each channel knows the form of its rows. */
  rows: {
    chat(
      line: { clientId: string; text: string; files: Attachment[] },
      visitor: {
        visitorId: string;
        externalId: string | null;
        name: string | null;
        claimedEmail: string | null;
        claimedPhone: string | null;
        language: string | null;
      },
    ): InboundRaw;
    api(body: InboundBody, meta: Record<string, unknown>): InboundRaw;
  };
  /** Connects to a relay and says in words whether it lets us in. Sends nothing, never throws for what a server does. */
  /** Sends one mail by a relay and says in words how it went. Never throws for what a server does. */
  sendTestMail: (url: string, mail: { from: { address: string; name: string }; to: string }) => Promise<{ ok: boolean; message: string }>;
  /** What the environment says of our mail. */
  mailOut: {
    relayUrl: string | null;
    from: string;
    fromName: string;
    door: { open: boolean; host: string; port: number; address: string };
    /** Why the door is shut; null while it is open. */
    doorOff: string | null;
  };
  /** The phone account; left out where there are no phones. */
  phone?: PhoneLine;
  tryRelay: (url: string) => Promise<{ ok: boolean; message: string }>;
  /** Links to files for providers that fetch what they send on. */
  fileLinks: FileLinks;
  /** Words in HTML: made harmless, and as plain text. */
  html: { clean(html: string): string | null; toPlain(html: string): string };
  chatFiles: ChatFileUrls;
  /** Null in production. */
  sandbox?: SandboxDoors | null;
  /** Pages that may show the chat. `all` is read with every request, and filled anew in place when settings change. */
  widgetOrigins: { fixed: readonly string[]; all: string[] };
  /** What the mail doors take as ours beside what the environment names. */
  ownAddresses: { use(addresses: readonly string[]): void; isOurs(address: string): boolean; isDesks(address: string): boolean };
  policy: {
    firstReplyMinutes: number;
    sessionHours: number;
    production: boolean;
    /** Where browsers reach us. */
    publicUrl: string;
    /** Signs and checks the host page's word on who its visitor is. */
    widgetKey: Uint8Array;
    /** How messages find their tickets. */
    threading: ThreadPolicy;
  };
}
