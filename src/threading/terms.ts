import type { Written } from '../screening/fold/foldOf.js';
import type { Message } from '../tickets/message.js';
import { bodyOf } from './letterBody.js';
import { ownWords } from './ownWords.js';
import { referenceNumbers } from './referenceNumbers.js';
import { significantWords } from './similarity.js';
import { baseSubject } from './subjectText.js';

const WORDS_MAX = 30;
const NUMBERS_MAX = 12;
/** Mark numbers in a list of terms, those of orders twice: words never begin with it. */
const NUMBER = '#';
const ORDER = '##';

/** What is read of a message. Its sender's name stands under many mails and says nothing about any issue. */
type Said = Pick<Message, 'subject'> & Written & { from?: Pick<Message['from'], 'name'> };

/**
 * What a ticket is about, as far as its customer has said: the words that tell issues apart, and the numbers of orders,
 * parcels and devices (`#a123`; of an order `##a123` as
 * well). The first words stay, since a customer names his matter at the beginning; numbers are
 * added as they come.
 */
export function addTerms(terms: readonly string[], said: Said): string[] {
  const { subject, from } = said;
  const written = ownWords(said);
  const head = baseSubject(subject);
  const signed = significantWords(from?.name ?? '');
  const numbers = new Set(terms.filter((term) => term.startsWith(NUMBER)));
  const { all, orders } = referenceNumbers(`${head}\n${written}`);
  for (const number of [...[...orders].map((order) => ORDER + order), ...[...all].map((plain) => NUMBER + plain)]) {
    if (numbers.size < NUMBERS_MAX) numbers.add(number);
  }
  const words = new Set(terms.filter((term) => !term.startsWith(NUMBER)));
  for (const word of significantWords(`${head}\n${bodyOf(written, from?.name)}`))
    if (words.size < WORDS_MAX && !signed.has(word)) words.add(word);
  return [...words, ...numbers];
}

/** The terms of a ticket counted anew, after messages came or went. @param messages all of it, oldest first. */
export function termsOf(messages: readonly Message[]): string[] {
  const said = messages.filter((message) => message.direction === 'in' && message.wroteBy === 'person');
  return said.reduce<string[]>((terms, message) => addTerms(terms, message), []);
}

/** The kinds of terms apart again, in one pass: this runs for every ticket that a message could belong to. */
export function splitTerms(terms: readonly string[]): { words: string[]; numbers: string[]; orders: string[] } {
  const kinds = { words: [] as string[], numbers: [] as string[], orders: [] as string[] };
  for (const term of terms) {
    if (!term.startsWith(NUMBER)) kinds.words.push(term);
    else if (term.startsWith(ORDER)) kinds.orders.push(term.slice(ORDER.length));
    else kinds.numbers.push(term.slice(NUMBER.length));
  }
  return kinds;
}

/** What a message and a ticket share. */
export interface Overlap {
  /** How many words the ticket has, and how many of them the message has as well. */
  words: number;
  common: number;
  hasNumbers: boolean;
  hasOrders: boolean;
  sameNumber: boolean;
}

/** Counts it in one pass over the ticket's terms, and makes nothing: a message may be held against a hundred tickets. */
export function overlapOf(terms: readonly string[], said: ReadonlySet<string>, numbers: ReadonlySet<string>): Overlap {
  const overlap = { words: 0, common: 0, hasNumbers: false, hasOrders: false, sameNumber: false };
  for (const term of terms) {
    if (!term.startsWith(NUMBER)) {
      overlap.words += 1;
      if (said.has(term)) overlap.common += 1;
    } else if (term.startsWith(ORDER)) overlap.hasOrders = true;
    else {
      overlap.hasNumbers = true;
      if (numbers.size > 0 && numbers.has(term.slice(NUMBER.length))) overlap.sameNumber = true;
    }
  }
  return overlap;
}
