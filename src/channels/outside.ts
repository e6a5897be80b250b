import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import { isPublicAddress } from './publicAddress.js';

/**
 * Why a file that somebody else keeps was not read. `inside`: its address is in a private network. `too_large`: more bytes
 * than were asked for. `broken_off`: the connection ended before the file did.
 */
export class OutsideFailure extends Error {
  readonly why: 'inside' | 'too_large' | 'broken_off';

  constructor(why: OutsideFailure['why'], options?: { cause?: unknown }) {
    super(
      { inside: 'The address is inside a private network.', too_large: 'The file is too large.', broken_off: 'The file broke off.' }[why],
      options,
    );
    this.name = 'OutsideFailure';
    this.why = why;
  }
}

type MayAsk = (address: string) => boolean;

/**
 * Resolves names to public addresses only. It runs when a connection is made, after every redirect too, so that a name
 * which changes its mind between two look-ups gains nothing.
 */
export function outsideLookup(mayAsk: MayAsk = isPublicAddress, lookup: typeof dnsLookup = dnsLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, '', 4);
      const [first] = found;
      if (!first || !found.every((entry) => mayAsk(entry.address))) return callback(new OutsideFailure('inside'), '', 4);
      if (options.all) return callback(null, found, first.family);
      callback(null, first.address, first.family);
    });
  };
}

/** Whether the host is written as an address of ours: such a one is never looked up, so it is checked by itself. */
export function isLiteralInside(url: URL, mayAsk: MayAsk = isPublicAddress): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !mayAsk(host);
}

/** Where a redirect leads, as it was written; null for any other answer. */
export function redirectOf({ statusCode, headers: { location } }: Dispatcher.ResponseData): string | null {
  return statusCode >= 300 && statusCode < 400 && typeof location === 'string' ? location : null;
}

/** Not wanted any more. undici tells that with an `error` event, which would end the process if nobody heard it. */
export function discard({ body }: Dispatcher.ResponseData): void {
  body.on('error', () => undefined);
  body.destroy();
}

/** @throws {OutsideFailure} `too_large`, before the rest has come; `broken_off` */
export async function readBody(response: Dispatcher.ResponseData, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw new OutsideFailure('too_large');
    for await (const chunk of response.body) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > maxBytes) throw new OutsideFailure('too_large');
      chunks.push(bytes);
    }
  } catch (error) {
    discard(response);
    throw error instanceof OutsideFailure ? error : new OutsideFailure('broken_off', { cause: error });
  }
  return Buffer.concat(chunks, size);
}
