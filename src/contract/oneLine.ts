/** Full-width punctuation brings its own gap, whatever follows; an ellipsis does so beside Chinese characters only. */
const CLOSED_BREAK = /(?<=[、，。：；！？」』）》]|\p{Script=Han}…{1,2})\s+|(?<=…)\s+(?=\p{Script=Han})/gu;

/**
 * The lines of a text as one line. Where they met stands a space, but none after full-width punctuation: "您好，您的包裹".
 * Spaces that stand within a line stay, as one.
 */
export function oneLine(text: string): string {
  return text.replace(CLOSED_BREAK, (gap) => (gap.includes('\n') ? '' : ' ')).replace(/\s+/g, ' ');
}

/** Of a script that leaves gaps between words. */
const LETTER = String.raw`(?!\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana})[\p{L}\p{N}\p{M}_'-]`;
const WORD_END = new RegExp(`${LETTER}$`, 'u');
const WORD_BEGIN = new RegExp(`^${LETTER}`, 'u');
/** How far back a cut goes for the beginning of a word; what is longer is no word, or is written without gaps. */
const LONGEST_WORD = 20;

/** The beginning of a line, at most `most` characters of it, with an ellipsis where it goes on. A word in Latin letters is not cut, a character never. */
export function beginningOf(line: string, most: number): string {
  if (line.length <= most) return line;
  const head = line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '');
  const inWord = WORD_END.test(head) && WORD_BEGIN.test(line.slice(head.length));
  const gap = inWord ? head.slice(-LONGEST_WORD).search(/\s\S*$/) : -1;
  return `${(gap < 0 ? head : head.slice(0, head.length - Math.min(LONGEST_WORD, head.length) + gap)).trimEnd()}…`;
}
