/** So long may a line be that only greets, and one that only takes leave. */
const GREETING_MAX = 40;
const LEAVE_MAX = 60;
/** A line that says something ends like a sentence; a greeting does not, or it is an exclamation. */
const SENTENCE = /[.?？…;；]\s*$|\d/u;

/**
 * A letter without its greeting and without the name and the wishes below it, which say nothing about any issue, in whatever
 * language they are: a short first paragraph and a short last one. Of two paragraphs one is what was said. Never all of it.
 */
export function bodyOf(text: string, name?: string | null): string {
  const paragraphs = text.split(/\n\s*\n/);
  if (paragraphs.length < 2) return text;
  const [first = ''] = paragraphs;
  const last = paragraphs.at(-1) ?? '';
  const named = last.length <= LEAVE_MAX && holdsName(last, name);
  const three = paragraphs.length > 2;
  const leaves = named || (three && last.length <= LEAVE_MAX && !SENTENCE.test(last));
  const greets = (three || !leaves) && first.length <= GREETING_MAX && !first.trim().includes('\n') && !SENTENCE.test(first);
  const body = paragraphs
    .slice(greets ? 1 : 0, leaves ? -1 : undefined)
    .join('\n\n')
    .trim();
  return body || text;
}

function holdsName(line: string, name: string | null | undefined): boolean {
  return (name ?? '').split(/\s+/).some((part) => part.length > 1 && line.includes(part));
}
