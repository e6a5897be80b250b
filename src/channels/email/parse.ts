import { cleanLine } from '../cleanLine.js';
import { safeContentType, safeFilename } from '../../lib/fileNames.js';
import { readAddressList, readSender, type MailAddress, type SenderDoubt } from './addresses.js';
import { appendBodies, readBodies } from './bodies.js';
import { decodeHeaderBytes, decodeText, decodeWords, guessMailCharset } from './charsets.js';
import { boundBodies, liftDataImages, nameByContentId } from './bodyLimits.js';
import { foldText } from '../../screening/fold/foldText.js';
import type { FoldPart } from '../../tickets/message.js';
import { findHeader, findHeaderBlock, readHeaderLines, scanMessageIds, type HeaderLine } from './headerScan.js';
import { beginsAsNotice, readNotice, tellsDelivery } from './readNotice.js';
import { isFailureSubject } from '../../screening/machineSubjects.js';
import type { DeliveryNotice } from '../../screening/deliveryNotice.js';
import { findEnvelopeTokens, findOwnMessageIds, findReplyTokens, type OwnToken } from './ids.js';
import { forwardedFrom, readForwarded } from './forwarded.js';
import { readMimeParts, type MimeParts, type RawAttachment } from './mimeParts.js';
import { isEmptyMultipart, withRealBoundary } from './realBoundary.js';
import { isTooHardToClean, sanitiseHtml } from './sanitise.js';
import { isTnef, readTnef } from './tnef.js';
import { plainToHtml } from './htmlToPlain.js';
import type { Bodies } from './bodies.js';

/** A file of a mail, its name and type made safe. `contentId` is what its HTML shows it by. */
export interface ParsedAttachment {
  filename: string;
  contentType: string;
  bytes: Uint8Array;
  inline: boolean;
  contentId: string | null;
}

/** What a mail says. Survives a structured clone, so that a worker thread can make it. */
export interface ParsedMail {
  /** From top to bottom, decoded as far as they are 8-bit; bounded. For screening, not for threading. */
  headers: HeaderLine[];
  /** The whole header: screening reads its parameters. */
  contentType: string | null;
  subject: string | null;
  from: MailAddress | null;
  senderDoubt: SenderDoubt | null;
  replyTo: MailAddress | null;
  to: MailAddress[];
  cc: MailAddress[];
  /** How many more its lines name than are kept of them. */
  unnamed: { to: number; cc: number };
  messageId: string | null;
  inReplyTo: string[];
  /** Oldest first, the newest 50 at most. */
  references: string[];
  /** The Date line, when it makes sense. */
  date: Date | null;
  text: string;
  /** How the text is shown: see `foldText`. */
  fold: FoldPart[];
  /** Sanitised. */
  html: string | null;
  attachments: ParsedAttachment[];
  hasDeliveryStatusPart: boolean;
  hasFeedbackPart: boolean;
  beginsAsNotice: boolean;
  tellsDelivery: boolean;
  /** What it says about another mail's delivery; null when it does not look as if it were about that. */
  notice: DeliveryNotice | null;
  /** Plus-address tokens in To, Cc, Delivered-To and the like; not yet verified. */
  replyTokens: OwnToken[];
  /** Those of our envelope senders, there and in what a feedback report says of the original's envelope; not yet verified. */
  envelopeTokens: OwnToken[];
  /** Ids of ours anywhere in the bytes, for bounces; not yet verified. */
  ownIds: string[];
  /** Whose mail it passes on, as far as it says so; proves nothing. */
  forwardedFrom: MailAddress | null;
  /** Time that reading it took, for those who look for slow mails. */
  ms: number;
}

const MAX_IDS = 50;
const MAX_ID_LENGTH = 500;
const MAX_HEADER_LINES = 300;
const MAX_HEADER_VALUE = 2_000;
/** What our own server says of a mail with many signatures: the end counts as much as the beginning. */
const MAX_CHECKED_VALUE = 16_000;
const MAX_SUBJECT = 998;
const TOKEN_HEADERS = new Set(['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to', 'resent-to']);
const SHOW_RAW = 100_000;
const GUESS_FROM = 20_000;
const BYTE_ORDER_MARK = Buffer.from('\uFEFF', 'utf8');

/**
 * Reads a mail in the calling thread. The pool runs this same function in a worker; tests call it directly.
 * @throws when the MIME structure is beyond reading: the mail is quarantined.
 */
