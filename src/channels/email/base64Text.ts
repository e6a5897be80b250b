import { Transform, type TransformCallback } from 'node:stream';

/** Encoders fill their lines: 76 letters by RFC 2045 6.8, 60 or 64 by old habits. */
const FULL_LINE = /^[A-Za-z0-9+/]{60,}={0,2}$/;
const LINE = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * The bytes of a text that is said to be base64. What stands below the last encoded line is words: a list or a relay has
 * put its footer there, or nothing was encoded at all. Letters outside of the alphabet before it are left out.
 */
export function decodeBase64Text(encoded: string): Buffer {
  const lines = encoded.split(/\r?\n/);
  const full = lines.findLastIndex((line) => FULL_LINE.test(line.trim()));
  const below = lines.findIndex((line, at) => at > full && !LINE.test(line.trim()));
  if (below < 0) return decodePieces(encoded);
  const decoded = decodePieces(lines.slice(0, below).join('\n'));
  const words = Buffer.from(lines.slice(below).join('\n'), 'latin1');
  return decoded.length === 0 ? words : Buffer.concat([decoded, Buffer.from('\n'), words]);
}

/** Where several encoded texts stand one after the other, each ends with its own padding, and Node stops at the first. */
function decodePieces(encoded: string): Buffer {
  return Buffer.concat(
    encoded
      .replace(/[^A-Za-z0-9+/=]+/g, '')
      .split(/=+/)
      .map((piece) => Buffer.from(piece, 'base64')),
  );
}

/** The same as a stream, which gives all of it at its end. */
export class Base64TextDecoder extends Transform {
  private readonly chunks: Buffer[] = [];

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.chunks.push(chunk);
    done();
  }

  override _flush(done: TransformCallback): void {
    this.push(decodeBase64Text(Buffer.concat(this.chunks).toString('latin1')));
    done();
  }
}
