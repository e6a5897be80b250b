import { isDeviceLine } from './deviceLines.js';
import { isListFooter, noticeAt } from './notices.js';

/**
 * What stands below the words of every mail of its sender: the signature after `-- ` (RFC 3676 4.3), a phone's
 * advertisement, a lawyer's notice, the footer of a mailing list. Each of them is the last thing in a mail: where something else is
 * said below it, it is part of what is said.
 */

const STRICT = /^-- \r?\n?$/;
/** Web mailers and converters lose the blank. People part what they write with it, too. */
const LOOSE = /^\s*(?:--|—|––|- -|__)\s*$/;
const MAX_LOOSE_LINES = 20;
const MAX_STRICT_LINES = 60;
/** A phone's line may have a rule above it, and its link below. */
const BESIDE_DEVICE = /^\s*(?:[-_]{5,}|[<(]?(?:https?:\/\/|www\.)\S+)\s*$/i;
/** Yahoo's phones put the sentence that introduces a quotation, and the quotation, into lines that nothing marks. */
const RUN_ON = /^.{0,160}<[^<>\s]{1,250}@[^<>\s]{1,250}>[^\n:：]{0,30}[:：]/u;
const MAX_RUN_ON = 400;
const PARTICLES = new Set('von van de der den da di du la le el al bin und and et y e of the for für i.a. i.v. ppa.'.split(' '));
const LEAVES =
  /^(?:best|kind|warm|many thanks|thanks|thank you|regards|sincerely|cheers|yours|mit |viele |liebe |beste |freundliche|herzliche|schöne|gruß|cordialement|bien à|merci|saludos|atentamente|un saludo|met vriendelijke|groet|hälsningar|vänliga|с уважением|此致|敬具|よろしく|祝|谢谢|謝謝)/iu;
const CONTACT = /https?:\/\/|www\.|\S@\S|\+?\d[\d ()/.-]{6,}\d/i;
/** Four words or more that end as a sentence does. */
const SENTENCE = /[?？¿]|(?:\S+\s+){3,}\S*[.!…]["'”»)]*\s*$|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{4,}.*[。！]\s*$/u;
const MAX_SIGNED_LINE = 90;

/**
 * Where the signature begins in one stretch of a person's own lines; `lines.length` when there is none. It never takes
 * the whole stretch.
 * @param lines with their line ends
 * @param isLast whether nothing of his own comes after this stretch
 */
export function signatureStart(lines: readonly string[], isLast: boolean): number {
  const none = lines.length;
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) return none;
  const notice = noticeAt(lines);
  const delimiter = Math.min(notice, strictAt(lines), isLast ? looseAt(lines, notice) : none);
  const found = [deviceAt(lines, delimiter), delimiter, notice].filter((at) => at > first && at < none);
  return found.length > 0 ? Math.min(...found) : none;
}

/** Phones put their line below the quotation when the answer stands above it. */
export function isOnlyDevice(own: readonly string[]): boolean {
  const words = own.filter((line) => line.trim() !== '');
  return words.length > 0 && words.every((line) => isDeviceLine(line) || /^--\s*$/.test(line));
}

function strictAt(lines: readonly string[]): number {
  const strict = lines.findLastIndex((line) => STRICT.test(line));
  return strict >= 0 && lines.length - strict <= MAX_STRICT_LINES ? strict : lines.length;
}

function looseAt(lines: readonly string[], end: number): number {
  const loose = lines.findLastIndex((line, at) => at < end && line.length < 40 && LOOSE.test(line));
  if (loose < 0 || lines.length - loose > MAX_LOOSE_LINES) return lines.length;
  const above = lines.slice(0, loose).findLast((line) => line.trim() !== '') ?? '';
  const below = lines.slice(loose + 1, end).filter((line) => line.trim() !== '' && !isDeviceLine(line));
  // "I need:" has a list below it, whatever the line between.
  const isSigned = !/[:：]\s*$/.test(above) && isSignature(below);
  return isSigned || below.length === 0 || isListFooter(below) ? loose : lines.length;
}

/** Names, offices and numbers: nothing that says something, and a name or a way to reach him is among them. */
function isSignature(lines: readonly string[]): boolean {
  if (lines.some((line) => line.length > MAX_SIGNED_LINE || SENTENCE.test(line))) return false;
  return isName(lines[0] ?? '') || LEAVES.test((lines[0] ?? '').trim()) || (lines.some((line) => CONTACT.test(line)) && lines.length > 1);
}

/** In scripts without capitals a short line may be anything; longer than a name it is none. */
function isName(line: string): boolean {
  const words = line.trim().split(/\s+/);
  if (/[\d:：;；]/.test(line) || words.length > 6) return false;
  if (!/\p{Lo}/u.test(line))
    return words.every((word) => /^["'(]?\p{Lu}/u.test(word) || PARTICLES.has(word.toLowerCase()) || /^\P{L}+$/u.test(word));
  return line.trim().length <= (words.length > 1 ? 15 : 3);
}

/** Of the lines above `end` the last that say something; when they are a phone's, the first of these. */
function deviceAt(lines: readonly string[], end: number): number {
  let found = lines.length;
  let from = end - 1;
  const runOn = lines.findIndex((line, at) => at > 0 && at < end && line.includes('@') && RUN_ON.test(line.slice(0, MAX_RUN_ON)));
  if (runOn > 0 && isDeviceLine(lines.slice(0, runOn).findLast((line) => line.trim() !== '') ?? '')) from = runOn - 1;
  for (let at = from; at >= 0; at -= 1) {
    const line = lines[at] ?? '';
    if (isDeviceLine(line)) found = at;
    else if (line.trim() !== '' && !BESIDE_DEVICE.test(line)) break;
  }
  return found;
}
