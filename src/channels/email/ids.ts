import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Our own Message-IDs `so-<messageId>-<mac>@domain` and reply addresses `local+so-<token>@domain`. Both are bound by
 * HMAC-SHA256 (128 bits) to the outgoing message and to the address it went to, so that neither can be made up and one
 * customer's id says nothing about another's.
 */
export interface OwnToken {
  messageId: string;
  /** Hex. */
  mac: string;
}

export interface MailIds {
  /** Without angle brackets. */
  mintMessageId(messageId: string, recipient: string): string;
  verifyOwnMessageId(parsed: OwnToken, recipients: readonly string[]): boolean;
  /** Null when the local part leaves no room for the token (64 characters are allowed). */
  mintReplyAddress(address: string, messageId: string, recipient: string): string | null;
  verifyReplyToken(parsed: OwnToken, recipients: readonly string[]): boolean;
  /** For the `X-SayOnce-Loop` header. */
  mintLoopMark(messageId: string, recipient: string): string;
  verifyLoopMark(parsed: OwnToken, recipients: readonly string[]): boolean;
}

const MAC_BYTES = 16;
const MAX_LOCAL_PART = 64;
const TOKEN_LENGTH = 45;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** @param key at least 32 secret bytes; other uses of the same secret must derive their own. */
export function createMailIds(key: Buffer, domain: string): MailIds {
  if (key.length < 32) throw new Error('the mail id key needs at least 32 bytes');

  const mac = (use: string, messageId: string, recipient: string): string =>
    createHmac('sha256', key).update(['sayonce', use, messageId, recipient.trim().toLowerCase()].join('\0')).digest('hex').slice(0, MAC_BYTES * 2);

  const verify = (use: string, parsed: OwnToken, recipients: readonly string[]): boolean => {
    const given = Buffer.from(parsed.mac, 'hex');
    return recipients.some((recipient) => {
      const expected = Buffer.from(mac(use, parsed.messageId, recipient), 'hex');
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
  };

  return {
    mintMessageId: (messageId, recipient) => `so-${messageId}-${mac('message-id', messageId, recipient)}@${domain}`,
    verifyOwnMessageId: (parsed, recipients) => verify('message-id', parsed, recipients),
    mintReplyAddress(address, messageId, recipient) {
      const at = address.lastIndexOf('@');
      const local = `${address.slice(0, at)}+so-${encodeToken({ messageId, mac: mac('reply', messageId, recipient) })}`;
      return at > 0 && local.length <= MAX_LOCAL_PART ? `${local}${address.slice(at)}` : null;
    },
    verifyReplyToken: (parsed, recipients) => verify('reply', parsed, recipients),
    mintLoopMark: (messageId, recipient) => `so-${messageId}-${mac('loop', messageId, recipient)}`,
    verifyLoopMark: (parsed, recipients) => verify('loop', parsed, recipients),
  };
}

/** Reads an id of our form, whoever made it: verify it before you believe it. */
export function parseOwnMessageId(id: string): OwnToken | null {
  const match = /^<?so-([0-9a-f]{24})-([0-9a-f]{32})@[^<>@\s]{1,255}>?$/i.exec(id.trim());
  return match?.[1] && match[2] ? { messageId: match[1].toLowerCase(), mac: match[2].toLowerCase() } : null;
}

export function parseLoopMark(value: string): OwnToken | null {
  const match = /^so-([0-9a-f]{24})-([0-9a-f]{32})$/i.exec(value.trim());
  return match?.[1] && match[2] ? { messageId: match[1].toLowerCase(), mac: match[2].toLowerCase() } : null;
}

/** All ids of our form in a text, without brackets, each once, at most 20. */
export function findOwnMessageIds(text: string): string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(/so-[0-9a-f]{24}-[0-9a-f]{32}@[A-Za-z0-9.-]{1,255}/gi)) {
    found.add(match[0]);
    if (found.size >= 20) break;
  }
  return [...found];
}

/** All reply tokens in a list of addresses; capital letters are forgiven, some mail programs make them. */
export function findReplyTokens(text: string): OwnToken[] {
  const found: OwnToken[] = [];
  for (const match of text.matchAll(/\+so-([a-z2-7]{45})@/gi)) {
    const token = decodeToken((match[1] ?? '').toLowerCase());
    if (token && !found.some((other) => other.messageId === token.messageId && other.mac === token.mac)) found.push(token);
    if (found.length >= 20) break;
  }
  return found;
}

/** 12 bytes of id and 16 of mac in base32: 45 letters and digits, small and safe in any case. */
function encodeToken(token: OwnToken): string {
  const bytes = Buffer.from(token.messageId + token.mac, 'hex');
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      text += ALPHABET[(held >> (bits - 5)) & 31];
      bits -= 5;
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(held << (5 - bits)) & 31] : text;
}

function decodeToken(text: string): OwnToken | null {
  if (text.length !== TOKEN_LENGTH) return null;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of text) {
    held = (held << 5) | ALPHABET.indexOf(letter);
    bits += 5;
    if (bits >= 8) {
      bytes.push((held >> (bits - 8)) & 255);
      bits -= 8;
    }
    held &= (1 << bits) - 1;
  }
  const hex = Buffer.from(bytes).toString('hex');
  return { messageId: hex.slice(0, 24), mac: hex.slice(24, 56) };
}
