import { findHeaderBlock } from './headerScan.js';
import type { MimeParts } from './mimeParts.js';

/** A multipart without parts: its boundary is missing (a folded header that was not indented) or not the one in the body. */
export function isEmptyMultipart(parts: MimeParts): boolean {
  return (parts.tree.contentType || '').startsWith('multipart/') && parts.tree.children.length === 0;
}

/** The mail with the boundary that its body uses, or null when the body shows none. */
export function withRealBoundary(raw: Buffer): Buffer | null {
  const { start, end, bodyStart } = findHeaderBlock(raw);
  const body = raw.toString('latin1', bodyStart, Math.min(raw.length, bodyStart + 100_000));
  // A part begins with a header line, mostly its type.
  const boundary = /^--([^\s"\\][^\r\n"\\]{0,199}?)[ \t]*\r?\n(?:[A-Za-z-]{1,40}:[^\n]*\r?\n[^\n]*\n)?content-/im.exec(body)?.[1];
  if (boundary === undefined) return null;
  const head = raw
    .toString('latin1', start, end)
    .split(/\r?\n(?![ \t])/)
    .filter((line) => !/^(content-|boundary)/i.test(line));
  const header = [...head.filter((line) => line !== ''), `Content-Type: multipart/mixed; boundary="${boundary}"`, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(header, 'latin1'), raw.subarray(bodyStart)]);
}
