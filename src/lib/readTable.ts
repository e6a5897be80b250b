import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import type { TableEncoding } from '../contract/customerImport.js';
import { AppError } from './errors.js';

/** A table as it was read, in texts; `encoding` and `delimiter` as they were found out or given. */
export interface Table {
  encoding: TableEncoding;
  delimiter: string;
  /** Line by line, cell by cell; the first is the head. Lines without a word are left in, so that rows can be counted. */
  rows: string[][];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** One cell: a note, not a novel. */
const LONGEST_RECORD = 100_000;

/**
 * Reads a table as spreadsheets of all countries write it: with or without a byte order mark, in UTF-8, UTF-16, GBK or
 * windows-1252, its cells parted by commas, semicolons, tabs or bars.
 * @throws AppError `invalid_input` for what is no table
 */
export function readTable(bytes: Uint8Array, given?: TableEncoding): Table {
  const encoding = given ?? encodingOf(bytes);
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
  if (text.includes('\0')) throw new AppError('invalid_input', 'This is not a table in text form. Save it as CSV.');
  const { text: body, delimiter } = delimiterOf(text);
  try {
    const rows = parse(body, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      max_record_size: LONGEST_RECORD,
    }) as string[][];
    return { encoding, delimiter, rows };
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    throw new AppError(
      'invalid_input',
      `The table cannot be read${line === undefined ? '' : `: near line ${line} a quotation mark is not closed, or a row is longer than it may be`}.`,
      { line: line ?? null },
    );
  }
}

function encodingOf(bytes: Uint8Array): TableEncoding {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (let at = 0; at < Math.min(bytes.length, 2000); at++) if (bytes[at] === 0) zeros[at % 2]! += 1;
  if (Math.max(...zeros) > 100 || (bytes.length < 2000 && Math.max(...zeros) > bytes.length / 8))
    return zeros[1]! > zeros[0]! ? 'utf-16le' : 'utf-16be';
  if (isUtf8(bytes)) return 'utf-8';
  return looksChinese(bytes) ? 'gb18030' : 'windows-1252';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false; // A TypeError: the bytes are not UTF-8.
  }
}

/**
 * Chinese in GBK stands in pairs of high bytes (first B0-F7, second A1-FE for the common signs), European letters stand
 * alone among plain ones.
 */
function looksChinese(bytes: Uint8Array): boolean {
  let high = 0;
  let paired = 0;
  for (let at = 0; at < bytes.length; at++) {
    const [lead, trail] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
    if (lead < 0x80) continue;
    high++;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1 && trail <= 0xfe) {
      high++;
      paired += 2;
      at++;
    }
  }
  return paired / high > 0.7;
}

/** What parts the cells of the head; a first line such as `sep=;` says it itself. */
function delimiterOf(text: string): { text: string; delimiter: string } {
  const told = /^sep=([,;|\t])\r?\n/i.exec(text);
  if (told?.[1]) return { text: text.slice(told[0].length), delimiter: told[1] };
  const head = (/^(?:[^\r\n"]|"[^"]*")*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((one) => head.split(one).length);
  return { text, delimiter: DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',' };
}
