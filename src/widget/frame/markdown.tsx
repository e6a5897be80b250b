import type { ComponentChildren } from 'preact';
import { shownAddress, withoutTurns } from '../../contract/direction.js';

/** Markdown as elements, never as HTML: what is not understood here stays the text that it is. */

const INLINE =
  /(`[^`\n]+`)|(\*\*[^*\n]+\*\*|__[^_\n]+__)|(\*[^*\s][^*\n]*\*|\b_[^_\s][^_\n]*_\b)|\[([^\]\n]+)\]\((\S+?)\)|((?:https?:\/\/|mailto:)[^\s<>"'（）【】「」，。；！？]+)/g;
/** At the end of an address in a sentence they belong to the sentence. */
const TAIL = /[.,;:!?)\]}]+$/;

/** Emphasis, code and links within a line. */
export function Inline({ text }: { text: string }) {
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    const [all, code, strong, emphasis, label, target, bare] = match;
    let used = all;
    let part: ComponentChildren;
    if (code) part = <code>{code.slice(1, -1)}</code>;
    else if (strong) part = <strong>{strong.slice(2, -2)}</strong>;
    else if (emphasis) part = <em>{emphasis.slice(1, -1)}</em>;
    else if (label && target) {
      const url = safeUrl(target);
      if (!url) continue;
      part = <Away to={url}>{withoutTurns(label)}</Away>;
    } else {
      used = (bare ?? '').replace(TAIL, '');
      const url = safeUrl(used);
      if (!url) continue;
      part = (
        <Away to={url} dir="ltr">
          {shownAddress(used)}
        </Away>
      );
    }
    parts.push(text.slice(at, match.index), part);
    at = match.index + used.length;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}

function Away({ to, dir = 'auto', children }: { to: string; dir?: 'ltr' | 'auto'; children: ComponentChildren }) {
  return (
    <a href={to} dir={dir} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

/** Only what leads to a page or a mail: no `javascript:`, no `data:`. */
function safeUrl(text: string): string | null {
  try {
    const url = new URL(text);
    return ['https:', 'http:', 'mailto:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null; // Not an address: it stays text.
  }
}

const HEADING = /^#{1,6}\s+(.*)$/;
const BULLET = /^\s*[-*+]\s+(.*)$/;
const NUMBERED = /^\s*\d+[.)]\s+(.*)$/;
const QUOTE = /^>\s?(.*)$/;
const FENCE = /^```/;

/** A whole article: headings, lists, quotes, code and paragraphs. */
export function Markdown({ text }: { text: string }) {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const blocks: ComponentChildren[] = [];
  let i = 0;
  const take = (pattern: RegExp): string[] => {
    const taken: string[] = [];
    for (let found = pattern.exec(lines[i] ?? ''); found && i < lines.length; found = pattern.exec(lines[i] ?? '')) {
      taken.push(found[1] ?? '');
      i++;
    }
    return taken;
  };
  while (i < lines.length) {
    const line = lines[i] ?? '';
    const heading = HEADING.exec(line);
    if (line.trim() === '') i++;
    else if (heading) {
      blocks.push(
        <h3>
          <Inline text={heading[1] ?? ''} />
        </h3>,
      );
      i++;
    } else if (FENCE.test(line)) {
      const end = lines.findIndex((one, index) => index > i && FENCE.test(one));
      blocks.push(<pre>{lines.slice(i + 1, end === -1 ? undefined : end).join('\n')}</pre>);
      i = end === -1 ? lines.length : end + 1;
    } else if (BULLET.test(line))
      blocks.push(
        <ul>
          {take(BULLET).map((item, index) => (
            <li key={index}>
              <Inline text={item} />
            </li>
          ))}
        </ul>,
      );
    else if (NUMBERED.test(line))
      blocks.push(
        <ol>
          {take(NUMBERED).map((item, index) => (
            <li key={index}>
              <Inline text={item} />
            </li>
          ))}
        </ol>,
      );
    else if (QUOTE.test(line))
      blocks.push(
        <blockquote>
          <Inline text={take(QUOTE).join('\n')} />
        </blockquote>,
      );
    else {
      const from = i;
      while (
        i < lines.length &&
        (lines[i] ?? '').trim() !== '' &&
        (i === from || ![HEADING, FENCE, BULLET, NUMBERED, QUOTE].some((pattern) => pattern.test(lines[i] ?? '')))
      )
        i++;
      blocks.push(
        <p>
          <Inline text={lines.slice(from, i).join('\n')} />
        </p>,
      );
    }
  }
  return (
    <div class="markdown" dir="auto">
      {blocks}
    </div>
  );
}
