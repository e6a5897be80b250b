/**
 * How a text becomes the tokens of the search index, the same for what is stored and for what is asked: words without
 * case and diacritics; Chinese, Japanese, Korean and Thai as overlapping pairs of characters, since they are written
 * without spaces; each emoji; and phone numbers once more as `#` and their last eight digits, however they are written.
 */
import { oneScript, oneScriptCode } from './chineseScripts.js';

/** A text longer than this is searched in its first part only. */
export const MAX_TEXT = 20_000;
/** Longer words are cut: nobody types them, and base64 would fill the index. */
const MAX_TOKEN = 32;
/** Where extra forms of a word stand: next to nothing, so that no phrase is made of them. */
export const NOWHERE = -9;
/** Eight digits are the same in every way of writing a number, with country code or without; whose number it is, `phoneNumbers.ts` tells. */
const PHONE_TAIL = 8;
const PHONE_MARK = '#'.charCodeAt(0);

/** @param position counts words and pair-written characters: neighbours differ by one. */
export type Visit = (token: string, start: number, end: number, position: number) => void;

const SEPARATOR = 1;
const WORD = 2;
const PAIRED = 3;
const EMOJI = 4;
/** Kind of each character of the basic plane; 0 until somebody asks. */
const kinds = new Uint8Array(0x10000);
const folded: (string | undefined)[] = [];

const PAIRED_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
const WORD_CHARS = /[\p{L}\p{N}\p{M}]/u;
const EMOJI_CHARS = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const ACCENTS = /[\u0300-\u036f]+/g;
/** Letters that are their own and have no decomposition; й and ї are letters, not accents. */
const LETTERS: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ς: 'σ',
  й: 'й',
  ї: 'ї',
};
const UMLAUT = /[äöüÄÖÜ]/;
const UMLAUTS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue' };
const PHONE = /\+?\d[\d ()./-]{5,24}\d/g;

/** The form whose characters the ranges of `eachToken` count: compatibility forms folded, at most MAX_TEXT long. */
export function searchable(text: string): string {
  const part = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
  // Node's normalize() copies even what is ASCII already.
  return isAscii(part) ? part : part.normalize('NFKC');
}

/**
 * Calls `visit` for every token of a `searchable` text, in order; phone numbers come last.
 * @param begins only tokens that begin with one of these character codes are wanted: others may be left out, since
 * putting them together is most of the work
 */
export function eachToken(text: string, visit: Visit, from = 0, begins: readonly number[] | null = null): number {
  let position = from;
  let at = 0;
  let digits = 0;
  while (at < text.length) {
    const width = widthAt(text, at);
    const kind = kindAt(text, at, width);
    if (kind === WORD) {
      const start = at;
      let ascii = true;
      while (at < text.length) {
        const code = text.charCodeAt(at);
        if (code > 127) {
          const step = widthAt(text, at);
          if (kindAt(text, at, step) !== WORD) break;
          ascii = false;
          at += step;
        } else if (kindAt(text, at, 1) === WORD) {
          if (code < 58) digits++;
          at++;
        } else break;
      }
      if (begins === null || mayBegin(begins, text, start)) visitWord(text.slice(start, at), ascii, start, at, position, visit);
      position++;
    } else if (kind === PAIRED) {
      const end = pairedEnd(text, at);
      position = visitPairs(text, at, end, position, visit, begins);
      at = end;
    } else {
      if (kind === EMOJI) visit(text.slice(at, at + width), at, at + width, position++);
      at += width;
    }
  }
  if (digits >= PHONE_TAIL && (begins === null || begins.includes(PHONE_MARK))) eachPhone(text, visit);
  return position;
}

/** Whether the word that starts there may be a token of these beginnings. */
function mayBegin(begins: readonly number[], text: string, start: number): boolean {
  const code = text.charCodeAt(start);
  if (code < 128) return begins.includes(code >= 65 && code <= 90 ? code + 32 : code);
  if (code >= 0xd800 && code <= 0xdfff) return true;
  const form = foldChar(text.charAt(start));
  return form === '' || begins.includes(form.charCodeAt(0));
}

