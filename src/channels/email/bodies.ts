import type { Headers, MimeNode } from 'mailparser';
import { htmlToPlain, plainToHtml } from './htmlToPlain.js';
import { withoutUnclosed } from './unclosed.js';

/** A stretch of the mail as its writer offered it: as text, as HTML, or as both. */
interface Segment {
  text: string | null;
  html: string | null;
}

/** A longer text was written for those who read it. */
const LONGEST_STUB = 300;

/** What a mail shows, in both forms; `html` is null where it has none, and not cleaned yet. */
export interface Bodies {
  /** With fold marks where it was made of HTML: see `foldMarks.ts`. */
  text: string;
  html: string | null;
}

/**
 * What the mail shows. In an alternative the last of each form counts; everything else is shown in its order, so that
 * words beside an HTML part are in both forms. (mailparser's own joining loses them with our options.)
 */
export function readBodies(tree: MimeNode): Bodies {
  const isReport = (tree.contentType || '').startsWith('multipart/report');
  return joinSegments(readNode(tree, isReport, 0));
}

/** One after the other, in both forms. */
export function appendBodies(bodies: Bodies, more: readonly Bodies[]): Bodies {
  return more.length === 0 ? bodies : joinSegments([bodies, ...more].filter((part) => part.text !== '' || part.html !== null));
}

/** What stands above the words of a mail inside the mail. */
export function forwardedHeader(headers: Headers): string {
  const lines = ['from', 'date', 'subject'].flatMap((name) => {
    const value = headers.get(name);
    const shown = value instanceof Date ? value.toUTCString() : typeof value === 'string' ? value : readText(value);
    return shown === '' ? [] : [`${name.charAt(0).toUpperCase()}${name.slice(1)}: ${shown}`];
  });
  return ['--- forwarded message ---', ...lines, ''].join('\n');
}

function readNode(node: MimeNode, isReport: boolean, depth: number): Segment[] {
  if (node.contentType === 'multipart/alternative')
    return [chooseForms(node.children.map((child) => joinForms(readNode(child, isReport, depth + 1))))];
  if (node.children.length > 0) {
    // The returned original of a bounce is evidence, not what anybody says.
    const children = node.children.filter((child) => !(isReport && child.showMeta));
    const segments = children.flatMap((child) => readNode(child, isReport, depth + 1));
    return node.showMeta ? [forwardedSegment(node), ...segments] : segments;
  }
  const content = node.textContent ?? '';
  if (content.trim() === '') return node.showMeta ? [forwardedSegment(node)] : [];
  // Each for itself: what one part leaves open must not swallow the next. Without a tag or an entity the lines are a plain
  // text's, whatever its type says: forms send what somebody typed as HTML.
  const segment =
    node.contentType === 'text/html' && /<[a-z!/?]|&[a-z#]/i.test(content)
      ? { text: null, html: withoutUnclosed(content) }
      : { text: content, html: null };
  return node.showMeta ? [forwardedSegment(node), segment] : [segment];
}

/** Null for a form that not every segment has. */
function joinForms(segments: Segment[]): Segment {
  if (segments.length === 0) return { text: null, html: null };
  const texts = segments.map((segment) => segment.text);
  return {
    text: texts.every((text) => text !== null) ? texts.join('\n') : null,
    html: joinHtml(segments),
  };
}

function chooseForms(forms: Segment[]): Segment {
  const text = bestOf(
    forms.map((form) => form.text),
    '\n',
  );
  const html = bestOf(
    forms.map((form) => form.html),
    '<br>\n',
  );
  return { text: text !== null && html !== null && text.length <= LONGEST_STUB ? withMissing(text, html) : text, html };
}

/**
 * A few words in place of the mail's own ("please use a program that shows HTML"): when most of them are not in the HTML,
 * its words are shown below them.
 */
function withMissing(text: string, html: string): string {
  const told = htmlToPlain(html);
  const flat = flatten(told);
  const words = text.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const missing = words.filter((word) => !flat.includes(flatten(word)));
  return missing.length * 2 > words.length && flat.length > flatten(text).length ? `${text.trimEnd()}\n\n${told}` : text;
}

function flatten(text: string): string {
  return text.toLowerCase().replace(/\s+/g, '');
}

/** The last one of a form (RFC 2046 5.1.4); broken programs offer other words in the same form, and those are shown too. */
function bestOf(offered: (string | null)[], between: string): string | null {
  const given = offered.filter((one) => one !== null);
  const last = given.at(-1);
  if (last === undefined) return null;
  const others = given.slice(0, -1).filter((one, at) => one.trim() !== '' && !last.includes(one.trim()) && given.indexOf(one) === at);
  return [...others, last].join(between);
}

function joinSegments(segments: Segment[]): Bodies {
  const text = segments.map((segment) => segment.text ?? htmlToPlain(segment.html ?? '')).join('\n');
  return { text: text.trim(), html: joinHtml(segments) };
}

function joinHtml(segments: Segment[]): string | null {
  if (!segments.some((segment) => segment.html !== null)) return null;
  return segments.map((segment) => segment.html ?? plainToHtml(segment.text ?? '')).join('<br>\n');
}

function forwardedSegment(node: MimeNode): Segment {
  return { text: forwardedHeader(node.headers), html: null };
}

function readText(value: unknown): string {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string' ? value.text : '';
}
