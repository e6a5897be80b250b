import { z } from 'zod';
import { parseUrl } from './parseUrl.js';

/**
 * One environment variable: what reads it, what it means when unset, and the sentence that `.env.example` shows.
 * The table in `variables.ts` is the only list of them.
 */
export interface Variable<T> {
  /** The group in `.env.example`. */
  group: string;
  /** One sentence for the person who fills it in. */
  about: string;
  /** What unset means, as it would be written; empty when there is no such text. */
  fallback: string;
  /** Its value is never shown, and `NAME_FILE` may name a file that holds it. */
  secret: boolean;
  schema: z.ZodType<T>;
}

/** A value that the schema refuses gets this one sentence, never the value itself: it could be a secret. */
function checked<T>(sentence: string, read: (text: string) => T | undefined): z.ZodType<T> {
  return z.string().transform((text, context): T => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: sentence });
    return z.NEVER;
  });
}

export const text = (): z.ZodType<string> => checked('must not be empty', (value) => value || undefined);

/** In plain digits, both ends included: no sign, no exponent, no unit. */
export const wholeNumber = (from: number, to: number): z.ZodType<number> =>
  checked(`must be a whole number from ${from} to ${to}`, (value) => {
    const number = Number(value);
    return /^\d+$/.test(value) && number >= from && number <= to ? number : undefined;
  });

/** One of these words, in small and capital letters as written here. */
export const oneOf = <T extends string>(...values: T[]): z.ZodType<T> =>
  checked(`must be one of: ${values.join(', ')}`, (value) => values.find((one) => one === value));

/** A URL with one of the schemes, given without its colon. */
export const urlOf = (...schemes: string[]): z.ZodType<string> =>
  checked(`must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`, (value) => {
    const url = parseUrl(value);
    return url && schemes.includes(url.protocol.slice(0, -1)) ? value : undefined;
  });

/** `https://desk.example.com/base`: no query, no fragment, no login; the slash at its end is dropped. */
export const webAddress = (): z.ZodType<string> =>
  checked('must be a web address such as https://desk.example.com', (value) => {
    const url = parseUrl(value);
    if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined;
    if (url.search || url.hash || url.username || url.password) return undefined;
    return (url.origin + url.pathname).replace(/\/+$/, '');
  });

/** Loose on purpose: `admin@localhost` is a fine login, and mail servers know better than we do. */
export const mailAddress = (): z.ZodType<string> =>
  checked('must be an e-mail address', (value) => (/^[^\s@,<>]+@[^\s@,<>]+$/.test(value) ? value.toLowerCase() : undefined));

/** A comma list; each part is read by `part`, which gives undefined for what it refuses. */
export const listOf = <T>(sentence: string, part: (text: string) => T | undefined): z.ZodType<T[]> =>
  checked(sentence, (value) => {
    const parts = value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .map(part);
    return parts.length > 0 && parts.every((one) => one !== undefined) ? (parts as T[]) : undefined;
  });

/** E.164, with spaces, dots, hyphens and brackets left out. @returns `+` and 7 to 15 digits */
export const phoneNumber = (): z.ZodType<string> =>
  checked('must be a phone number with its country code, such as +15551234567', (value) => {
    const digits = value.replace(/[\s().-]/g, '');
    return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
  });
