import { type AskedNumber, readNumber } from './phoneNumbers.js';
import { eachToken, foldWord, NOWHERE, searchable } from './tokens.js';

/** One word of a query: any of its spellings, whole or as the beginning of a word. */
export interface Term {
  tokens: string[];
  prefix: boolean;
  /** Of a phone number: the token only proposes, this decides. */
  number?: AskedNumber;
}

/** What a text must have. `phrase`: the terms next to each other. */
export type Query = { kind: 'term'; term: Term } | { kind: 'phrase'; terms: Term[] } | { kind: 'all' | 'any'; of: Query[] };

const MAX_QUERY = 300;
const MAX_PARTS = 12;
/** A phrase of more is found by its first: enough to tell one text from all others. */
const MAX_PHRASE = 40;
/** Words of this length also find longer ones (refund, refunds); shorter ones would find half the language. */
const OPEN_WORD = 4;
/** The last word may be half typed. */
const OPEN_LAST = 2;

const CHUNK = /"([^"]*)"?|(\+?\d[\d ()./-]{5,24}\d(?![\p{L}\p{N}]))|([^\s"]+)/gu;

/**
 * Reads what somebody typed: all its words must be there; words of four letters and the last one as beginnings too;
 * what is joined by signs (a mail address, an order number) and what stands in quotes as a phrase.
 * @returns null when there is nothing to look for.
 */
export function readQuery(typed: string): Query | null {
  const text = searchable(typed.slice(0, MAX_QUERY));
  const parts: Query[] = [];
  const chunks = [...text.matchAll(CHUNK)];
  const lastEnd = text.trimEnd().length;
  for (const match of chunks) {
    if (parts.length >= MAX_PARTS) break;
    const [whole, quoted, number, word] = match;
    const isLast = match.index + whole.length >= lastEnd;
    const part = quoted !== undefined ? exactly(quoted) : number !== undefined ? numbered(number, isLast) : loosely(word ?? '', isLast);
    if (part) parts.push(part);
  }
  const [only] = parts;
  if (!only) return null;
  return parts.length === 1 ? only : { kind: 'all', of: parts };
}

function exactly(quoted: string): Query | null {
  return phraseOf(termsOf(quoted).map((term) => ({ ...term, prefix: false })));
}

function loosely(word: string, isLast: boolean): Query | null {
  const terms = termsOf(word);
  const [first] = terms;
  const last = terms.at(-1);
  if (!first || !last) return null;
  const token = last.tokens[0] ?? '';
  const isWord = /^[\p{L}\p{N}]+$/u.test(token) && !last.prefix && !isPaired(token);
  if (isWord)
    last.prefix = (isLast && token.length >= OPEN_LAST) || (terms.length === 1 && token.length >= OPEN_WORD && !/^\d+$/.test(token));
  return phraseOf(terms);
}

/** A phone or order number: as the number in any writing, as the digits without a break, or just as it is typed. */
function numbered(typed: string, isLast: boolean): Query | null {
  const number = readNumber(typed);
  // Longer ones than a complete number are others.
  const isOpen = isLast && !number?.complete;
  const asTyped = loosely(typed, isOpen);
  if (!number || !asTyped) return asTyped;
  const joined = typed.replace(/\D/g, '');
  return {
    kind: 'any',
    of: [
      { kind: 'term', term: { tokens: [number.token], prefix: false, number } },
      { kind: 'term', term: { tokens: [foldWord(joined)], prefix: isOpen } },
      asTyped,
    ],
  };
}

function phraseOf(terms: Term[]): Query | null {
  const [first] = terms;
  if (!first) return null;
  return terms.length === 1 ? { kind: 'term', term: first } : { kind: 'phrase', terms: terms.slice(0, MAX_PHRASE) };
}

/** The tokens of a piece as neighbours; a single pair-written character as the beginning of its pairs. */
function termsOf(piece: string): Term[] {
  const terms: Term[] = [];
  const positions: number[] = [];
  eachToken(piece, (token, _start, _end, position) => {
    if (position === NOWHERE) return;
    if (positions.at(-1) === position) terms.at(-1)?.tokens.push(token);
    else {
      terms.push({ tokens: [token], prefix: false });
      positions.push(position);
    }
  });
  // The single character that ends a run says nothing beyond the pair before it.
  return terms.flatMap((term, i) => {
    const [token = ''] = term.tokens;
    if (!isPaired(token) || [...token].length > 1) return [term];
    const before = terms[i - 1]?.tokens[0] ?? '';
    return isPaired(before) && before.endsWith(token) ? [] : [{ ...term, prefix: true }];
  });
}

function isPaired(token: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u.test(
    token,
  );
}

/** Whether a phone number is asked for: then only the texts tell what fits, and how well. */
export function asksNumber(query: Query): boolean {
  return termsIn(query).some(({ number }) => number !== undefined);
}

/** Every term of a query. */
export function termsIn(query: Query): Term[] {
  switch (query.kind) {
    case 'term':
      return [query.term];
    case 'phrase':
      return query.terms;
    default:
      return query.of.flatMap(termsIn);
  }
}
