import { isAscii, isUtf8 } from 'node:buffer';
import encodingJapanese from 'encoding-japanese';
import iconv from 'iconv-lite';
import { guessCharset } from './guessCharset.js';

const UNKNOWN = '\uFFFD';
const ESC = 0x1b;
/** Encodings in which plain ASCII bytes may mean other characters. */
const NOT_ASCII_BASED = /^(utf-?7|utf-?16|utf-?32|ucs|hz|ibm037|iso-?2022|jis)/i;
const SINGLE_BYTE = /^(iso-?8859|windows-?125|cp-?125|cp-?8|ibm8|koi8|mac|latin|l[1-9]$|win-?125|tis)/i;

/**
 * Decodes the bytes of a text part. Labels lie: UTF-8 under another label, another charset under UTF-8 or none. A label
 * is believed as long as it yields no unknown characters.
 */
export function decodeText(bytes: Buffer, label: string | null): string {
  const name = byteOrder(bytes) ?? (label ?? '').trim().toLowerCase();
  if (isAscii(bytes) && !NOT_ASCII_BASED.test(name)) {
    return bytes.includes(ESC) && looksLikeIso2022Jp(bytes) ? decodeJapanese(bytes) : bytes.toString('latin1');
  }
  const utf8 = decodeUtf8(bytes);
  if (isUtf8Label(name)) return utf8 ?? decodeGuessed(bytes);
  if (utf8 !== null && SINGLE_BYTE.test(name)) return utf8;
  const labelled = decodeLabelled(bytes, name);
  if (labelled !== null && !labelled.includes(UNKNOWN)) return labelled;
  return utf8 ?? decodeGuessed(bytes, labelled);
}

/**
 * Raw 8-bit header text. A name of two characters is too short to guess from, so the whole mail gives the hint.
 * @param guess what the whole mail is probably in.
 */
export function decodeHeaderBytes(latin1: string, guess: string | null): string {
  const bytes = Buffer.from(latin1, 'latin1');
  // Nearly every header.
  if (isAscii(bytes)) return latin1;
  return decodeUtf8(bytes) ?? decodeText(bytes, guess);
}

/** Encoded words one after the other in the same charset: a character may be cut in two by them, against the rule. */
const WORDS = /=\?([^?*\s]{1,40})(?:\*[^?\s]*)?\?[bq]\?[^?]*\?=(?:=\?\1(?:\*[^?\s]*)?\?[bq]\?[^?]*\?=)*/gi;
const WORD = /\?([bq])\?([^?]*)\?=/gi;

/** The encoded words of a header (RFC 2047) where their label lies, by the same rules as a text part. */
export function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+(?==\?)/g, '?=')
    .replace(WORDS, (words, label: string) =>
      decodeText(Buffer.concat([...words.matchAll(WORD)].map(([, encoding, text]) => wordBytes(encoding, text ?? ''))), label),
    );
}

function wordBytes(encoding: string | undefined, text: string): Buffer {
  if (encoding?.toLowerCase() === 'b') return Buffer.from(text, 'base64');
  return Buffer.from(
    text.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  );
}

/** For `decodeHeaderBytes`: null for plain ASCII and UTF-8. */
export function guessMailCharset(head: Buffer): string | null {
  return isUtf8(head) ? null : guessCharset(head);
}

/** UTF-16 that says so by its first two bytes, which no text in another charset begins with. */
function byteOrder(bytes: Buffer): string | null {
  if (bytes.length < 4 || bytes.length % 2 === 1) return null;
  const mark = bytes.readUInt16BE(0);
  return mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : null;
}

function isUtf8Label(name: string): boolean {
  return name === '' || ['utf8', 'ascii', 'usascii', 'unknown8bit', 'unknown', '8bit', 'binary'].includes(name.replace(/[^a-z0-9]/g, ''));
}

/** Leaves a byte order mark out. */
const UTF8 = new TextDecoder('utf-8');

/** Null unless every byte is valid. */
function decodeUtf8(bytes: Buffer): string | null {
  return isUtf8(bytes) ? UTF8.decode(bytes) : null;
}

/** Null for a label that nobody knows. */
function decodeLabelled(bytes: Buffer, name: string): string | null {
  if (/^(iso-?2022-?jp|jis)/.test(name)) return decodeJapanese(bytes);
  const known = name === 'ks_c_5601-1987' ? 'cp949' : name;
  return iconv.encodingExists(known) ? iconv.decode(bytes, known) : null;
}

function decodeJapanese(bytes: Buffer): string {
  return encodingJapanese.convert(bytes, { to: 'UNICODE', from: 'JIS', type: 'string' });
}

/** An escape to JIS X 0208 or 0212, or back to ASCII or JIS Roman after it. */
function looksLikeIso2022Jp(bytes: Buffer): boolean {
  return /\x1b\$[@B(]/.test(bytes.toString('latin1', 0, Math.min(bytes.length, 100_000)));
}

/** The best guess; when nothing fits, UTF-8 with a few holes, what the label gave, or windows-1252 (which has no holes). */
function decodeGuessed(bytes: Buffer, labelled: string | null = null): string {
  const guess = guessCharset(bytes);
  if (guess !== null) return iconv.decode(bytes, guess);
  const lenient = bytes.toString('utf8');
  const holes = countUnknown(lenient);
  if (holes <= countNonAscii(lenient) / 5) return lenient;
  if (labelled !== null && countUnknown(labelled) <= countNonAscii(labelled) / 5) return labelled;
  return iconv.decode(bytes, 'windows-1252');
}

function countUnknown(text: string): number {
  return text.split(UNKNOWN).length - 1;
}

function countNonAscii(text: string): number {
  return text.replace(/[\0-\x7f]/g, '').length;
}
