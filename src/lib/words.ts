const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}@._+-]*/gu;

/**
 * The words of a text as a search index keeps them: lower case, compatibility forms folded; runs of Chinese, Japanese
 * and Korean as overlapping pairs of characters (single characters when alone). At most `max`, in order, no repeats.
 */
export function searchWords(text: string, max = 60): string[] {
  const folded = text.slice(0, 20_000).normalize('NFKC').toLowerCase();
  const words = new Set<string>();
  for (const run of folded.match(CJK) ?? []) {
    const chars = [...run];
    if (chars.length === 1) words.add(run);
    for (let i = 0; i + 1 < chars.length; i++) words.add(`${chars[i]}${chars[i + 1]}`);
  }
  for (const word of folded.replace(CJK, ' ').match(WORD) ?? []) words.add(word.replace(/[._+-]+$/, '').slice(0, 60));
  words.delete('');
  return [...words].slice(0, max);
}

/** A query's words: the last Latin one may be half typed, so each is matched as a prefix by the caller. */
export function queryWords(query: string): string[] {
  return searchWords(query, 8);
}

/** Escapes a text so that it stands for itself in a regular expression, also with the `u` flag (outside of a class). */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