export async function parseInline(bytes: Uint8Array): Promise<ParsedMail> {
  const started = performance.now();
  const raw = withLineFeeds(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const lines = readHeaderLines(raw);
  const parts = await readParts(raw);
  const charset = guessMailCharset(raw.subarray(0, GUESS_FROM));
  const wrapped = unwrap(parts);
  const bodies = appendBodies(readBodies(parts.tree), [...wrapped.bodies, ...(await readForwarded(parts))]);
  const lifted = liftDataImages(nameByContentId(bodies.html, parts.attachments));
  const found = [...parts.attachments, ...wrapped.files, ...lifted.attachments];
  const bounded = boundBodies({ text: bodies.text, html: lifted.html });
  const html = bounded.html === null ? null : sanitiseHtml(bounded.html);
  const rescued = bounded.html !== null && isTooHardToClean(bounded.html) ? [asFile('message.html', 'text/html', bounded.html)] : [];
  const attachments = [...found, ...bounded.attachments, ...rescued].map((part, position) => toAttachment(part, position, html));
  const subject = readSubject(parts.headers.get('subject'), lines, charset);
  const messageId = readIds(lines, 'message-id')[0] ?? null;
  const list = (name: string) => readAddressList(parts.headers, lines, name, charset);
  const [to, cc] = [list('to'), list('cc')];
  const sender = readSender(parts.headers, lines, charset);
  const text = bounded.text !== '' ? bounded.text : textInstead(raw, attachments.length, html, subject);
  return {
    headers: lines
      .slice(0, MAX_HEADER_LINES)
      .map((line) => ({ name: line.name, value: decodeHeaderBytes(line.value.slice(0, longestOf(line)), charset) })),
    contentType: findHeader(lines, 'content-type')?.slice(0, MAX_HEADER_VALUE) ?? null,
    subject,
    from: sender.from,
    senderDoubt: sender.doubt,
    replyTo: list('reply-to').found[0] ?? null,
    to: to.found,
    cc: cc.found,
    unnamed: { to: to.more, cc: cc.more },
    messageId,
    inReplyTo: readIds(lines, 'in-reply-to'),
    references: readIds(lines, 'references'),
    date: readDate(findHeader(lines, 'date')),
    text,
    fold: foldText(text, bounded.text === '' ? [] : bounded.hints),
    html,
    attachments,
    hasDeliveryStatusPart: hasReport(parts),
    hasFeedbackPart: feedback(parts).length > 0,
    beginsAsNotice: beginsAsNotice(text),
    tellsDelivery: tellsDelivery(text, findOwnMessageIds(raw.subarray(findHeaderBlock(raw).bodyStart))),
    notice: mayBeNotice(lines, subject, text, parts) ? readNotice({ lines, raw, text, attachments: parts.attachments, messageId }) : null,
    replyTokens: lines.filter((line) => TOKEN_HEADERS.has(line.name)).flatMap((line) => findReplyTokens(line.value)),
    envelopeTokens: findEnvelopeTokens(
      [...lines.filter((line) => TOKEN_HEADERS.has(line.name)).map((line) => line.value), ...reportsOn(parts)].join('\n'),
    ),
    ownIds: findOwnMessageIds(raw),
    forwardedFrom: forwardedFrom(subject, text),
    ms: Math.round((performance.now() - started) * 100) / 100,
  };
}

function longestOf({ name }: HeaderLine): number {
  return name === 'authentication-results' ? MAX_CHECKED_VALUE : MAX_HEADER_VALUE;
}

/** What Outlook wraps in `winmail.dat`: its files, and its words when the mail has none beside them. */
function unwrap(parts: MimeParts): { files: RawAttachment[]; bodies: Bodies[] } {
  const wrapped = parts.attachments.filter(isTnef).flatMap((part) => readTnef(part.bytes) ?? []);
  if (wrapped.length === 0) return { files: [], bodies: [] };
  const hasWords = readBodies(parts.tree).text !== '';
  const words = hasWords
    ? []
    : wrapped.flatMap(({ text, html }) =>
        text === null && html === null ? [] : [{ text: text ?? '', html: html ?? plainToHtml(text ?? '') }],
      );
  return { files: wrapped.flatMap(({ files }) => files), bodies: words };
}

/** Cheap, and wider than what counts as a bounce in the end: that needs the envelope. */
function mayBeNotice(lines: HeaderLine[], subject: string | null, text: string, parts: MimeParts): boolean {
  const sender = ['from', 'return-path', 'x-failed-recipients', 'auto-submitted'].map((name) => findHeader(lines, name) ?? '').join(' ');
  return (
    hasReport(parts) ||
    beginsAsNotice(text) ||
    isFailureSubject(subject) ||
    /daemon|postmaster|<\s*>|delivery|^\S*\s+\S+@|auto-/i.test(sender)
  );
}

function hasReport(parts: MimeParts): boolean {
  return parts.attachments.some((part) => /^message\/(global-)?delivery-status/i.test(part.contentType));
}

function feedback(parts: MimeParts): RawAttachment[] {
  return parts.attachments.filter((part) => /^message\/feedback-report/i.test(part.contentType));
}

/** RFC 5965 3.2: the envelope sender of the mail that is complained about. */
function reportsOn(parts: MimeParts): string[] {
  return feedback(parts).flatMap((part) => /^original-mail-from:(.{1,500})$/im.exec(part.bytes.toString('latin1', 0, 20_000))?.[1] ?? []);
}

/** With the boundary that is really there, when the announced one yields nothing. */
async function readParts(raw: Buffer): Promise<MimeParts> {
  const parts = await readMimeParts(raw);
  const repaired = isEmptyMultipart(parts) ? withRealBoundary(raw) : null;
  if (repaired === null) return parts;
  const again = await readMimeParts(repaired);
  return isEmptyMultipart(again) ? parts : { ...again, headers: parts.headers };
}

/** Some old programs end lines with CR alone, and editors begin with a byte order mark; nobody's parser reads that. */
function withLineFeeds(saved: Buffer): Buffer {
  const raw = BYTE_ORDER_MARK.equals(saved.subarray(0, BYTE_ORDER_MARK.length)) ? saved.subarray(BYTE_ORDER_MARK.length) : saved;
  const head = raw.subarray(0, 65_536);
  if (head.includes(0x0a) || !head.includes(0x0d)) return raw;
  return Buffer.from(raw.toString('latin1').replaceAll('\r', '\n'), 'latin1');
}

/** Never an empty message: what we could not find a text in is shown as it came. */
function textInstead(raw: Buffer, attachments: number, html: string | null, subject: string | null): string {
  if (attachments > 0 || html !== null) return '';
  const block = findHeaderBlock(raw);
  const body = decodeText(raw.subarray(block.bodyStart, block.bodyStart + SHOW_RAW), null).trim();
  const shown = body !== '' ? body : readHeaderLines(raw).length === 0 ? decodeText(raw.subarray(0, SHOW_RAW), null).trim() : '';
  const clean = shown.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '');
  return clean !== '' ? clean : (subject ?? '[no text]');
}

