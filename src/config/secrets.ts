import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Everything secret comes from one SECRET_KEY, by purpose, so that no two uses share a key. */
export type KeyPurpose = 'channel-secrets' | 'reply-tokens' | 'message-ids' | 'sessions' | 'chat-visitors' | (string & {});

/** Names this derivation; a change of it makes every stored secret and token unreadable. */
const SALT = 'sayonce/v1';
const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** 32 bytes for one purpose, by HKDF-SHA-256 (RFC 5869). The same key and purpose always give the same bytes. */
export function deriveKey(secretKey: string, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, SALT, purpose, 32));
}

/**
 * Encrypts a credential for the store with AES-256-GCM.
 * @param context where it is kept (`channelAccount:ID:password`): a copy put in another place does not decrypt.
 */
export function encryptSecret(key: Buffer, plain: string, context: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return [VERSION, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
}

/**
 * Reads what `encryptSecret` made.
 * @throws {UnreadableSecret} when the key or the place is another one, or the text was changed.
 */
export function decryptSecret(key: Buffer, sealedText: string, context: string): string {
  const [version, iv, tag, sealed] = sealedText.split('.');
  if (version !== VERSION || iv === undefined || tag === undefined || sealed === undefined) throw new UnreadableSecret();
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context, 'utf8'));
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new UnreadableSecret({ cause });
  }
}

/** A stored secret that this SECRET_KEY cannot open. */
export class UnreadableSecret extends Error {
  constructor(options?: { cause?: unknown }) {
    super('A stored secret cannot be read: SECRET_KEY is another one than when it was saved. Enter it again.', options);
    this.name = 'UnreadableSecret';
  }
}
