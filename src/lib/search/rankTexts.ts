import { eachToken, searchable } from './tokens.js';

/** A word in the first field says more about a text than one in the rest. */
const FIRST_FIELD = 3;
/** Of BM25: how fast a word's repetition stops counting, and how much long texts are held back. */
const K = 1.2;
const B = 0.75;

/**
 * Texts that have at least one of the words, best first (BM25 over a few hundred texts, read as a whole): for proposing,
 * where a search that wants all the words would find nothing. Words of a question that half of the texts have (the, is,
 * 的) weigh next to nothing by themselves.
 * @param fields of a text, the most telling first.
 */
export function rankTexts<T>(query: string, items: readonly T[], fields: (item: T) => readonly string[]): { item: T; score: number }[] {
  const asked = new Set(tokensOf(query));
  if (!asked.size || !items.length) return [];
  const texts = items.map((item) => {
    const counts = new Map<string, number>();
    let length = 0;
    fields(item).forEach((field, i) => {
      for (const token of tokensOf(field)) {
        length++;
        if (asked.has(token)) counts.set(token, (counts.get(token) ?? 0) + (i === 0 ? FIRST_FIELD : 1));
      }
    });
    return { item, counts, length };
  });
  const mean = texts.reduce((sum, { length }) => sum + length, 0) / texts.length || 1;
  const rarity = new Map(
    [...asked].map((token) => {
      const having = texts.filter(({ counts }) => counts.has(token)).length;
      return [token, Math.log(1 + (texts.length - having + 0.5) / (having + 0.5))];
    }),
  );
  return texts
    .map(({ item, counts, length }) => ({
      item,
      score: [...counts].reduce(
        (sum, [token, count]) => sum + (rarity.get(token) ?? 0) * ((count * (K + 1)) / (count + K * (1 - B + (B * length) / mean))),
        0,
      ),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  eachToken(searchable(text), (token) => tokens.push(token));
  return tokens;
}
