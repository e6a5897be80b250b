import { createHash } from 'node:crypto';
import { findHeader, findHeaderBlock, readHeaderLines, scanMessageIds } from './headerScan.js';

const CR = 0x0d;
const LF = 0x0a;
/** Bytes that are made alike at once. */
const BLOCK = 64 * 1024;
/** Longer ids, and ids with unusual bytes, are hashed: the key is indexed. */
const MAX_PLAIN_ID = 120;
/** Written by who wrote the mail, and left alone by who carries it. */
const AUTHORS_OWN = ['from', 'date', 'subject'];
/** Beside those where there is no id: without it two mails of one minute differ in little else. */
const ADDRESSED = ['to'];

/**
 * What makes the same mail one mail. With a Message-ID: the id and a hash of the author's own header lines and the body,
 * so that the same mail by SMTP, IMAP and hook is one (each adds header lines of its own), and another one under the same
 * id is a second one (web forms and scanners have constant ids). Without an id the same lines and the body make the key,
 * if there is a Date; a mail that has neither is known by all its bytes only.
 */
export function mailExternalKey(raw: Buffer): string {
  const headers = readHeaderLines(raw);
  const id = scanMessageIds(findHeader(headers, 'message-id') ?? '')[0];
  const values = (names: readonly string[]): string[] => names.map((name) => findHeader(headers, name) ?? '');
  if (id === undefined && values(['date']).join('') !== '') return `dated:${hashMail(raw, values([...AUTHORS_OWN, ...ADDRESSED]))}`;
  if (id === undefined) return `raw:${createHash('sha256').update(raw).digest('hex')}`;
  const plain = id.length <= MAX_PLAIN_ID && /^[!-~]+$/.test(id);
  return `mid:${plain ? id : `sha256-${createHash('sha256').update(id, 'latin1').digest('hex')}`}:${hashMail(raw, values(AUTHORS_OWN))}`;
}

/**
 * 128 bits of sha256 over these header values, and the body with line ends as LF and without blank lines at its end: block by block,
 * so that a large mail is not copied for it.
 */
function hashMail(raw: Buffer, values: string[]): string {
  const hash = createHash('sha256');
  for (const value of values) hash.update(value.replace(/\s+/g, ' ').trim()).update('\0');
  const body = raw.subarray(findHeaderBlock(raw).bodyStart);
  let end = body.length;
  while (end > 0 && (body[end - 1] === LF || body[end - 1] === CR)) end -= 1;
  const normal = Buffer.allocUnsafe(Math.min(BLOCK, end));
  for (let from = 0; from < end; from += BLOCK) {
    const to = Math.min(end, from + BLOCK);
    let length = 0;
    for (let at = from; at < to; at += 1) {
      const byte = body[at] ?? 0;
      if (byte !== CR) normal[length++] = byte;
      else if (body[at + 1] !== LF) normal[length++] = LF;
    }
    hash.update(normal.subarray(0, length));
  }
  return hash.digest('hex').slice(0, 32);
}
