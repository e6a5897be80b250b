import { isAscii } from 'node:buffer';
import { domainToASCII } from 'node:url';
import type { AddressObject, EmailAddress, Headers } from 'mailparser';
import addressparser from 'nodemailer/lib/addressparser';
import { cleanName } from '../cleanLine.js';
import { decodeHeaderBytes, decodeWords } from './charsets.js';
import { findHeader, type HeaderLine } from './headerScan.js';

/** As a header says it; the address is checked by `isAddress`, the name cleaned. */
export interface MailAddress {
  address: string;
  name: string | null;
}

const MAX_ADDRESS = 320;
/** A longer From line is nobody's honest one. */
const MAX_FROM = 4_000;
/** Enough for any thread of people; hostile mail has 20,000. */
const MAX_LIST = 200;

/** Why the sender is less sure than a plain From line. */
export type SenderDoubt = 'two_from_headers' | 'several_from_addresses' | 'malformed_from' | 'no_from';

/** Whom a mail says it is from; null when no header names anybody. */
export interface MailSender {
  from: MailAddress | null;
  doubt: SenderDoubt | null;
}

/**
 * Who the mail says it is from: the first address of the first From line; without one Reply-To, Sender or Return-Path.
 * None of it is proof.
 */
export function readSender(headers: Headers, lines: HeaderLine[], charset: string | null): MailSender {
  const found = readAddresses(headers, lines, 'from', charset);
  const first = found[0];
  if (first) {
    const raw = lines.filter((line) => line.name === 'from').map((line) => line.value);
    const several = found.length > 1 ? 'several_from_addresses' : isMalformed(raw[0] ?? '', first.address) ? 'malformed_from' : null;
    return { from: first, doubt: raw.length > 1 ? 'two_from_headers' : several };
  }
  const substitute = ['reply-to', 'sender', 'return-path'].flatMap((name) => readAddresses(headers, lines, name, charset))[0];
  return { from: substitute ?? null, doubt: 'no_from' };
}

/**
 * Could another program read another address here? When outside of quotes and comments there is a second at-sign that is
 * not the same address again (many programs write the address as the name), or the address has a gap.
 */
function isMalformed(raw: string, address: string): boolean {
  const bare = withoutQuotes(Buffer.from(raw.slice(0, MAX_FROM), 'latin1').toString('utf8')).toLowerCase();
  const shown = address.toLowerCase();
  const at = shown.lastIndexOf('@') + 1;
  const domain = shown.slice(at);
  const sent = shown.slice(0, at) + (isAscii(Buffer.from(domain)) ? domain : domainToASCII(domain));
  const rest = bare.replaceAll(shown, '').replaceAll(sent, '');
  return rest.includes('@') || address.indexOf('@') !== address.lastIndexOf('@') || raw.length > MAX_FROM;
}

/** Without quoted strings, comments (they nest) and encoded words. */
function withoutQuotes(raw: string): string {
  let bare = '';
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < raw.length; at += 1) {
    const letter = raw[at] ?? '';
    if (letter === '\\') at += 1;
    else if (letter === '"' && depth === 0) quoted = !quoted;
    else if (letter === '(' && !quoted) depth += 1;
    else if (letter === ')' && depth > 0) depth -= 1;
    else if (!quoted && depth === 0) bare += letter;
  }
  return bare.replace(/=\?[^?\s]{1,40}\?[bq]\?[^?\s]*\?=/gi, '');
}

/**
 * The addresses of one header (all lines of it), groups opened; `more`: how many stand there besides.
 * @param charset for names in raw 8-bit bytes.
 */
export function readAddressList(
  headers: Headers,
  lines: HeaderLine[],
  name: string,
  charset: string | null,
): { found: MailAddress[]; more: number } {
  const raw = findHeader(lines, name);
  const parsed = flatten(headers.get(name));
  const addresses = parsed.length > 0 || raw === null ? parsed : addressparser(raw, { flatten: true });
  const repaired = addresses.some((entry) => entry.name?.includes('\uFFFD')) && raw !== null ? reparse(raw, charset) : addresses;
  const good = repaired.flatMap(({ address, name: called }) => {
    const bare = (address ?? '').trim();
    return isAddress(bare) ? [{ address: bare, name: called ?? null }] : [];
  });
  const found = good.slice(0, MAX_LIST).map((entry) => ({ ...entry, name: cleanName(entry.name) }));
  return { found, more: good.length - found.length };
}

/** The addresses of one header, as `readAddressList` finds them. */
export const readAddresses = (...header: Parameters<typeof readAddressList>): MailAddress[] => readAddressList(...header).found;

/** A name in raw 8-bit GBK, Shift-JIS ..., or in encoded words whose label lies. */
function reparse(raw: string, charset: string | null): { address?: string; name?: string }[] {
  return addressparser(decodeHeaderBytes(raw, charset), { flatten: true }).map((entry) => ({
    ...entry,
    name: decodeWords(entry.name ?? ''),
  }));
}

function flatten(value: unknown): { address?: string | undefined; name?: string }[] {
  const objects = (Array.isArray(value) ? value : [value]).filter(isAddressObject);
  const open = (entries: EmailAddress[]): EmailAddress[] => entries.flatMap((entry) => (entry.group ? open(entry.group) : [entry]));
  return objects.flatMap((object) => open(object.value));
}

function isAddressObject(value: unknown): value is AddressObject {
  return typeof value === 'object' && value !== null && 'value' in value && Array.isArray(value.value);
}

/** Whether it has the form of a mail address, of 320 characters at most: a rough look, not the grammar of RFC 5322. */
export function isAddress(value: string): boolean {
  return value.length <= MAX_ADDRESS && /^[^\s<>@\0-\x1f\x7f][^\s<>\0-\x1f\x7f]*@[^\s<>@\0-\x1f\x7f]+$/.test(value);
}
