import { compile, type DomNode, type FormatCallback } from 'html-to-text';
import { FOLD_MARKS, withoutFoldMarks } from './foldMarks.js';
import { withoutUnclosed } from './unclosed.js';

/** Longer or deeper HTML is stripped by our own linear pass instead. */
const MAX_CONVERT = 512 * 1024;
const MAX_DEPTH = 200;

/** A noncharacter where the converter leaves something out, which it does where elements nest deeper than their tags tell. */
const LEFT_OUT = '\uFDD4';

/** What web mailers and mail programs put around what is quoted. */
const QUOTES = [
  ...['div.yahoo_quoted', 'div.zmail_extra', 'div.hmquote', 'div.tutanota_quote', 'div.ntes-mailmaster-quote'],
  ...[
    'div#isReplyContent',
    'div#mail-editor-reference-message-container',
    'div[name=quote]',
    'div#orginbox',
    'div#previousmessages',
    'div.qmbox > div[style*=original]',
  ],
];
const ANSWERED = ['div.gmail_quote', 'div.gmail_quote_container', 'div.gmail_extra', 'div.protonmail_quote'];
const SIGNATURES = [
  ...[
    'div.gmail_signature',
    'div.moz-signature',
    'pre.moz-signature',
    'div.protonmail_signature_block',
    'div.zm_signature',
    'div[data-smartmail=gmail_signature]',
    'div.ydp-signature',
  ],
  ...[
    'div#Signature',
    'div#signature',
    'div#ms-outlook-mobile-signature',
    'div#AppleMailSignature',
    'div#lineBreakAtBeginningOfSignature',
    'sign',
    'div.ntes-mailmaster-sign',
  ],
];
/** Quotations among the blockquotes; others are indented words. */
const CITED = [
  'blockquote[type=cite]',
  'blockquote[type=CITE]',
  'blockquote[cite]',
  'blockquote[class*=quote]',
  'blockquote[class*=Quote]',
  'blockquote[id*=quote]',
  'blockquote[style*=border-left]',
  'blockquote[style*=BORDER-LEFT]',
];

function marked(kind: keyof typeof FOLD_MARKS): FormatCallback {
  const [start, end] = FOLD_MARKS[kind];
  return (element, walk, builder) => {
    builder.openBlock({ leadingLineBreaks: 1 });
    walk(element.children, builder);
    builder.closeBlock({ trailingLineBreaks: 1, blockTransform: (block) => `${start}${block}${end}` });
  };
}

/**
 * Gmail and Proton put all of an answer that stands between the quoted lines into what they call the quotation: what introduces
 * it and the blockquotes are quoted, what follows one of these is his. Without a blockquote of theirs it is a mail passed on.
 */
const answered: FormatCallback = (element, walk, builder, options) => {
  const children = element.children as DomNode[];
  const isOuter = hasClass(element, 'gmail_extra');
  const first = children.findIndex(
    (child) => (child.name === 'blockquote' || (isOuter && child.name === 'div')) && hasClass(child, '(?:gmail|protonmail)_quote'),
  );
  const introduction = first < 0 ? children : children.slice(0, first);
  marked('quoted')({ ...element, children: introduction }, walk, builder, options);
  walk(children.slice(introduction.length), builder);
};

function hasClass({ attribs }: DomNode, pattern: string): boolean {
  return new RegExp(`(?:^|\\s)${pattern}(?:\\s|$)`).test(attribs?.class ?? '');
}

/** Cells stand apart as words do, and each row is a line: `Blender</td><td>49,00` are two words. */
const cell: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder);
  builder.addInline(' ');
};
const row: FormatCallback = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(element.children, builder);
  builder.closeBlock({ trailingLineBreaks: 1 });
};

