/**
 * A cheap look at a mail's header block, on bytes. It is for the doors, which must not parse: it copes with CRLF, LF and
 * CR alone, with folded lines, a mbox `From ` line and blank lines in front.
 */

const CR = 0x0d;
const LF = 0x0a;
/** Longer header blocks are not mail; the parser refuses them too. */
const MAX_HEADER_BYTES = 2 * 1024 * 1024;

export interface HeaderLine {
  /** Lower case. */
  name: string;
  /** Unfolded and trimmed, one character per byte (latin1). */
  value: string;
}

/** Where the header block begins and ends, and where the body begins. Without a blank line everything is header. */
export function findHeaderBlock(raw: Uint8Array): { start: number; end: number; bodyStart: number } {
  let start = 0;
  while (start < raw.length && (raw[start] === CR || raw[start] === LF)) start += 1;
  const limit = Math.min(raw.length, start + MAX_HEADER_BYTES);
  let lineStart = start;
  for (let at = start; at < limit; at += 1) {
    const byte = raw[at];
    if (byte !== CR && byte !== LF) continue;
    const next = byte === CR && raw[at + 1] === LF ? at + 2 : at + 1;
    if (at === lineStart) return { start, end: at, bodyStart: next };
    lineStart = next;
    at = next - 1;
  }
  return { start, end: limit, bodyStart: limit };
}

/** The header lines from top to bottom. */
export function readHeaderLines(raw: Buffer): HeaderLine[] {
  const { start, end } = findHeaderBlock(raw);
  // Each header's pieces are joined once at the end: joining line by line is quadratic, and a header may have 100,000.
  const found: { name: string; pieces: string[] }[] = [];
  for (const line of raw.toString('latin1', start, end).split(/\r\n|\n|\r/)) {
    const folded = line.startsWith(' ') || line.startsWith('\t');
    const last = found.at(-1);
    if (folded && last) {
      const piece = line.trim();
      if (piece !== '') last.pieces.push(piece);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!/^[!-9;-~]+$/.test(name)) continue;
    found.push({ name, pieces: [line.slice(colon + 1).trim()] });
  }
  return found.map(({ name, pieces }) => ({ name, value: pieces.join(' ').trim() }));
}

/** The first header of that name, or null. */
export function findHeader(lines: HeaderLine[], name: string): string | null {
  return lines.find((line) => line.name === name)?.value ?? null;
}

/** All ids in angle brackets, in their order; a bare id without brackets counts as one. */
export function scanMessageIds(value: string): string[] {
  const found = [...value.matchAll(/<([^<>]{1,998})>/g)].map((match) => (match[1] ?? '').replace(/\s+/g, '')).filter((id) => id !== '');
  if (found.length > 0) return found;
  const bare = value.replace(/[<>]/g, ' ').trim();
  return /^\S{1,998}$/.test(bare) ? [bare] : [];
}
