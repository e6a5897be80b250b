import { ownText, type Written } from '../screening/fold/foldOf.js';

/** What this message itself says, at most `max` characters of it: just the words that its agent sees unfolded. */
export function ownWords(message: Written, max = 2000): string {
  return ownText(message).trim().slice(0, max);
}
