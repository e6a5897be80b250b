import { isChinese } from '../../i18n/closeUp.js';

const SHOWN = 8;
/** Words of Japanese have other characters besides. */
const HAN = /^[\p{Script=Han}*\s]+$/u;

/** A few of a topic's keywords, those that somebody with this language reads first, and how many there are more. */
export function keywordsShown(keywords: readonly string[], language: string): readonly string[] {
  const isRead = (word: string): boolean => HAN.test(word) === isChinese(language);
  const sorted = [...keywords.filter(isRead), ...keywords.filter((word) => !isRead(word))];
  return sorted.length > SHOWN ? [...sorted.slice(0, SHOWN), `+${sorted.length - SHOWN}`] : sorted;
}
