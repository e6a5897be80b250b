import { forwardedHeader, readBodies, type Bodies } from './bodies.js';
import { readMimeParts, type MimeParts } from './mimeParts.js';

const MAX_FORWARDED = 3;
const MAX_BYTES = 2 * 1024 * 1024;

/**
 * The words of mails that are attached as files (Outlook and Apple forward like this), so that they can be read and
 * found; the files stay attached. Not for bounces: what they return is our own mail.
 */
export async function readForwarded(parts: MimeParts): Promise<Bodies[]> {
  if ((parts.tree.contentType || '').startsWith('multipart/report')) return [];
  const forwarded = parts.attachments.filter((part) => part.contentType === 'message/rfc822' && part.bytes.length <= MAX_BYTES);
  const bodies: Bodies[] = [];
  for (const part of forwarded.slice(0, MAX_FORWARDED)) {
    try {
      const inner = await readMimeParts(part.bytes);
      const { text, html } = readBodies(inner.tree);
      bodies.push({ text: `\n${forwardedHeader(inner.headers)}\n`, html: null }, { text, html });
    } catch {
      // It cannot be read; it is there as a file all the same.
    }
  }
  return bodies;
}
