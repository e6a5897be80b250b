import { Agent, request, type Dispatcher } from 'undici';
import { discard, isLiteralInside, OutsideFailure, outsideLookup, readBody, redirectOf } from '../outside.js';
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

/** `contentType` is made safe, and not held against the bytes. */
export type FetchMedia = (url: string) => Promise<{ bytes: Buffer; contentType: string }>;

/** `timeoutMs` is for the whole fetch, redirects included. */
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
  const outside = new Agent({ connect: { lookup: outsideLookup(), timeout: limits.timeoutMs } });
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
      const location = redirectOf(response);
      if (location !== null) {
        discard(response);
        url = readUrl(location, url);
        authorization = null;
        continue;
      }
      if (response.statusCode !== 200) {
        discard(response);
        throw new MediaFailure(isPassing(response.statusCode) ? 'retry' : 'final', `The file's host answers ${response.statusCode}.`);
      }
      const type = response.headers['content-type'];
      return {
        bytes: await readBody(response, limits.maxBytes).catch(failWith),
        contentType: safeContentType(typeof type === 'string' ? type : ''),
      };
    }
    throw new MediaFailure('final', 'Too many redirects.');
  };
}

async function ask(url: URL, dispatcher: Agent, authorization: string | null, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  try {
    return await request(url, { dispatcher, signal, headers: authorization === null ? {} : { authorization } });
  } catch (error) {
    const inside = [error, error instanceof Error ? error.cause : null].find((one) => one instanceof OutsideFailure);
    return failWith(inside ?? error);
  }
}

/** What is inside, or too large, stays so. */
function failWith(error: unknown): never {
  if (error instanceof OutsideFailure)
    throw new MediaFailure(error.why === 'broken_off' ? 'retry' : 'final', error.message, { cause: error });
  throw new MediaFailure('retry', 'The file could not be fetched.', { cause: error });
}

/** @param from the address that a relative one belongs to */
function readUrl(address: string, from?: URL): URL {
  const url = URL.canParse(address, from?.href) ? new URL(address, from) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') {
    throw new MediaFailure('final', 'This is not an address of a file.');
  }
  return url;
}

function isTwilioHost(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && (url.hostname === 'twilio.com' || url.hostname.endsWith('.twilio.com'));
}

/** Plain http leaves the building only for the API base. */
function refuseInside(url: URL): void {
  if (url.protocol !== 'https:') throw new MediaFailure('final', 'The file is not behind https.');
  if (isLiteralInside(url)) failWith(new OutsideFailure('inside'));
}

function credentialOf(config: TwilioConfig): string | null {
  const token = config.authTokens[0];
  return config.accountSid === null || token === undefined
    ? null
    : `Basic ${Buffer.from(`${config.accountSid}:${token}`).toString('base64')}`;
}

function isPassing(status: number): boolean {
  return status === 404 || status === 408 || status === 425 || status === 429 || status >= 500;
}
