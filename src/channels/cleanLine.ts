import { withoutInvisible } from '../contract/invisible.js';

/** One line without control characters and without what nobody sees; at most `maxLength` characters. */
export function cleanLine(text: string, maxLength: number): string {
  // U+2800 is the blank of Braille.
  const line = withoutInvisible(text.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029\u2800]+/g, ' '));
  return [...line.replace(/ {2,}/g, ' ').trim()].slice(0, maxLength).join('');
}

/** A person's name as others wrote it; null when nothing is left. */
export function cleanName(name: string | null): string | null {
  return cleanLine(name ?? '', 200) || null;
}