/** The `#` form of a phone number; null when it has too few or too many digits for one. */
export function phoneToken(written: string): string | null {
  const digits = written.replace(/\D/g, '');
  return digits.length >= PHONE_TAIL && digits.length <= 15 ? `#${digits.slice(-PHONE_TAIL)}` : null;
}

function eachPhone(text: string, visit: Visit): void {
  for (const match of text.matchAll(PHONE)) {
    const token = phoneToken(match[0]);
    if (token) visit(token, match.index, match.index + match[0].length, NOWHERE);
  }
}

function visitWord(word: string, ascii: boolean, start: number, end: number, position: number, visit: Visit): void {
  if (ascii) {
    visit(clip(word.toLowerCase()), start, end, position);
    return;
  }
  const token = foldWord(word);
  if (token) visit(token, start, end, position);
  const spelled = spelledOut(word);
  if (spelled && spelled !== token) visit(spelled, start, end, position);
}

/** A word as it stands in the index; '' when nothing of it is left. */
export function foldWord(word: string): string {
  let token = '';
  for (const char of word) token += foldChar(char);
  return clip(token);
}

/** German also writes Müller as Mueller; null for words without umlauts. */
function spelledOut(word: string): string | null {
  return UMLAUT.test(word) ? foldWord(word.toLowerCase().replace(/[äöü]/g, (char) => UMLAUTS[char] ?? char)) : null;
}

function visitPairs(text: string, start: number, end: number, from: number, visit: Visit, begins: readonly number[] | null): number {
  let position = from;
  let next: number;
  for (let at = start; at < end; at = next, position++) {
    next = at + widthAt(text, at);
    if (begins !== null && !begins.includes(firstCode(text, at, next))) continue;
    // The last character by itself: a query of one character then finds every place by prefix.
    const to = next < end ? next + widthAt(text, next) : next;
    visit(oneScript(text.slice(at, next)) + oneScript(text.slice(next, to)), at, to, position);
  }
  return position;
}

function firstCode(text: string, at: number, next: number): number {
  return next - at === 1 ? oneScriptCode(text.charCodeAt(at)) : oneScript(text.slice(at, next)).charCodeAt(0);
}

function pairedEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const width = widthAt(text, at);
    if (kindAt(text, at, width) !== PAIRED) break;
    at += width;
  }
  return at;
}

function foldChar(char: string): string {
  const code = char.charCodeAt(0);
  const known = char.length === 1 ? folded[code] : undefined;
  if (known !== undefined) return known;
  const lower = char.toLowerCase();
  const form = LETTERS[lower] ?? [...lower.normalize('NFD').replace(ACCENTS, '')].map((part) => LETTERS[part] ?? part).join('');
  if (char.length === 1) folded[code] = form;
  return form;
}

function kindAt(text: string, at: number, width: number): number {
  if (width === 2) return classify(text.slice(at, at + 2));
  const code = text.charCodeAt(at);
  return kinds[code] || (kinds[code] = classify(text.charAt(at)));
}

function classify(char: string): number {
  if (PAIRED_SCRIPTS.test(char)) return PAIRED;
  if (WORD_CHARS.test(char)) return WORD;
  // © and digits are pictographic too, but nobody searches for them as pictures.
  return EMOJI_CHARS.test(char) && char.charCodeAt(0) > 0x2000 ? EMOJI : SEPARATOR;
}

function widthAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 0xd800 || code > 0xdbff || at + 1 >= text.length) return 1;
  const low = text.charCodeAt(at + 1);
  return low >= 0xdc00 && low <= 0xdfff ? 2 : 1;
}

function clip(token: string): string {
  if (token.length <= MAX_TOKEN) return token;
  const cut = token.slice(0, MAX_TOKEN);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

function isAscii(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return /^[\x00-\x7f]*$/.test(text);
}
