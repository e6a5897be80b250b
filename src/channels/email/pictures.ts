import { createHmac, timingSafeEqual } from 'node:crypto';
import { lookup as dnsLookup } from 'node:dns';
import { Agent, request, type Dispatcher } from 'undici';
import { AppError, notFound } from '../../lib/errors.js';
import type { Pictures, SignedPicture } from '../../ports/pictures.js';
import { discard, isLiteralInside, outsideLookup, readBody, redirectOf } from '../outside.js';
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
 * Fetches what a mail shows from elsewhere, under our signature only. No cookie, no credential and no referrer goes
 * along, and only bytes that are a picture come back.
 */
export function createPictures({
  key,
  now,
  maxBytes = 5 * 1024 * 1024,
  timeoutMs = 10_000,
  lookup = dnsLookup,
  mayAsk = isPublicAddress,
  ports = ['', '80', '443'],
}: PictureOptions): Pictures {
  const sign = (url: string, until: number): Buffer => createHmac('sha256', key).update(`picture\0${until}\0${url}`).digest();
  const dispatcher = new Agent({
    connect: { lookup: outsideLookup(mayAsk, lookup), timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });

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
        const location = redirectOf(response);
        if (location !== null) {
          discard(response);
          url = readUrl(URL.canParse(location, url.href) ? new URL(location, url).href : '', ports, mayAsk);
          continue;
        }
        const bytes = await readBody(response, maxBytes).catch(missing);
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

function readUrl(address: string, ports: readonly string[], mayAsk: (address: string) => boolean): URL {
  const url = address.length <= MAX_URL && URL.canParse(address) ? new URL(address) : null;
  const fits =
    url !== null &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.username === '' &&
    url.password === '' &&
    ports.includes(url.port);
  if (!fits || isLiteralInside(url, mayAsk)) throw notFound('picture');
  return url;
}

async function ask(url: URL, dispatcher: Agent, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  return request(url, { dispatcher, signal, headers: { accept: 'image/*', 'user-agent': 'picture-proxy' } }).catch(missing);
}

/** Refused, unreachable, too slow or too large: the agent sees a missing picture, and nobody learns what is inside our network. */
function missing(): never {
  throw notFound('picture');
}
