/**
 * A second reader of MIME, that shares no code with the first and guesses nothing: it tells only of leaves about which
 * RFC 2045 and 2046 leave no doubt. What it is sure of, the desk must have.
 */
export interface SureLeaf {
  type: string;
  isFile: boolean;
  bytes: Buffer;
}

/** @returns the leaves that are beyond doubt; an empty list when the mail as a whole is not. */
export function sureLeaves(raw: Buffer): SureLeaf[] {
  const text = raw.toString('latin1');
  if (text.replace(/\r\n/g, '').search(/[\r\n]/) >= 0) return [];
  return readEntity(text, 'text/plain', true) ?? [];
}

function readEntity(text: string, defaultType: string, isTop: boolean): SureLeaf[] | null {
  const end = text.startsWith('\r\n') ? 0 : text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const headers = readHeaders(text.slice(0, end));
  if (headers === null || (isTop && !headers.has('from') && !headers.has('subject'))) return null;
  const body = text.slice(end === 0 ? 2 : end + 4);
  const declared = headers.get('content-type');
  const type = declared === undefined ? defaultType : /^([a-z]+\/[a-z0-9.+-]+)\s*(?:;|$)/i.exec(declared)?.[1]?.toLowerCase();
  if (type === undefined) return null;
  const encoding = (headers.get('content-transfer-encoding') ?? '7bit').trim().toLowerCase();
  if (type.startsWith('multipart/')) return encoding === '7bit' || encoding === '8bit' ? readParts(body, declared ?? '') : null;
  // A boundary without a multipart: a lenient reader opens it.
  if (/boundary/i.test(declared ?? '')) return null;
  if (type.startsWith('message/')) return [];
  const bytes = decode(body, encoding);
  if (bytes === null) return [];
  const isFile = /^attachment\b/i.test(headers.get('content-disposition') ?? '') || !type.startsWith('text/');
  return [
    {
      type: `${type}${/charset/i.test(declared ?? '') ? ` ${/charset="?([\w-]+)/i.exec(declared ?? '')?.[1]?.toLowerCase() ?? '?'}` : ''}`,
      isFile,
      bytes,
    },
  ];
}

function readHeaders(block: string): Map<string, string> | null {
  const found = new Map<string, string>();
  if (block === '') return found;
  for (const line of block.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const match = /^([A-Za-z][A-Za-z0-9-]*):[ \t]*(.*)$/.exec(line);
    if (!match?.[1]) return null;
    const name = match[1].toLowerCase();
    // Twice the same: nobody can say which one counts.
    if (name.startsWith('content-') && found.has(name)) return null;
    // oxlint-disable-next-line no-control-regex
    if (name.startsWith('content-') && /[^\x20-\x7e]/.test(match[2] ?? '')) return null;
    if (!found.has(name)) found.set(name, match[2] ?? '');
  }
  return found;
}

function readParts(body: string, declared: string): SureLeaf[] | null {
  const boundary = /^multipart\/[a-z-]+;(?:[^"]*;)?\s*boundary="([A-Za-z0-9'()+_,./:=?-]{1,70})"\s*(?:;\s*[a-z-]+="?[^";]*"?\s*)*$/i.exec(
    declared,
  )?.[1];
  if (boundary === undefined || (declared.match(/boundary/gi)?.length ?? 0) !== 1) return null;
  const framed = `\r\n${body}`;
  const lines = framed.split(`\r\n--${boundary}`);
  // Each delimiter stands alone on its line; the last one closes.
  const rests = lines.slice(1);
  if (rests.length < 2 || !rests.every((rest, at) => (at === rests.length - 1 ? rest.startsWith('--') : rest.startsWith('\r\n'))))
    return null;
  const leaves: SureLeaf[] = [];
  for (const rest of rests.slice(0, -1)) {
    const inner = readEntity(rest.slice(2), 'text/plain', false);
    // One doubtful part may hide delimiters of its own.
    if (inner === null) return null;
    leaves.push(...inner);
  }
  return leaves;
}

function decode(body: string, encoding: string): Buffer | null {
  if (encoding === 'base64') {
    const packed = body.replace(/\r\n/g, '');
    return /^[A-Za-z0-9+/]*={0,2}$/.test(packed) && packed.length % 4 === 0 ? Buffer.from(packed, 'base64') : null;
  }
  if (encoding === 'quoted-printable') {
    if (/=(?![0-9A-F]{2}|\r\n)/.test(body) || /[ \t]\r\n/.test(body) || /[^\x20-\x7e\r\n\t]/.test(body)) return null;
    return Buffer.from(
      body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    );
  }
  return encoding === '7bit' && !/[^\x20-\x7e\r\n\t]/.test(body) ? Buffer.from(body, 'latin1') : null;
}
