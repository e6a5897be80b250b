import type { AddressObject, EmailAddress, Headers } from 'mailparser';
import addressparser from 'nodemailer/lib/addressparser';
import { decodeHeaderBytes } from './charsets.js';
import { findHeader, type HeaderLine } from './headerScan.js';

export interface MailAddress {
  address: string;
  name: string | null;
}

const MAX_ADDRESS = 320;
const MAX_NAME = 200;
/** Enough for any thread of people; hostile mail has 20,000. */
const MAX_LIST = 200;

/** Why the sender is less sure than a plain From line. */
export type SenderDoubt = 'two_from_headers' | 'several_from_addresses' | 'no_from';

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
    const repeated = lines.filter((line) => line.name === 'from').length > 1;
    return { from: first, doubt: repeated ? 'two_from_headers' : found.length > 1 ? 'several_from_addresses' : null };
  }
  const substitute = ['reply-to', 'sender', 'return-path'].flatMap((name) => readAddresses(headers, lines, name, charset))[0];
  return { from: substitute ?? null, doubt: 'no_from' };
}

/**
 * The addresses of one header (all lines of it), groups opened.
 * @param charset for names in raw 8-bit bytes.
 */
export function readAddresses(headers: Headers, lines: HeaderLine[], name: string, charset: string | null): MailAddress[] {
  const raw = findHeader(lines, name);
  const parsed = flatten(headers.get(name));
  const addresses = parsed.length > 0 || raw === null ? parsed : addressparser(raw, { flatten: true });
  const repaired = addresses.some((entry) => entry.name?.includes('\uFFFD')) && raw !== null ? reparse(raw, charset) : addresses;
  return repaired.flatMap((entry) => {
    const address = (entry.address ?? '').trim();
    return isAddress(address) ? [{ address, name: cleanName(entry.name) }] : [];
  });
}

/** A name in raw 8-bit GBK, Shift-JIS ... */
function reparse(raw: string, charset: string | null): { address?: string; name?: string }[] {
  return addressparser(decodeHeaderBytes(raw, charset), { flatten: true });
}

function flatten(value: unknown): { address?: string | undefined; name?: string }[] {
  const objects = (Array.isArray(value) ? value : [value]).filter(isAddressObject);
  const open = (entries: EmailAddress[]): EmailAddress[] => entries.flatMap((entry) => (entry.group ? open(entry.group) : [entry]));
  return objects.flatMap((object) => open(object.value)).slice(0, MAX_LIST);
}

function isAddressObject(value: unknown): value is AddressObject {
  return typeof value === 'object' && value !== null && 'value' in value && Array.isArray(value.value);
}

export function isAddress(value: string): boolean {
  return value.length <= MAX_ADDRESS && /^[^\s<>@\0-\x1f\x7f][^\s<>\0-\x1f\x7f]*@[^\s<>@\0-\x1f\x7f]+$/.test(value);
}

function cleanName(name: string | undefined): string | null {
  const clean = cleanLine(name ?? '', MAX_NAME);
  return clean === '' ? null : clean;
}

/** One line without control or bidirectional override characters. */
export function cleanLine(text: string, maxLength: number): string {
  return [...text.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '').replace(/ {2,}/g, ' ').trim()]
    .slice(0, maxLength)
    .join('');
}
