import type { Message } from '../tickets/message.js';
import { ownWords } from './ownWords.js';
import { referenceNumbers } from './referenceNumbers.js';
import { significantWords } from './similarity.js';
import { baseSubject } from './subjectText.js';

const WORDS_MAX = 30;
const NUMBERS_MAX = 12;
/** Marks a number in a list of terms: words never begin with it. */
const NUMBER = '#';

/**
 * What a ticket is about, as far as its customer has said: the words that tell issues apart, and the numbers of orders,
 * parcels and devices (`#a123`). The first words stay, since a customer names his matter at the beginning; numbers are
 * added as they come.
 */
export function addTerms(terms: readonly string[], subject: string | null, text: string): string[] {
  const said = `${baseSubject(subject)}\n${ownWords(text)}`;
  const numbers = new Set(terms.filter((term) => term.startsWith(NUMBER)));
  for (const number of referenceNumbers(said)) if (numbers.size < NUMBERS_MAX) numbers.add(NUMBER + number);
  const words = new Set(terms.filter((term) => !term.startsWith(NUMBER)));
  for (const word of significantWords(said, WORDS_MAX)) if (words.size < WORDS_MAX) words.add(word);
  return [...words, ...numbers];
}

/** The terms of a ticket counted anew, after messages came or went. @param messages all of it, oldest first. */
export function termsOf(messages: readonly Pick<Message, 'direction' | 'wroteBy' | 'subject' | 'text'>[]): string[] {
  const said = messages.filter((message) => message.direction === 'in' && message.wroteBy === 'person');
  return said.reduce<string[]>((terms, { subject, text }) => addTerms(terms, subject, text), []);
}

/** The two kinds of terms apart again. */
export function splitTerms(terms: readonly string[]): { words: string[]; numbers: string[] } {
  const numbers = terms.filter((term) => term.startsWith(NUMBER)).map((term) => term.slice(NUMBER.length));
  return { words: terms.filter((term) => !term.startsWith(NUMBER)), numbers };
}