const convert = compile({
  wordwrap: false,
  formatters: { quoted: marked('quoted'), answered, signature: marked('signature'), cell, row },
  // All of it: what a relay has put before the body or behind it was said too.
  baseElements: { selectors: [] },
  limits: { maxInputLength: MAX_CONVERT, maxDepth: MAX_DEPTH, ellipsis: LEFT_OUT },
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false, linkBrackets: ['<', '>'] } },
    { selector: 'img', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'title', format: 'skip' },
    { selector: 'table', options: { uppercaseHeaderCells: false } },
    { selector: 'tr', format: 'row' },
    ...['td', 'th'].map((selector) => ({ selector, format: 'cell' })),
    { selector: 'blockquote', format: 'block' },
    ...CITED.map((selector) => ({ selector, format: 'blockquote' })),
    ...QUOTES.map((selector) => ({ selector, format: 'quoted' })),
    ...ANSWERED.map((selector) => ({ selector, format: 'answered' })),
    ...SIGNATURES.map((selector) => ({ selector, format: 'signature' })),
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
});

/**
 * Readable text of an HTML body, for search, folding and SMS, with marks around what its program called a quotation or a
 * signature (see `foldMarks.ts`). Never throws, and takes linear time on hostile input.
 */
export function htmlToPlain(html: string): string {
  const light = withoutUnclosed(withoutFoldMarks(html).replaceAll(LEFT_OUT, '')).replace(
    /\bdata:[a-z]+\/[\w.+-]+;base64,[A-Za-z0-9+/=\s]{200,}/gi,
    '',
  );
  if (light.length > MAX_CONVERT || nestingDepth(light) > MAX_DEPTH) return stripTags(light);
  try {
    const text = convert(light).trim();
    return text.includes(LEFT_OUT) ? stripTags(light) : text;
  } catch {
    return stripTags(light); // the converter gave up; the words are what counts
  }
}

/** Void elements, and those that the next of their kind closes: newsletters leave hundreds of them open. */
const FLAT = new Set([
  ...['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr'],
  ...['p', 'li', 'dt', 'dd', 'option', 'tr', 'td', 'th'],
]);

/** How deep the elements nest, roughly: a scan over the tags without building a tree. */
export function nestingDepth(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const match of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})/g)) {
    const name = (match[2] ?? '').toLowerCase();
    if (FLAT.has(name)) continue;
    if (match[1] === '/') depth = Math.max(0, depth - 1);
    else depth += 1;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
/** Their content is not words. */
const UNSHOWN = new Set(['style', 'script', 'title']);
const BREAKING = new Set(['br', '/p', '/div', '/tr', '/li', '/h1', '/h2', '/h3', '/h4', '/h5', '/h6', '/blockquote', '/table']);

/** The words between the tags, in one pass: each step goes forward, so that no input makes it slow. */
function stripTags(html: string): string {
  const lower = html.toLowerCase();
  const find = memoisedFind(lower);
  let words = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    words += html.slice(at, open);
    const isComment = lower.startsWith('<!--', open);
    const end = isComment ? find('-->', open + 4) : find('>', open);
    if (end < 0) {
      // A tag without an end: the rest is words, unless it is a comment.
      at = isComment ? html.length : open;
      break;
    }
    const name = isComment ? '' : (/^<(\/?[a-z][a-z0-9]{0,20})/.exec(lower.slice(open, open + 24))?.[1] ?? '');
    if (BREAKING.has(name)) words += '\n';
    if (name === '/td' || name === '/th') words += ' ';
    at = end + (isComment ? 3 : 1);
    if (UNSHOWN.has(name)) {
      const close = find(`</${name}`, at);
      at = close < 0 ? html.length : close;
    }
  }
  words += html.slice(at);
  return words
    .replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,6});/gi, (whole, name: string) => decodeEntity(name) ?? whole)
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** `indexOf` that remembers what is not there: asking again would scan to the end each time. */
function memoisedFind(text: string): (wanted: string, from: number) => number {
  const missing = new Set<string>();
  return (wanted, from) => {
    if (missing.has(wanted)) return -1;
    const found = text.indexOf(wanted, from);
    if (found < 0) missing.add(wanted);
    return found;
  };
}

function decodeEntity(name: string): string | null {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? null;
  const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : null;
}

/** Plain words inside an HTML mail. */
export function plainToHtml(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  return `<div>${escaped.replace(/\r\n|\n|\r/g, '<br>')}</div>`;
}
