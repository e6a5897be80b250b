import { isChinese } from './closeUp.js';

const HAN_ENDS = /\p{Script=Han}$|[、，。：；！？」』）”]$/u;
const HAN_BEGINS = /^\p{Script=Han}/u;

/**
 * The pieces between which a Chinese line may be broken without tearing a word: browsers break it between any two
 * characters, and know phrases (`word-break: auto-phrase`) in Japanese only. Other languages stay in one piece.
 */
export function wholeWords(text: string, language: string): string[] {
  if (!isChinese(language) || !('Segmenter' in Intl)) return [text];
  const pieces: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    const before = pieces.at(-1);
    // Never before punctuation, and not within what has no Chinese beside it, such as an address.
    const mayBreak =
      isWordLike && before !== undefined && (HAN_ENDS.test(before) || (HAN_BEGINS.test(segment) && !/[\p{Ps}\p{Pi}]$/u.test(before)));
    if (before === undefined || mayBreak) pieces.push(segment);
    else pieces[pieces.length - 1] = before + segment;
  }
  return pieces;
}
