import { Readable } from 'node:stream';
import { Reply } from './route.js';

const INLINE_IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const INLINE_AUDIO = /^audio\/(mpeg|mp3|mp4|m4a|x-m4a|aac|ogg|opus|webm|wav|x-wav|wave|flac|amr|3gpp)$/;

/** Bytes from outside, made harmless: whatever the file claims to be, nothing in it can run under our name. */
const HARMLESS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
};

/** Type and name are what somebody claimed; `bytes` is read once. */
export interface StoredFile {
  filename: string;
  contentType: string;
  size: number;
  bytes: Readable;
}

/**
 * Serves an attachment. Images and sound whose bytes prove their type may be shown in place; everything else (svg, html,
 * pdf, unknown) is a download of unnamed bytes.
 */
export async function serveAttachment(file: StoredFile): Promise<Reply> {
  const { start, rest } = await peek(file.bytes);
  const shown = inlineType(file.contentType, start);
  return new Reply(rest, {
    headers: {
      ...HARMLESS,
      'content-type': shown ?? 'application/octet-stream',
      'content-length': String(file.size),
      'content-disposition': disposition(shown ? 'inline' : 'attachment', file.filename),
    },
  });
}

/** Serves a picture from elsewhere that was fetched for an agent: its type is known by its bytes. */
export function servePicture({ bytes, contentType }: { bytes: Buffer; contentType: string }): Reply {
  return new Reply(bytes, {
    headers: { ...HARMLESS, 'content-type': contentType, 'content-length': String(bytes.length), 'cache-control': 'private, max-age=3600' },
  });
}

/** Serves a stored file as a download only. */
export function serveDownload(file: StoredFile): Reply {
  return new Reply(file.bytes, {
    headers: {
      ...HARMLESS,
      'content-type': file.contentType,
      'content-length': String(file.size),
      'content-disposition': disposition('attachment', file.filename),
    },
  });
}

/** The type under which it may be shown in place; null when it may not. */
export function inlineType(declared: string, start: Buffer): string | null {
  const type = declared.trim().toLowerCase();
  if (INLINE_IMAGES.includes(type)) return imageType(start);
  return INLINE_AUDIO.test(type) ? audioType(start) : null;
}

/** What providers record and phones send. The container counts, not what the mail says of it. */
function audioType(start: Buffer): string | null {
  const ascii = start.toString('latin1');
  if (ascii.startsWith('ID3')) return 'audio/mpeg';
  if (ascii.startsWith('RIFF') && ascii.slice(8, 12) === 'WAVE') return 'audio/wav';
  if (ascii.slice(4, 8) === 'ftyp') return 'audio/mp4';
  if (ascii.startsWith('OggS')) return 'audio/ogg';
  if (ascii.startsWith('\x1a\x45\xdf\xa3')) return 'audio/webm';
  if (ascii.startsWith('fLaC')) return 'audio/flac';
  if (ascii.startsWith('#!AMR')) return 'audio/amr';
  const [first, second = 0] = start;
  if (first !== 0xff) return null;
  // A frame without a header before it: layer III of MPEG, or AAC in ADTS. A text that begins with FF FE is neither.
  if ((second & 0xe6) === 0xe2) return 'audio/mpeg';
  return (second & 0xf6) === 0xf0 ? 'audio/aac' : null;
}

function imageType(start: Buffer): string | null {
  const ascii = start.toString('latin1');
  if (ascii.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (ascii.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (ascii.startsWith('GIF87a') || ascii.startsWith('GIF89a')) return 'image/gif';
  return ascii.startsWith('RIFF') && ascii.slice(8, 12) === 'WEBP' ? 'image/webp' : null;
}

/** `Content-Disposition` with the name twice: in ASCII, and in full for those who read RFC 6266. */
export function disposition(kind: 'inline' | 'attachment', filename: string): string {
  const name = safeFilename(filename);
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const full = encodeURIComponent(name).replace(/['()*!]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${full}`;
}

/** A name to show and save: no path, no control or invisible or direction-changing characters, no leading dot. */
export function safeFilename(filename: string): string {
  // Through bytes and back: half a surrogate pair becomes U+FFFD instead of an exception in encodeURIComponent.
  const last = Buffer.from(filename).toString().split(/[/\\]/).at(-1) ?? '';
  const visible = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/gu, '')
    .trim()
    .replace(/^\.+/, '');
  return [...visible].slice(-150).join('') || 'file';
}

/** Looks at the first bytes of a stream without losing them. An early failure rejects, so that it becomes an answer. */
async function peek(source: Readable): Promise<{ start: Buffer; rest: Readable }> {
  const chunks: Buffer[] = [];
  const iterator = source[Symbol.asyncIterator]() as AsyncIterator<Buffer | string>;
  let length = 0;
  while (length < 16) {
    const { done, value } = await iterator.next();
    if (done) break;
    const chunk = typeof value === 'string' ? Buffer.from(value) : value;
    chunks.push(chunk);
    length += chunk.length;
  }
  const start = Buffer.concat(chunks);
  async function* whole(): AsyncGenerator<Buffer | string> {
    if (length > 0) yield start;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  const rest = Readable.from(whole(), { objectMode: false });
  rest.once('close', () => source.destroy());
  return { start, rest };
}
