import type { FoldHint } from '../../screening/fold/foldText.js';
import { takeFoldMarks } from './foldMarks.js';
import type { RawAttachment } from './mimeParts.js';

/** Characters of text in one message; what is longer is a file beside it. */
const MAX_TEXT = 200_000;
const MAX_LIFTED = 50;

/** Bodies short enough for a timeline, without fold marks; `attachments` has the whole text when it was cut. */
export interface BoundedBodies {
  text: string;
  hints: FoldHint[];
  html: string | null;
  attachments: RawAttachment[];
}

/** Cuts a text that is too long for a timeline, and keeps all of it as an attachment. */
export function boundBodies(bodies: { text: string; html: string | null }): BoundedBodies {
  const { text, hints } = takeFoldMarks(bodies.text.replace(/[\0\x01-\x08\x0b\x0c\x0e-\x1f]/g, ''));
  if (text.length <= MAX_TEXT) return { text, hints, html: bodies.html, attachments: [] };
  const whole: RawAttachment = {
    filename: 'message.txt',
    contentType: 'text/plain',
    bytes: Buffer.from(text, 'utf8'),
    contentId: null,
    disposition: 'attachment',
  };
  return { text: `${text.slice(0, MAX_TEXT).replace(/[\ud800-\udbff]$/, '')}\n[...]`, hints, html: bodies.html, attachments: [whole] };
}

/** HTML that shows a part by its Content-Location instead of its Content-ID (RFC 2557): one way to name it is enough. */
export function nameByContentId(html: string | null, parts: readonly RawAttachment[]): string | null {
  const located = parts.filter((part) => part.location && part.contentType.startsWith('image/')).slice(0, MAX_LIFTED);
  return located.reduce<string | null>((shown, part, position) => {
    const address = part.location ?? '';
    const quoted = [`"${address}"`, `'${address}'`].filter((one) => shown?.includes(`src=${one}`));
    if (shown === null || quoted.length === 0) return shown;
    part.contentId ??= `location-${position + 1}@message`;
    return quoted.reduce((changed, one) => changed.replaceAll(`src=${one}`, `src="cid:${part.contentId ?? ''}"`), shown);
  }, html);
}

/**
 * Pictures written into the HTML itself (`src="data:image/png;base64,..."`) become inline attachments: they would be
 * cleaned away otherwise, and would push the HTML past its size limit.
 */
export function liftDataImages(html: string | null): { html: string | null; attachments: RawAttachment[] } {
  if (html === null || !html.includes('data:image/')) return { html, attachments: [] };
  const attachments: RawAttachment[] = [];
  const lifted = html.replace(
    /(\bsrc\s*=\s*["']?)data:(image\/(?:png|jpeg|jpg|gif|webp));base64,([A-Za-z0-9+/=\s]+)/gi,
    (whole, before: string, type: string, data: string) => {
      if (attachments.length >= MAX_LIFTED) return whole;
      const contentId = `data-image-${attachments.length + 1}@message`;
      attachments.push({
        filename: null,
        contentType: type.toLowerCase().replace('jpg', 'jpeg'),
        bytes: Buffer.from(data, 'base64'),
        contentId,
        disposition: 'inline',
      });
      return `${before}cid:${contentId}`;
    },
  );
  return { html: lifted, attachments };
}
