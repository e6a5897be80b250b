import { countTags, isTyped, NONE, type TagCount, type TagWords } from './typedTags.js';

/** What their first closing tag ends and nothing else, so that without one all that follows is theirs. */
const RAW = ['script', 'style', 'title', 'textarea', 'xmp'];

const OPENS_RAW = new RegExp(`<(${RAW.join('|')})(?=[\\s/>])`, 'gi');

/**
 * HTML in which nothing swallows words that follow it, as it would in a browser too: a raw element, a comment, a tag or a
 * quoted value that is never closed, or what reads as a tag and was typed. Such an element becomes a span, such a comment or tag words, and such a value ends
 * with its tag. CDATA is words wherever it stands. Nothing is made safe here, that comes after it. Takes linear time.
 */
export function withoutUnclosed(html: string): string {
  let opened = html.replace(/<!\[CDATA\[/g, ' ');
  const commented = opened.lastIndexOf('-->') + 1;
  opened = opened.slice(0, commented) + opened.slice(commented).replace(/<!--/g, ' ');
  for (const name of new Set(Array.from(opened.matchAll(OPENS_RAW), ([, found = '']) => found.toLowerCase()))) {
    const closed = lastClose(opened, name);
    opened = opened.slice(0, closed) + opened.slice(closed).replace(new RegExp(`<${name}(?=[\\s/>])`, 'gi'), '<span');
  }
  return withClosedTags(opened);
}

/** Where the last closing tag of a raw element stands, as the parser finds it: a name, then a blank or the end of the tag. */
function lastClose(html: string, name: string): number {
  let last = 0;
  for (const { index } of html.matchAll(new RegExp(`</${name}[ \\n\\t\\f\\r>]`, 'gi'))) last = index;
  return last;
}

/** Reads tag after tag as the parser does (HTML 13.2.5.6 and following), and mends those that it would read too far. */
function withClosedTags(html: string): string {
  const begin = /<!--|<(\/?)([a-z][^\s/<>]*)/gi;
  // With an exclamation mark it ends for browsers (HTML 13.2.5.52), and not for the parser.
  const commentEnd = /--(!)?>/g;
  const lastEnd = html.lastIndexOf('>');
  let counted: Map<string, TagCount> | undefined;
  const countOf = (name: string): TagCount => (counted ??= countTags(html)).get(name) ?? NONE;
  let mended = '';
  let copied = 0;
  const replace = (at: number, by: string): void => {
    mended += html.slice(copied, at) + by;
    copied = at + 1;
  };
  for (let found = begin.exec(html); found; found = begin.exec(html)) {
    const [, slash, name] = found;
    if (name === undefined) {
      commentEnd.lastIndex = found.index + 2;
      const end = commentEnd.exec(html);
      if (end?.[1] !== undefined) replace(end.index + 2, '');
      begin.lastIndex = end ? commentEnd.lastIndex : html.length;
      continue;
    }
    const tag = isName(name) && found.index < lastEnd ? (slash ? endOf(html, begin.lastIndex) : readTag(html, begin.lastIndex)) : null;
    if (tag === null || (tag.words && isTyped(name.toLowerCase(), tag.words, countOf))) {
      replace(found.index, '&lt;');
      continue;
    }
    for (const quote of tag.unclosed) replace(quote, '');
    begin.lastIndex = RAW.includes(name.toLowerCase()) && !slash ? closeOf(html, name, tag.end) : tag.end;
  }
  return mended + html.slice(copied);
}

/** An address or a link in angle brackets, which a program forgot to escape, is no element. */
function isName(name: string): boolean {
  return !/[@.]|:$/.test(name);
}

interface Tag {
  /** After its `>`. */
  end: number;
  /** Where the quotes stand that open values which end with the tag. */
  unclosed: number[];
  /** Null for one that ends an element, or is its own end. */
  words: TagWords | null;
}

function endOf(html: string, from: number): Tag {
  return { end: html.indexOf('>', from) + 1, unclosed: [], words: null };
}

function closeOf(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}[ \\n\\t\\f\\r>]`, 'gi');
  close.lastIndex = from;
  return close.exec(html)?.index ?? html.length;
}

/** @returns null when it is none: another one begins before it ends, or the mail ends. */
function readTag(html: string, from: number): Tag | null {
  const attribute = /[\s/]*(?:([^\s/<>][^\s/<>=]*)(?:\s*=\s*(?:(["'])|[^\s<>]*))?)?/y;
  const unclosed: number[] = [];
  const bare: string[] = [];
  let isValued = false;
  let at = from;
  for (;;) {
    attribute.lastIndex = at;
    const [whole = '', name, quote] = attribute.exec(html) ?? [];
    at += whole.length;
    if (name === undefined)
      return html[at] === '>' ? { end: at + 1, unclosed, words: html[at - 1] === '/' ? null : { bare, isValued } } : null;
    if (whole.includes('=')) isValued = true;
    else bare.push(name);
    if (quote === undefined) continue;
    const close = html.indexOf(quote, at);
    if (close >= 0 && isClosed(html, name, at, close)) {
      at = close + 1;
      continue;
    }
    // Without its quotes the value ends where a blank or the tag does.
    unclosed.push(at - 1);
    while (/["']/.test(html[at] ?? '')) unclosed.push(at++);
    while (/[^\s<>]/.test(html[at] ?? '>')) at += 1;
  }
}

/**
 * Whether the next quote closes a value, which may hold any sign. When it holds the end of a tag, that quote may be the
 * first one of another value, or a word's: then a name stands before it, or letters behind it. An address holds no `<`
 * (RFC 3986 2).
 */
function isClosed(html: string, name: string, from: number, close: number): boolean {
  const value = html.slice(from, close);
  if (!value.includes('>')) return true;
  if (!/[\s/>]/.test(html[close + 1] ?? '>')) return false;
  if (/^(?:href|src)$/i.test(name)) return !value.includes('<');
  return !/^<[a-z][^>]*=\s*$/i.test(value.slice(Math.max(0, value.lastIndexOf('<'))));
}
