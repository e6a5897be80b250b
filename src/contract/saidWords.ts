/** Of a message, as it is stored and as it is shown. */
interface Said {
  text: string;
  fold?: readonly { kind: 'visible' | 'quoted' | 'signature'; length: number }[] | null;
  direction: 'in' | 'out' | 'note';
  html: string | null;
}

/**
 * What of a message is shown at once, and whether something is folded away: quotations, signatures. Unfolded, the whole
 * text stands in its order, since answers may stand between the lines they answer.
 */
export function splitQuoted({ text, fold }: Pick<Said, 'text' | 'fold'>): { said: string; folded: boolean } {
  if (!fold) return { said: text, folded: false };
  let at = 0;
  let said = '';
  for (const { kind, length } of fold) {
    if (kind === 'visible') said += text.slice(at, at + length);
    at += length;
  }
  said = said.trim();
  return said === '' || said === text.trim() ? { said: text, folded: false } : { said, folded: true };
}

/** The lists in the plain form of what we wrote with formatting, as they are read: it goes out with `* `. */
export const drawLists = (words: string): string => words.replaceAll(/^ ?\* /gm, '• ');

/** Words of a message as they are read: all of its text, or some. */
export function asRead(words: string, { direction, html }: Pick<Said, 'direction' | 'html'>): string {
  return direction === 'out' && html !== null ? drawLists(words) : words;
}

/** What a ticket shows at once of a message; what lists and stories show is the beginning of it. */
export function saidWords(message: Said): string {
  return asRead(splitQuoted(message).said, message);
}
