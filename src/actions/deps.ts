import type { Channel } from '../contract/common.js';
import type { Blobs } from '../ports/blobs.js';
import type { ChannelAdapter } from '../ports/channel.js';
import type { Jobs } from '../ports/jobs.js';
import type { Log } from '../ports/log.js';
import type { Presence, RealtimeBus } from '../ports/realtime.js';
import type { Store } from '../ports/store.js';

/** Everything the actions stand on; handed in by the composition root. */
export interface ActionDeps {
  store: Store;
  blobs: Blobs;
  channels: ReadonlyMap<Channel, ChannelAdapter>;
  jobs: Jobs;
  bus: RealtimeBus;
  presence: Presence;
  log: Log;
  /** The one clock: UTC now. */
  now: () => Date;
  /** Fetches an attachment that the provider keeps. */
  fetchMedia: (url: string) => Promise<{ bytes: Buffer; contentType: string }>;
  policy: {
    firstReplyMinutes: number;
    sessionHours: number;
    production: boolean;
    /** Signs and checks the host page's word on who its visitor is. */
    widgetKey: Uint8Array;
  };
}
