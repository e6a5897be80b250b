const MAX_LENGTH = 120;
/** Looked at; the rest of a hostile name is not worth the time. */
const MAX_INPUT = 2_000;

/** Extensions for parts without a name. */
const EXTENSIONS: Record<string, string> = {
  'message/rfc822': 'eml',
  'message/delivery-status': 'txt',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
  'text/rfc822-headers': 'txt',
  'application/pdf': 'pdf',
  'application/ms-tnef': 'dat',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
  'image/heic': 'heic',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/amr': 'amr',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'text/vcard': 'vcf',
};

/** What a file most likely is, for those who name no type; null for an extension that we do not know. */
export function contentTypeByName(name: string): string | null {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase();
  return Object.entries(EXTENSIONS).find(([, known]) => known === extension)?.[0] ?? null;
}

/**
 * A file name that is safe to show and to offer for saving. It is never a path of ours (blobs are addressed by hash).
 * Gone are folders, control and bidirectional characters, zero-width characters and leading dots.
 */
export function safeFilename(name: string | null, contentType: string, position: number): string {
  const given = name ?? '';
  const cleaned = (given.length > MAX_INPUT ? given.slice(0, MAX_INPUT / 2) + given.slice(-MAX_INPUT / 2) : given)
    .normalize('NFC')
    .replace(/[\0-\x1f\x7f-\x9f]/g, ' ')
    .replace(
      /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff]/g,
      '',
    )
    .replace(/^.*[/\\]/, '')
    .replace(/[<>:"|?*%]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (cleaned === '') return `attachment-${position + 1}.${EXTENSIONS[contentType.toLowerCase()] ?? 'bin'}`;
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(cleaned);
  return shorten(reserved ? `_${cleaned}` : cleaned);
}

/** Keeps the extension; counts characters, not halves of them. */
function shorten(name: string): string {
  const letters = [...name];
  if (letters.length <= MAX_LENGTH) return name;
  const dot = letters.lastIndexOf('.');
  const extension = dot > 0 && letters.length - dot <= 16 ? letters.slice(dot) : [];
  return [...letters.slice(0, MAX_LENGTH - extension.length), ...extension].join('');
}

/** A MIME type as `type/subtype`, lower case and without parameters. */
export function safeContentType(value: string): string {
  const type = (value.split(';')[0] ?? '').trim().toLowerCase();
  return /^[a-z0-9][a-z0-9!#$&^_.+-]{0,80}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}$/.test(type) ? type : 'application/octet-stream';
}
