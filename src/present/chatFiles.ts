import { createHmac, timingSafeEqual } from 'node:crypto';

/** Addresses of a chat's files: a browser loads them without headers, so the right to read one is in its address. */
export interface ChatFileUrls {
  urlOf(messageId: string, index: number): string;
  /** In constant time. */
  isKeyOf(key: string, messageId: string, index: number): boolean;
}

/** The key of an address is 256 bits of HMAC over what it leads to: nobody makes one for another file. */
export function createChatFileUrls(secret: Uint8Array): ChatFileUrls {
  const keyOf = (messageId: string, index: number): string =>
    createHmac('sha256', secret).update(`chat file ${messageId} ${index}`).digest('base64url');
  return {
    urlOf: (messageId, index) => `/widget/files/${messageId}/${index}?key=${keyOf(messageId, index)}`,
    isKeyOf(key, messageId, index) {
      const [given, right] = [Buffer.from(key), Buffer.from(keyOf(messageId, index))];
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}
