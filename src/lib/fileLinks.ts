import { createHmac, timingSafeEqual } from 'node:crypto';

/** A file of a message: its place in the message's list. */
export interface FileRef {
  messageId: string;
  index: number;
}

export interface FileLinks {
  /** The path under which whoever has it gets this one file until it expires. */
  pathOf(file: FileRef, now: Date): string;
  /** Null for a token that is not ours, was changed, or has expired. */
  read(token: string, now: Date): FileRef | null;
}

/** A provider fetches within minutes; a visitor's page asks for new links whenever it is opened. */
const LASTS_MS = 12 * 3_600_000;
const BODY_BYTES = 12 + 2 + 6;
const MAC_BYTES = 32;

/**
 * Links to files for those who cannot sign in: a provider that sends a picture on, a visitor of the chat. A link names one
 * file and an end, and is bound to both by HMAC-SHA256 with all its 256 bits.
 */
export function createFileLinks(key: Buffer): FileLinks {
  const macOf = (body: Buffer): Buffer => createHmac('sha256', key).update('file link\0').update(body).digest();
  return {
    pathOf({ messageId, index }, now) {
      const body = Buffer.alloc(BODY_BYTES);
      body.write(messageId, 0, 'hex');
      body.writeUInt16BE(index, 12);
      // Ends on a full hour, so that a page that is drawn again has the same links.
      body.writeUIntBE((Math.floor(now.getTime() / 3_600_000) + 1) * 3_600_000 + LASTS_MS, 14, 6);
      return `/media/${Buffer.concat([body, macOf(body)]).toString('base64url')}`;
    },
    read(token, now) {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length !== BODY_BYTES + MAC_BYTES || bytes.toString('base64url') !== token) return null;
      const body = bytes.subarray(0, BODY_BYTES);
      if (!timingSafeEqual(macOf(body), bytes.subarray(BODY_BYTES)) || body.readUIntBE(14, 6) <= now.getTime()) return null;
      return { messageId: body.toString('hex', 0, 12), index: body.readUInt16BE(12) };
    },
  };
}
