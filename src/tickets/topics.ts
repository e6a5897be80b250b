import type { Topic } from './topic.js';

export { DEFAULT_TOPICS } from './defaultTopics.js';
export type { Topic };

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** So much of a text is read: what somebody wants stands at the beginning. */
const READ_MAX = 4000;

/** Patterns by topic list: a list is compiled once and then only read. */
const compiled = new WeakMap<readonly Topic[], Matcher[]>();

interface Matcher {
  key: string;
  latin: RegExp | null;
  cjk: RegExp | null;
}

/** The topic that a text's words show best, or null. */
export function topicOf(text: string, topics: readonly Topic[]): string | null {
  return topicsOf(text, topics)[0] ?? null;
}

/**
 * The topics that a text's words show, the best first. Every different keyword counts once, a phrase more than a word;
 * of two equal topics the one that comes first in the list wins. Latin words count only whole; Chinese, Japanese and
 * Korean are not written with spaces, so there a keyword counts wherever it stands.
 */
export function topicsOf(text: string, topics: readonly Topic[]): string[] {
  const folded = fold(text.slice(0, READ_MAX));
  // Most texts have no such character, and half of all patterns need none of them then.
  const hasCjk = CJK.test(folded);
  const scored = matchersOf(topics).map(({ key, latin, cjk }) => ({ key, score: scoreOf(folded, hasCjk ? [latin, cjk] : [latin]) }));
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ key }) => key);
}

function scoreOf(text: string, patterns: (RegExp | null)[]): number {
  const found = new Set<string>();
  for (const pattern of patterns) {
    if (pattern) for (const hit of text.match(pattern) ?? []) found.add(hit);
  }
  let score = 0;
  for (const hit of found) score += hit.includes(' ') || (CJK.test(hit) && hit.length >= 4) ? 1.5 : 1;
  return score;
}

function matchersOf(topics: readonly Topic[]): Matcher[] {
  const known = compiled.get(topics);
  if (known) return known;
  const made = topics.map(({ key, keywords }) => {
    const folded = keywords.map(fold).filter((keyword) => keyword.replace('*', '') !== '');
    return {
      key,
      latin: latinPattern(folded.filter((keyword) => !CJK.test(keyword))),
      cjk: cjkPattern(folded.filter((keyword) => CJK.test(keyword))),
    };
  });
  compiled.set(topics, made);
  return made;
}

function latinPattern(keywords: string[]): RegExp | null {
  if (keywords.length === 0) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst(keywords).map(source).join('|')})(?![\\p{L}\\p{N}])`, 'gu');
}

function cjkPattern(keywords: string[]): RegExp | null {
  return keywords.length === 0 ? null : new RegExp(longestFirst(keywords).map(source).join('|'), 'gu');
}

function source(keyword: string): string {
  const stem = keyword.endsWith('*') ? keyword.slice(0, -1) : keyword;
  const escaped = stem.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/ /g, '[\\s-]+');
  return stem === keyword ? escaped : `${escaped}\\p{L}*`;
}

function longestFirst(keywords: string[]): string[] {
  return [...keywords].sort((a, b) => b.length - a.length);
}

/** Lower case, compatibility forms folded, typographic apostrophes plain. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[’‘`]/g, "'");
}
