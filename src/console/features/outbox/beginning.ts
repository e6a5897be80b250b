import type { OutboxItem } from '../../../contract/desk.js';
import { drawLists } from '../../../contract/saidWords.js';

/** A text without its empty lines: of a few lines that are shown of it, none is spent on nothing. */
export const beginningOf = ({ text, formatted }: Pick<OutboxItem, 'text' | 'formatted'>): string =>
  (formatted ? drawLists(text) : text).replace(/\n\s*\n/g, '\n');
