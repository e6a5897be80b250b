/** What stands before the lines of a quotation, beside the `>` of all programs. */
export interface QuoteMarks {
  /** A name or initials before the `>`, as Lotus Notes and old readers of news write it. */
  names: ReadonlySet<string>;
  /** Whether a quotation was introduced whose lines begin with a bar. */
  bars: boolean;
}

const MARK = /^[ \t\u00a0]{0,3}(?:>|&gt;|＞)/;
const NAMED = /^[ \t]{0,3}(\p{Lu}[\p{L}\p{N}._-]{0,19})>+[ \t]+[^\s>]/u;
const BAR = /^[ \t]{0,3}\|/;
/** The row of a table ends with one as well. */
const ROW = /\|\s*$/;
const INDENTED = /^[ \t\u00a0]+[^\s>]/;
/** A prompt of a router or a path through menus has no such end. */
const SAYS = /[.?!…。？！:：]["'”»)]*\s*$/u;
const MAX_LINE = 1_000;
const MAX_BLANKS = 10;

/** The marks that a text uses. A name is one only when it stands before two lines, one of which is a sentence. */
export function marksOf(lines: readonly string[]): QuoteMarks {
  const seen = new Map<string, { lines: number; says: boolean }>();
  for (const line of lines) {
    const name = nameBefore(line);
    if (name === null) continue;
    const found = seen.get(name) ?? { lines: 0, says: false };
    seen.set(name, { lines: found.lines + 1, says: found.says || SAYS.test(line.slice(-20)) });
  }
  const names = [...seen].filter(([, found]) => found.lines > 1 && found.says).map(([name]) => name);
  return { names: new Set(names), bars: false };
}

/** Whether the line is marked as quoted. */
export function isMarked(line: string, { names, bars }: QuoteMarks): boolean {
  if (MARK.test(line)) return true;
  if (bars && BAR.test(line) && !ROW.test(line.slice(-20))) return true;
  const name = names.size > 0 ? nameBefore(line) : null;
  return name !== null && names.has(name);
}

/** Whether the next line with words begins with a bar. */
export function beginsWithBar(lines: readonly string[], from: number): boolean {
  const next = lines.slice(from, from + MAX_BLANKS).find((line) => line.trim() !== '') ?? '';
  return BAR.test(next) && !ROW.test(next.slice(-20));
}

/**
 * How many lines from `from` on, below the sentence that introduces a quotation, are set in by blanks and so that quotation. None
 * when the lines that are not follow without a blank line between: then it was one paragraph's first line that is.
 */
export function indentedBelow(lines: readonly string[], from: number): number {
  let end = from;
  let isApart = false;
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') isApart = true;
    else if (INDENTED.test(line)) {
      end = at + 1;
      isApart = false;
    } else return isApart ? end - from : 0;
  }
  return end - from;
}

function nameBefore(line: string): string | null {
  return line.length > MAX_LINE ? null : (NAMED.exec(line)?.[1] ?? null);
}
