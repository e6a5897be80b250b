import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request, type Dispatcher } from 'undici';
import { isPublicAddress } from '../publicAddress.js';
import { safeContentType } from '../../lib/fileNames.js';
import type { TwilioConfig } from './config.js';

/** Why a file could not be fetched. `retry`: it may be there later (a recording takes a moment to be ready). */
export class MediaFailure extends Error {
  readonly outcome: 'retry' | 'final';

  constructor(outcome: 'retry' | 'final', message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'MediaFailure';
    this.outcome = outcome;
  }
}

export type FetchMedia = (url: string) => Promise<{ bytes: Buffer; contentType: string }>;

export interface MediaLimits {
  maxBytes: number;
  timeoutMs: number;
  maxRedirects: number;
}

export const MEDIA_LIMITS: MediaLimits = { maxBytes: 16 * 1024 * 1024, timeoutMs: 10_000, maxRedirects: 3 };

/**
 * Fetches pictures and recordings that Twilio keeps. Only Twilio's own hosts are asked, only they see the credential (a
 * redirect leads to a CDN, without it), and no connection is made to an address inside our network, whatever a name
 * resolves to. The one exception is the host of TWILIO_API_BASE.
 * @throws {MediaFailure}
 */
export function createMediaFetcher(config: TwilioConfig, overrides: Partial<MediaLimits> = {}): FetchMedia {
  const limits = { ...MEDIA_LIMITS, ...overrides };
  const outside = new Agent({ connect: { lookup: publicLookup, timeout: limits.timeoutMs } });
  const inside = new Agent({ connect: { timeout: limits.timeoutMs } });
  const apiOrigin = config.apiBase === null ? null : new URL(config.apiBase).origin;

  return async (address) => {
    const signal = AbortSignal.timeout(limits.timeoutMs);
    let url = readUrl(address);
    if (url.origin !== apiOrigin && !isTwilioHost(url)) throw new MediaFailure('final', 'The file is not on a host of Twilio.');
    let authorization: string | null = credentialOf(config);
    for (let hop = 0; hop <= limits.maxRedirects; hop += 1) {
      const isApi = url.origin === apiOrigin;
      if (!isApi) refuseInside(url);
      const response = await ask(url, isApi ? inside : outside, authorization, signal);
      const location = response.headers['location'];
      if (response.statusCode >= 300 && response.statusCode < 400 && typeof location === 'string') {
        discard(response);
        url = readUrl(new URL(location, url).href);
        authorization = null;
        continue;
      }
      if (response.statusCode !== 200) {
        discard(response);
        throw new MediaFailure(isPassing(response.statusCode) ? 'retry' : 'final', `The file's host answers ${response.statusCode}.`);
      }
      const type = response.headers['content-type'];
      return { bytes: await readBody(response, limits.maxBytes), contentType: safeContentType(typeof type === 'string' ? type : '') };
    }
    throw new MediaFailure('final', 'Too many redirects.');
  };
}

async function ask(url: URL, dispatcher: Agent, authorization: string | null, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  try {
    return await request(url, { dispatcher, signal, headers: authorization === null ? {} : { authorization } });
  } catch (error) {
    if (error instanceof MediaFailure) throw error;
    if (error instanceof Error && error.cause instanceof MediaFailure) throw error.cause;
    throw new MediaFailure('retry', 'The file could not be fetched.', { cause: error });
  }
}

/** Not wanted any more. undici tells that with an `error` event, which would end the process if nobody heard it. */
function discard(response: Dispatcher.ResponseData): void {
  response.body.on('error', () => undefined);
  response.body.destroy();
}

async function readBody(response: Dispatcher.ResponseData, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw new MediaFailure('final', 'The file is too large.');
    for await (const chunk of response.body) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > maxBytes) throw new MediaFailure('final', 'The file is too large.');
      chunks.push(bytes);
    }
  } catch (error) {
    discard(response);
    throw error instanceof MediaFailure ? error : new MediaFailure('retry', 'The file broke off.', { cause: error });
  }
  return Buffer.concat(chunks, size);
}

function readUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') {
    throw new MediaFailure('final', 'This is not an address of a file.');
  }
  return url;
}

function isTwilioHost(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && (url.hostname === 'twilio.com' || url.hostname.endsWith('.twilio.com'));
}

/** A literal address is never looked up, so it is checked here; plain http leaves the building only for the API base. */
function refuseInside(url: URL): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol !== 'https:') throw new MediaFailure('final', 'The file is not behind https.');
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new MediaFailure('final', 'The address is inside a private network.');
}

/** Runs at connect time, so that a name which changes its mind between two look-ups gains nothing. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return callback(error, '', 4);
    const first = found[0];
    if (!first || !found.every((entry) => isPublicAddress(entry.address))) {
      return callback(new MediaFailure('final', 'The address is inside a private network.'), '', 4);
    }
    if (options.all) return callback(null, found, first.family);
    callback(null, first.address, first.family);
  });
};

function credentialOf(config: TwilioConfig): string | null {
  const token = config.authTokens[0];
  return config.accountSid === null || token === undefined ? null : `Basic ${Buffer.from(`${config.accountSid}:${token}`).toString('base64')}`;
}

function isPassing(status: number): boolean {
  return status === 404 || status === 408 || status === 425 || status === 429 || status >= 500;
}
