import DOMPurify from 'dompurify';
import type { Attachment } from '../../../contract/tickets.js';

/**
 * A whole page for the sandboxed frame. Pictures from outside lose their address, or get the one of ours that `pictures`
 * holds for them; `cid:` pictures come from the message's own attachments.
 */
export function cleanHtml(
  html: string,
  attachments: readonly Attachment[],
  pictures: ReadonlyMap<string, string>,
): { page: string; remoteImages: number } {
  const purifier = DOMPurify(window);
  let remoteImages = 0;
  purifier.addHook('afterSanitizeAttributes', (node) => {
    if (node.tagName === 'A') {
      node.setAttribute('target', '_blank');
      node.setAttribute('rel', 'noopener noreferrer nofollow');
    }
    for (const name of ['src', 'background', 'poster', 'srcset']) {
      const value = node.getAttribute(name);
      if (value === null) continue;
      const own = ownPicture(value, attachments);
      if (own) node.setAttribute(name, own);
      else if (!value.startsWith('data:image/')) {
        remoteImages++;
        const ours = name === 'src' ? pictures.get(value) : undefined;
        if (ours) node.setAttribute(name, new URL(ours, location.origin).href);
        else node.removeAttribute(name);
      }
    }
    const style = node.getAttribute('style');
    if (style && /url\s*\(/i.test(style)) node.setAttribute('style', style.replace(/url\s*\([^)]*\)/gi, 'none'));
  });
  const body = purifier.sanitize(html, {
    FORBID_TAGS: ['form', 'input', 'button', 'select', 'textarea', 'iframe', 'object', 'embed', 'link', 'meta', 'base', 'style'],
    FORBID_ATTR: ['id', 'srcset'],
    ALLOW_DATA_ATTR: false,
  });
  return { page: pageOf(body), remoteImages };
}

function ownPicture(value: string, attachments: readonly Attachment[]): string | null {
  const cid = /^cid:<?([^>]+)>?$/i.exec(value)?.[1];
  if (!cid) return null;
  const url = attachments.find((attachment) => attachment.contentId?.replace(/^<|>$/g, '') === cid)?.url;
  return url ? new URL(url, location.origin).href : null;
}

function pageOf(body: string): string {
  const csp = `default-src 'none'; style-src 'unsafe-inline'; img-src data: ${location.origin}`;
  const style =
    'html{color-scheme:light}body{margin:14px;font:14px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1d1c1a;background:#fff;overflow-wrap:anywhere}img,table{max-width:100%}img{height:auto}img:not([src]){padding:2px 6px;border-radius:4px;background:#f4f1ea;color:#6b675f}a{color:#0f6b5c}blockquote{margin:0 0 0 4px;padding-left:12px;border-left:2px solid #cfc9bc;color:#6b675f}';
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${csp}"><base target="_blank"><style>${style}</style></head><body>${body}</body></html>`;
}
