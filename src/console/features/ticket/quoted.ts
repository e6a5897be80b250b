import type { Message } from '../../../contract/tickets.js';

/**
 * What of a message is shown at once, and whether something is folded away: quotations, signatures. Unfolded, the whole
 * text stands in its order, since answers may stand between the lines they answer.
 */
export function splitQuoted({ text, fold }: Pick<Message, 'text' | 'fold'>): { said: string; folded: boolean } {
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
