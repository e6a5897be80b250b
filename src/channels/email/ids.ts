import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Our own Message-IDs `so-<messageId>-<mac>@domain`, reply addresses `local+so-<token>@domain` and envelope senders
 * `local+sb-<token>@domain`. All are bound by HMAC-SHA256 (128 bits) to the outgoing message and to the address it went
 * to, so that none can be made up and one customer's id says nothing about another's. Where a long local part leaves no
 * room, the address carries 80 bits of the same: it can only be guessed by asking us, one mail for each guess.
 */
export interface OwnToken {
  messageId: string;
  /** Hex. */
  mac: string;
}

/** Makes and checks our marks, each an HMAC over the message's id and its recipient; `recipients` are those it may have been made for. */
export interface MailIds {
  /** Without angle brackets. */
  mintMessageId(messageId: string, recipient: string): string;
  verifyOwnMessageId(parsed: OwnToken, recipients: readonly string[]): boolean;
  /** Null when the local part leaves no room for the token (64 characters are allowed). */
  mintReplyAddress(address: string, messageId: string, recipient: string): string | null;
  verifyReplyToken(parsed: OwnToken, recipients: readonly string[]): boolean;
  /** Where mail servers return what they cannot deliver; null as above. */
  mintEnvelopeSender(address: string, messageId: string, recipient: string): string | null;
  verifyEnvelopeToken(parsed: OwnToken, recipients: readonly string[]): boolean;
  /** For the `X-SayOnce-Loop` header. */
  mintLoopMark(messageId: string, recipient: string): string;
  verifyLoopMark(parsed: OwnToken, recipients: readonly string[]): boolean;
}

const MAC_BYTES = 16;
const SHORT_MAC_BYTES = 10;
const MAX_LOCAL_PART = 64;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_BYTES = 12;
/** Base32 letters of an id with its mac: 45 and 36. */
const TOKEN_LENGTHS = [MAC_BYTES, SHORT_MAC_BYTES].map((bytes) => Math.ceil(((ID_BYTES + bytes) * 8) / 5));

/** @param key at least 32 secret bytes; other uses of the same secret must derive their own. */
export function createMailIds(key: Buffer, domain: string): MailIds {
  if (key.length < 32) throw new Error('the mail id key needs at least 32 bytes');

  const mac = (use: string, messageId: string, recipient: string): string =>
    createHmac('sha256', key)
      .update(['sayonce', use, messageId, recipient.trim().toLowerCase()].join('\0'))
      .digest('hex')
      .slice(0, MAC_BYTES * 2);

  const verify = (use: string, parsed: OwnToken, recipients: readonly string[], mayBeShort = false): boolean => {
    const given = Buffer.from(parsed.mac, 'hex');
    if (given.length !== MAC_BYTES && !(mayBeShort && given.length === SHORT_MAC_BYTES)) return false;
    return recipients.some((recipient) =>
      timingSafeEqual(given, Buffer.from(mac(use, parsed.messageId, recipient), 'hex').subarray(0, given.length)),
    );
  };

  const mintAddress = (use: string, mark: string, address: string, messageId: string, recipient: string): string | null => {
    const at = address.lastIndexOf('@');
    const whole = mac(use, messageId, recipient);
    for (const bytes of [MAC_BYTES, SHORT_MAC_BYTES]) {
      const local = `${address.slice(0, at)}+${mark}-${encodeToken({ messageId, mac: whole.slice(0, bytes * 2) })}`;
      if (at > 0 && local.length <= MAX_LOCAL_PART) return `${local}${address.slice(at)}`;
    }
    return null;
  };

  return {
    mintMessageId: (messageId, recipient) => `so-${messageId}-${mac('message-id', messageId, recipient)}@${domain}`,
    verifyOwnMessageId: (parsed, recipients) => verify('message-id', parsed, recipients),
    mintReplyAddress: (address, messageId, recipient) => mintAddress('reply', 'so', address, messageId, recipient),
    verifyReplyToken: (parsed, recipients) => verify('reply', parsed, recipients, true),
    mintEnvelopeSender: (address, messageId, recipient) => mintAddress('envelope', 'sb', address, messageId, recipient),
    verifyEnvelopeToken: (parsed, recipients) => verify('envelope', parsed, recipients, true),
    mintLoopMark: (messageId, recipient) => `so-${messageId}-${mac('loop', messageId, recipient)}`,
    verifyLoopMark: (parsed, recipients) => verify('loop', parsed, recipients),
  };
}

/** Reads an id of our form, whoever made it: verify it before you believe it. */
export function parseOwnMessageId(id: string): OwnToken | null {
  const match = /^<?so-([0-9a-f]{24})-([0-9a-f]{32})@[^<>@\s]{1,255}>?$/i.exec(id.trim());
  return match?.[1] && match[2] ? { messageId: match[1].toLowerCase(), mac: match[2].toLowerCase() } : null;
}

/** Reads a mark of our form, whoever made it: verify it before you believe it. Null for anything else. */
export function parseLoopMark(value: string): OwnToken | null {
  const match = /^so-([0-9a-f]{24})-([0-9a-f]{32})$/i.exec(value.trim());
  return match?.[1] && match[2] ? { messageId: match[1].toLowerCase(), mac: match[2].toLowerCase() } : null;
}

/** All ids of our form in a mail's bytes, without brackets, each once, at most 20. */
export function findOwnMessageIds(raw: Buffer): string[] {
  const found = new Set<string>();
  // From hyphen to hyphen: base64 has none, so an attachment's megabytes are passed over at once.
  for (let at = raw.indexOf(HYPHEN); at >= 0 && found.size < 20; at = raw.indexOf(HYPHEN, at + 1)) {
    if (raw[at + HYPHEN_AGAIN] !== HYPHEN || at < 2) continue;
    const [id] = /^so-[0-9a-f]{24}-[0-9a-f]{32}@[A-Za-z0-9.-]{1,255}/i.exec(raw.toString('latin1', at - 2, at + LONGEST_ID)) ?? [];
    if (id !== undefined) found.add(id);
  }
  return [...found];
}

const HYPHEN = 0x2d;
/** How far the second hyphen of an id of ours is from the first, and how far its end may be. */
const HYPHEN_AGAIN = 25;
const LONGEST_ID = 320;

/** All reply tokens in a list of addresses; capital letters are forgiven, some mail programs make them. */
export function findReplyTokens(text: string): OwnToken[] {
  return findTokens(text, /\+so-([a-z2-7]{36,45})@/gi);
}

/** All tokens of our envelope senders in a text. */
export function findEnvelopeTokens(text: string): OwnToken[] {
  return findTokens(text, /\+sb-([a-z2-7]{36,45})@/gi);
}

function findTokens(text: string, pattern: RegExp): OwnToken[] {
  const found: OwnToken[] = [];
  for (const match of text.matchAll(pattern)) {
    const token = decodeToken((match[1] ?? '').toLowerCase());
    if (token && !found.some((other) => other.messageId === token.messageId && other.mac === token.mac)) found.push(token);
    if (found.length >= 20) break;
  }
  return found;
}

/** 12 bytes of id and those of the mac in base32: letters and digits, small and safe in any case. */
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
  if (!TOKEN_LENGTHS.includes(text.length)) return null;
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
  return { messageId: hex.slice(0, 24), mac: hex.slice(24) };
}
