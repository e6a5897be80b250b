import { CHANNELS, type Channel } from '../../contract/common.js';
import { SEARCH_KINDS, type SearchKind } from '../../contract/search.js';

/** What a segment knows of a record beside its words: 32 bytes, the first 19 of them its place in the order of time. */
export interface Row {
  at: number;
  id: string;
  kind: SearchKind;
  /** null for what has no channel of its own. */
  channel: Channel | null;
  /** The ticket it was in when it was indexed; the customer's own id for a customer. */
  ticketId: string;
}

export const ROW_BYTES = 32;
export const KEY_BYTES = 19;
const NO_CHANNEL = 255;
const FIRST_KIND = SEARCH_KINDS[0];

/** A row as its 32 bytes: time (6), id (12), kind, channel, ticket (12). */
export function writeRow(row: Row): Buffer {
  const bytes = Buffer.alloc(ROW_BYTES);
  bytes.writeUIntBE(Math.max(0, row.at), 0, 6);
  bytes.write(row.id, 6, 12, 'hex');
  bytes[18] = SEARCH_KINDS.indexOf(row.kind);
  bytes[19] = row.channel === null ? NO_CHANNEL : CHANNELS.indexOf(row.channel);
  bytes.write(row.ticketId, 20, 12, 'hex');
  return bytes;
}

/** The row that `writeRow` wrote. */
export function readRow(bytes: Buffer): Row {
  // Both ids at once: a page has fifty rows.
  const hex = bytes.toString('hex', 6, 32);
  return {
    at: timeOf(bytes),
    id: hex.slice(0, 24),
    kind: SEARCH_KINDS[bytes[18] ?? 0] ?? FIRST_KIND,
    channel: CHANNELS[bytes[19] ?? NO_CHANNEL] ?? null,
    ticketId: hex.slice(28),
  };
}

/** Newest first: negative when `a` comes before `b`. */
export function compareRows(a: Buffer, b: Buffer): number {
  return b.compare(a, 0, KEY_BYTES, 0, KEY_BYTES);
}

/** When the record of a row was made, in ms since the epoch. */
export function timeOf(row: Buffer): number {
  return row.readUInt16BE(0) * 2 ** 32 + row.readUInt32BE(2);
}

/** The key before everything of this instant, in the order newest first. */
export function keyAt(at: number): Buffer {
  const key = Buffer.alloc(KEY_BYTES, 0xff);
  key.writeUIntBE(Math.max(0, Math.min(at, 2 ** 48 - 1)), 0, 6);
  return key;
}
