import sanitizeHtml from 'sanitize-html';
import { nestingDepth } from './htmlToPlain.js';
import { withoutUnclosed } from './unclosed.js';

/** Beyond these sanitize-html takes seconds (measured: 500 kB 3-4 s, deep nesting more); such mail is shown as text. */
const MAX_HTML = 256 * 1024;
const MAX_DEPTH = 200;

/** Nobody sees them, and no store or screen has to bear them. */
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f]/g;

const SHOWN = new Set([
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'div', 'span', 'br', 'hr', 'blockquote', 'pre', 'code', 'center'],
  ...[
    'b',
    'strong',
    'i',
    'em',
    'u',
    's',
    'strike',
    'del',
    'ins',
    'sub',
    'sup',
    'small',
    'big',
    'font',
    'tt',
    'kbd',
    'mark',
    'abbr',
    'cite',
    'q',
  ],
  ...['ul', 'ol', 'li', 'dl', 'dt', 'dd'],
  ...['table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
  ...['a', 'img'],
]);

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: [...SHOWN],
  allowedAttributes: {
    '*': ['dir', 'lang', 'align', 'valign'],
    a: ['href', 'title', 'rel', 'target'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    font: ['color', 'size', 'face'],
    table: ['width', 'border', 'cellpadding', 'cellspacing', 'bgcolor'],
    td: ['width', 'height', 'colspan', 'rowspan', 'bgcolor'],
    th: ['width', 'height', 'colspan', 'rowspan', 'bgcolor'],
    col: ['width', 'span'],
    colgroup: ['span'],
    ol: ['start', 'type'],
    ul: ['type'],
    li: ['value'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['https', 'cid'] },
  allowedSchemesAppliedToAttributes: ['href', 'src'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  // No other: what stands in an <svg>, a <noscript> or a <head> that is never closed is all the rest of the mail, and mail programs show it.
  nonTextTags: ['style', 'script', 'title'],
  // Addresses without a scheme would be ours: a mail must not point into the console.
  transformTags: {
    a: (tagName, { href, ...rest }) => ({
      tagName,
      attribs: {
        ...(isAbsolute(href, /^(https?:\/\/|mailto:|tel:)/i) ? { href } : {}),
        ...rest,
        rel: 'noopener noreferrer nofollow',
        target: '_blank',
      },
    }),
    img: (tagName, { src, ...rest }) => ({ tagName, attribs: { ...(isAbsolute(src, /^(https:\/\/|cid:)/i) ? { src } : {}), ...rest } }),
  },
  enforceHtmlBoundary: false,
};

function isAbsolute(address: string | undefined, allowed: RegExp): address is string {
  return address !== undefined && allowed.test(address);
}

/** Whether cleaning it would take seconds. Such HTML is not shown, but kept as a file beside the text. */
export function isTooHardToClean(html: string): boolean {
  return html.length > MAX_HTML || nestingDepth(html) > MAX_DEPTH;
}

/**
 * Safe HTML, which cleaning it again leaves as it is, or null when it is blank, or too large or too deep to clean in
 * time: the text is shown then.
 */
export function sanitiseHtml(html: string): string | null {
  if (isTooHardToClean(html)) return null;
  const clean = settled(withoutUnclosed(html)).replace(CONTROLS, '').trim();
  return isBlank(clean) && !clean.includes('<img') ? null : clean;
}

/**
 * Where a paragraph begins the parser closes the one around it, unless an element stands between them. When that one is
 * not shown they meet only in what was cleaned, so that is read once more: now it is the whole truth, and a third time
 * would find the same.
 */
function settled(html: string): string {
  let shown = 0;
  let hidesWithin = false;
  const clean = sanitizeHtml(html, {
    ...OPTIONS,
    onOpenTag(name) {
      if (SHOWN.has(name)) shown += 1;
      else hidesWithin ||= shown > 0;
    },
    onCloseTag(name) {
      if (SHOWN.has(name)) shown -= 1;
    },
  });
  return hidesWithin ? sanitizeHtml(clean, OPTIONS) : clean;
}

/** Whether nothing is to be seen. Ends at the first letter, where nearly every mail has one at once. */
function isBlank(html: string): boolean {
  const nothing = /<[^>]*>|&nbsp;|\s+/y;
  let at = 0;
  while (nothing.test(html)) at = nothing.lastIndex;
  return at === html.length;
}