function asFile(filename: string, contentType: string, text: string): RawAttachment {
  return { filename, contentType, bytes: Buffer.from(text, 'utf8'), contentId: null, disposition: 'attachment' };
}

function toAttachment(part: RawAttachment, position: number, html: string | null): ParsedAttachment {
  const contentType = safeContentType(part.contentType);
  const contentId = part.contentId === null ? null : cleanLine(part.contentId, 300);
  return {
    filename: safeFilename(part.filename, contentType, position),
    contentType,
    bytes: part.bytes,
    inline: isShown(contentId, html) || (part.disposition === 'inline' && contentType.startsWith('image/')),
    contentId,
  };
}

/** Web mailers write ids with escapes, and in other letters. */
function isShown(contentId: string | null, html: string | null): boolean {
  if (!contentId || html === null) return false;
  const ids = [contentId, encodeURIComponent(contentId), contentId.replaceAll('&', '&amp;')];
  return ids.some((id) => html.includes(`cid:${id}`)) || html.toLowerCase().includes(`cid:${contentId.toLowerCase()}`);
}

function readSubject(value: unknown, lines: HeaderLine[], charset: string | null): string | null {
  const parsed = typeof value === 'string' ? value : '';
  const raw = findHeader(lines, 'subject') ?? '';
  const subject = cleanLine(parsed.includes('\uFFFD') ? decodeWords(decodeHeaderBytes(raw, charset)) : parsed, MAX_SUBJECT);
  return subject === '' ? null : subject;
}

/** The header's ids, oldest first; of a long list the newest. */
function readIds(lines: HeaderLine[], name: string): string[] {
  const all = scanMessageIds(findHeader(lines, name) ?? '').filter((id) => id.length <= MAX_ID_LENGTH);
  return [...new Set(all.slice(-MAX_IDS))];
}

function readDate(value: string | null): Date | null {
  if (value === null || value.length > 200) return null;
  const date = new Date(value.replace(/\([^()]*\)/g, ' '));
  return Number.isNaN(date.getTime()) || date.getTime() < Date.UTC(1990) ? null : date;
}
