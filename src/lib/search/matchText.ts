import { fitOf } from './phoneNumbers.js';
import { type Query, type Term, termsIn } from './query.js';
import { eachToken, searchable } from './tokens.js';

/** Where a query's words stand in one of the fields. Ranges count the characters of the field's `searchable` form. */
export interface Hit {
  field: number;
  start: number;
  end: number;
}

/** Where a text has what was looked for. */
export interface TextMatch {
  /** The fields as they were written, where the ranges of the hits say the same there; otherwise as they were searched. */
  fields: string[];
  /** By field, then by place. */
  hits: Hit[];
  /** Whether a phone number that was asked for stands there whole, and not only ends alike. */
  wholeNumber: boolean;
}

interface Place extends Hit {
  position: number;
  wholeNumber?: boolean;
}

/** No phrase reaches from one field into the next. */
const FIELD_GAP = 1000;

/**
 * Makes the test for a query: the index proposes texts, this one reads them and decides. It knows phrases, and what the
 * index has of a text that was changed since does not deceive it.
 * @returns a function that gives null for fields without a match.
 */
export function createMatcher(query: Query): (fields: readonly string[]) => TextMatch | null {
  const terms = termsIn(query);
  const exact = new Map<string, number[]>();
  const prefixes: { token: string; term: number }[] = [];
  terms.forEach((term, i) => {
    for (const token of term.tokens) {
      if (term.prefix) prefixes.push({ token, term: i });
      else exact.set(token, [...(exact.get(token) ?? []), i]);
    }
  });
  const begins = [...new Set(terms.flatMap(({ tokens }) => tokens.map((token) => token.charCodeAt(0))))];

  return (given) => {
    const fields = given.map(searchable);
    const places: Place[][] = terms.map(() => []);
    let from = 0;
    fields.forEach((text, field) => {
      from =
        FIELD_GAP +
        eachToken(
          text,
          (token, start, end, position) => {
            for (const term of exact.get(token) ?? []) {
              const number = terms[term]?.number;
              const fit = number && fitOf(number, text.slice(start, end));
              if (fit !== null) places[term]?.push({ field, start, end, position, wholeNumber: fit === 'whole' });
            }
            for (const one of prefixes) if (token.startsWith(one.token)) places[one.term]?.push({ field, start, end, position });
          },
          from,
          begins,
        );
    });
    const found = evaluate(query, (term) => places[terms.indexOf(term)] ?? []);
    if (!found) return null;
    const hits = found.map(({ field, start, end }) => ({ field, start, end })).sort((a, b) => a.field - b.field || a.start - b.start);
    return {
      fields: fields.map((text, field) =>
        asWritten(
          given[field] ?? '',
          text,
          hits.filter((one) => one.field === field),
        ),
      ),
      hits,
      wholeNumber: found.some(({ wholeNumber }) => wholeNumber),
    };
  };
}

/** To the search a full-width comma is a comma, to whoever reads Chinese it is not. */
function asWritten(written: string, searched: string, hits: readonly Hit[]): string {
  return hits.every(({ start, end }) => searchable(written.slice(start, end)) === searched.slice(start, end)) ? written : searched;
}

function evaluate(query: Query, placesOf: (term: Term) => Place[]): Place[] | null {
  switch (query.kind) {
    case 'term': {
      const places = placesOf(query.term);
      return places.length ? places : null;
    }
    case 'phrase':
      return neighbours(query.terms.map(placesOf));
    case 'any': {
      const found = query.of.flatMap((part) => evaluate(part, placesOf) ?? []);
      return found.length ? found : null;
    }
    case 'all': {
      const all: Place[] = [];
      for (const part of query.of) {
        const found = evaluate(part, placesOf);
        if (!found) return null;
        all.push(...found);
      }
      return all;
    }
  }
}

/** The places of terms that follow each other without a gap. */
function neighbours(terms: Place[][]): Place[] | null {
  const byPosition = terms.map((places) => new Map(places.map((place) => [place.position, place])));
  const found: Place[] = [];
  for (const start of byPosition[0]?.keys() ?? []) {
    const run = byPosition.map((places, i) => places.get(start + i));
    if (run.every((place) => place !== undefined)) found.push(...run);
  }
  return found.length ? found : null;
}
