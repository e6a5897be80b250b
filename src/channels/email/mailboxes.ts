import { findHeader, findHeaderBlock, readHeaderLines, type HeaderLine } from './headerScan.js';

/** A header block for this purpose; longer ones are cut. */
const MAX_HEADER = 64 * 1024;
/** Written by whoever delivered the mail last, so the topmost one is not the sender's invention. */
const DELIVERED = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'];
const ADDRESSED = ['to', 'cc'];
const MAX_ADDRESSED = 50;

/** The account of a mailbox of ours: what came to it is one mail however often and by whichever door it comes. */
export function mailAccount(mailbox: string): string {
  return `mail:${mailboxOf(mailbox)}`;
}

/**
 * The mailbox behind an address: lower case, without a `+tag`, in which our reply tokens ride, and without quotes, which
 * mean nothing (RFC 5321 4.1.2).
 */
export function mailboxOf(address: string): string {
  const clean = address.trim().toLowerCase();
  const at = clean.lastIndexOf('@');
  if (at < 0) return clean;
  const quoted = /^"(.*)"$/.exec(clean.slice(0, at))?.[1];
  const local = quoted?.replace(/\\(.)/g, '$1') ?? clean.slice(0, at);
  return `${local.split('+')[0]}${clean.slice(at)}`;
}

/** An address without the signed token that rides in it as a tag; other tags stay. */
export function withoutToken(address: string): string {
  return address.replace(/\+s[ob]-[a-z2-7]{36,45}(?=@)/i, '');
}

/** What is told of our addresses to whoever places a mail in a mailbox. */
export interface OurMailboxes {
  /** Whether an address is one of ours; null when nobody has told us which are. */
  isOurs: ((address: string) => boolean) | null;
  /** Where a mail goes that names none of ours. */
  fallback: string;
}

/**
 * Which of our mailboxes a mail came to: whom the envelope names, each once. Without an envelope (a mail that was posted
 * or fetched) whom the last server says it delivered to, else whom the mail itself is addressed to as far as that is us,
 * else the fallback. At least one.
 */
export function mailboxesOf(raw: Buffer, rcptTo: readonly string[], ours: OurMailboxes): string[] {
  const envelope = [...new Set(rcptTo.map(mailboxOf))].filter((mailbox) => mailbox !== '');
  if (envelope.length > 0) return envelope;
  const lines = readHeaderLines(raw.subarray(0, Math.min(findHeaderBlock(raw).bodyStart, MAX_HEADER)));
  const isOurs = ours.isOurs ?? (() => true);
  const delivered = DELIVERED.flatMap((name) => addressesIn(findHeader(lines, name) ?? '').slice(0, 1)).find(isOurs);
  if (delivered !== undefined) return [mailboxOf(delivered)];
  const addressed = addressesOf(lines).filter(isOurs).map(mailboxOf);
  // Nobody told us which are ours: the first one it is.
  return addressed.length > 0 ? [...new Set(ours.isOurs ? addressed : addressed.slice(0, 1))] : [mailboxOf(ours.fallback)];
}

function addressesOf(lines: HeaderLine[]): string[] {
  return ADDRESSED.flatMap((name) => addressesIn(findHeader(lines, name) ?? '')).slice(0, MAX_ADDRESSED);
}

/** A rough look, as fits a door: the parser reads addresses properly later. */
function addressesIn(value: string): string[] {
  return value.slice(0, 10_000).match(/[^\s<>,;:"'()]{1,64}@[a-z0-9.-]{1,255}/gi) ?? [];
}
