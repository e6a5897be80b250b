import { senderBelow } from '../../screening/fold/headerBlocks.js';
import { hasForwardMarker } from '../../threading/subjectText.js';
import { cleanName } from '../cleanLine.js';
import { isAddress, type MailAddress } from './addresses.js';
import { forwardedHeader, readBodies, type Bodies } from './bodies.js';
import { readMimeParts, type MimeParts } from './mimeParts.js';

/** `Ann <ann@x>`, `Ann [mailto:ann@x]`, `"ann@x" <ann@x>`, `ann@x`. */
const WHO = /^[>\s*_]*(.{0,200}?)[\s<(["'（【]*(?:mailto:)?([^\s<>()[\]"',;:（）【】]{1,64}@[a-z0-9.-]{1,255})/iu;

/**
 * Whose mail a forward passes on, as the head of the mail below tells it; null when its subject does not say that it is
 * one, or no head names an address. Anybody can write such a head: it proves nothing.
 */
export function forwardedFrom(subject: string | null, text: string): MailAddress | null {
  if (!hasForwardMarker(subject)) return null;
  const [, name = '', address = ''] = WHO.exec(senderBelow(text)?.slice(0, 600) ?? '') ?? [];
  return isAddress(address) ? { address, name: cleanName(name.replace(/^["'“”\s]+|["'“”\s]+$/g, '')) } : null;
}

const MAX_FORWARDED = 3;
/** A forward of a forward of a forward. */
const MAX_DEPTH = 3;
const MAX_BYTES = 2 * 1024 * 1024;

/**
 * The words of mails that are attached as files (Outlook and Apple forward like this), so that they can be read and
 * found; the files stay attached. Not for bounces: what they return is our own mail.
 */
export async function readForwarded(parts: MimeParts, depth = 1): Promise<Bodies[]> {
  if ((parts.tree.contentType || '').startsWith('multipart/report')) return [];
  const forwarded = parts.attachments.filter((part) => part.contentType === 'message/rfc822' && part.bytes.length <= MAX_BYTES);
  const bodies: Bodies[] = [];
  for (const part of forwarded.slice(0, MAX_FORWARDED)) {
    try {
      const inner = await readMimeParts(part.bytes);
      const { text, html } = readBodies(inner.tree);
      bodies.push({ text: `\n${forwardedHeader(inner.headers)}\n`, html: null }, { text, html });
      if (depth < MAX_DEPTH) bodies.push(...(await readForwarded(inner, depth + 1)));
    } catch {
      // It cannot be read; it is there as a file all the same.
    }
  }
  return bodies;
}
