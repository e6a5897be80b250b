import { createHmac, timingSafeEqual } from 'node:crypto';
import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request, type Dispatcher } from 'undici';
import { AppError, notFound } from '../../lib/errors.js';
import type { Pictures, SignedPicture } from '../../ports/pictures.js';
import { isPublicAddress } from '../publicAddress.js';

const PATH = '/api/v1/pictures';
const GOOD_FOR_S = 3_600;
const MAX_URL = 4_000;
const MAX_REDIRECTS = 3;

export interface PictureOptions {
  /** At least 32 secret bytes. */
  key: Buffer;
  now: () => Date;
  maxBytes?: number;
  timeoutMs?: number;
  /** For tests: who resolves names, which addresses may be asked, and at which ports. */
  lookup?: typeof dnsLookup;
  mayAsk?: (address: string) => boolean;
  ports?: readonly string[];
}

/**
 * Fetches what a mail shows from elsewhere, under our signature only. Each address is checked when the connection is
 * made, after every redirect too, so that a name which changes its mind between two look-ups gains nothing; no cookie, no
 * credential and no referrer goes along, and only bytes that are a picture come back.
 */
export function createPictures({ key, now, maxBytes = 5 * 1024 * 1024, timeoutMs = 10_000, lookup = dnsLookup, mayAsk = isPublicAddress, ports = ['', '80', '443'] }: PictureOptions): Pictures {
  const sign = (url: string, until: number): Buffer => createHmac('sha256', key).update(`picture\0${until}\0${url}`).digest();
  const dispatcher = new Agent({ connect: { lookup: checkedLookup(lookup, mayAsk), timeout: timeoutMs }, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });

  return {
    sign(url) {
      const until = Math.floor(now().getTime() / 1000) + GOOD_FOR_S;
      return `${PATH}?${new URLSearchParams({ url, until: String(until), signature: sign(url, until).toString('hex') }).toString()}`;
    },
    async open(picture) {
      requireSignature(picture, sign(picture.url, picture.until), now());
      const signal = AbortSignal.timeout(timeoutMs);
      let url = readUrl(picture.url, ports, mayAsk);
      for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
        const response = await ask(url, dispatcher, signal);
        const location = response.headers['location'];
        if (response.statusCode >= 300 && response.statusCode < 400 && typeof location === 'string') {
          discard(response);
          url = readUrl(URL.canParse(location, url.href) ? new URL(location, url).href : '', ports, mayAsk);
          continue;
        }
        const bytes = await readBody(response, maxBytes);
        const contentType = pictureType(bytes);
        if (response.statusCode !== 200 || contentType === null) throw notFound('picture');
        return { bytes, contentType };
      }
      throw notFound('picture');
    },
  };
}

/** What the bytes are, whatever the server calls them: SVG can run scripts, so it is no picture here. */
export function pictureType(bytes: Buffer): string | null {
  const start = bytes.toString('latin1', 0, 16);
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'image/gif';
  return start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP' ? 'image/webp' : null;
}

function requireSignature({ signature, until }: SignedPicture, expected: Buffer, at: Date): void {
  const given = Buffer.from(signature, 'hex');
  const holds = given.length === expected.length && timingSafeEqual(given, expected);
  if (!holds || until * 1000 < at.getTime()) throw new AppError('bad_signature', 'This address of a picture is not ours, or too old.');
}

/** A literal address is never looked up, so it is checked here. */
function readUrl(address: string, ports: readonly string[], mayAsk: (address: string) => boolean): URL {
  const url = address.length <= MAX_URL && URL.canParse(address) ? new URL(address) : null;
  const host = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
  const fits = url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '' && ports.includes(url.port);
  if (!fits || (isIP(host) !== 0 && !mayAsk(host))) throw notFound('picture');
  return url;
}

async function ask(url: URL, dispatcher: Agent, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  try {
    return await request(url, { dispatcher, signal, headers: { accept: 'image/*', 'user-agent': 'picture-proxy' } });
  } catch {
    // Refused, unreachable or too slow: the agent sees a missing picture, and nobody learns what is inside our network.
    throw notFound('picture');
  }
}

async function readBody(response: Dispatcher.ResponseData, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > maxBytes) throw notFound('picture');
      chunks.push(bytes);
    }
  } catch {
    discard(response);
    throw notFound('picture'); // too large, or broken off
  }
  return Buffer.concat(chunks, size);
}

/** Not wanted any more. undici tells that with an `error` event, which would end the process if nobody heard it. */
function discard(response: Dispatcher.ResponseData): void {
  response.body.on('error', () => undefined);
  response.body.destroy();
}

function checkedLookup(lookup: typeof dnsLookup, mayAsk: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, '', 4);
      const [first] = found;
      if (!first || !found.every((entry) => mayAsk(entry.address))) return callback(new Error('the address is inside a private network'), '', 4);
      if (options.all) return callback(null, found, first.family);
      callback(null, first.address, first.family);
    });
  };
}
