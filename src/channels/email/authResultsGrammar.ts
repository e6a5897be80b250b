import { domainToASCII } from 'node:url';

/** What one method found: `dkim=pass header.d=example.org`. */
export interface MethodResult {
  method: string;
  result: string;
  /** The domains that `header.d` and the like name, in ASCII; an empty one where the value names none. */
  domains: Map<string, string[]>;
}

export interface AuthResults {
  /** The authserv-id, in lower case. */
  server: string;
  results: MethodResult[];
  /** False: something in the line is not as RFC 8601 has it, so that what it says may be said by whom it is about. */
  wellFormed: boolean;
}

/** A mail may bear many signatures; a line with more results than this is read no further. */
const MAX_RESULTS = 100;
const METHODS = new Set(['dmarc', 'dkim', 'spf']);

/** Something that is not as the grammar has it. */
class Malformed extends Error {}

/**
 * Reads an Authentication-Results line by the grammar of RFC 8601 2.2. Its values hold what a stranger has written, a local
 * part in quotes for one, so nothing is searched for: all is read in its order. Two things are taken that the grammar has
 * not, since large services write them: properties without a type (`action=none`), and a semicolon at the end.
 * @returns null when not even the server's name can be read.
 */
export function readAuthResults(line: string): AuthResults | null {
  const text = createCursor(line);
  let server: string;
  try {
    text.skip();
    server = text.value().toLowerCase();
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
  const read: AuthResults = { server, results: [], wellFormed: true };
  tolerate(read, () => {
    const version = text.skip() ? text.word(/\d+/y) : null;
    text.skip();
    if ((version !== null && version !== '1') || !text.isAtEnd()) throw new Malformed();
  });
  for (let count = 0; text.nextPart(); count += 1) {
    if (count >= MAX_RESULTS) return { ...read, wellFormed: false };
    tolerate(read, () => readResult(text, read.results));
  }
  return text.isClosed() ? read : { ...read, wellFormed: false };
}

/** What follows a malformed part is still read: that a domain disowns a mail is not to be hidden by it. */
function tolerate(read: AuthResults, part: () => void): void {
  try {
    part();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    read.wellFormed = false;
  }
}

const KEYWORD = /[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?/iy;

/** `resinfo`, or `none` for no result at all; a method that says nothing about senders is passed over. */
function readResult(text: Cursor, results: MethodResult[]): void {
  text.skip();
  if (text.isAtEnd()) return;
  const method = text.need(KEYWORD);
  if (!METHODS.has(method) && method !== 'none') return;
  text.skip();
  if (method === 'none' && text.isAtEnd()) return;
  if (text.take('/')) {
    text.skip();
    text.need(/\d+/y);
    text.skip();
  }
  text.equals();
  text.skip();
  const found: MethodResult = { method, result: text.need(KEYWORD), domains: new Map() };
  while (text.isApart()) readProperty(text, found.domains);
  results.push(found);
}

/** `ptype.property=pvalue`, `reason="..."`. */
function readProperty(text: Cursor, domains: MethodResult['domains']): void {
  let name = text.need(KEYWORD);
  text.skip();
  if (text.take('.')) {
    text.skip();
    name += `.${text.need(KEYWORD)}`;
    text.skip();
  }
  text.equals();
  const isApart = text.skip();
  const value = text.value();
  // Nothing stands behind the sign, and what is taken for the value is the next property.
  if (isApart && /^[a-z]+\.[a-z0-9_-]+=/i.test(value)) throw new Malformed();
  const named = domains.get(name);
  if (named) named.push(domainOf(value));
  else domains.set(name, [domainOf(value)]);
}

/** Of `example.org`, `@example.org`, `ann@example.org` and `"ann at home"@example.org`; empty for anything else. */
function domainOf(value: string): string {
  const [, domain = ''] = /^(?:(?:"(?:[^"\\]|\\.)*"|[^"@\s\\]*)@)?([^@\s"]+?)\.?$/.exec(value) ?? [];
  return domainToASCII(domain);
}

type Cursor = ReturnType<typeof createCursor>;

/** Where we are in the line. What it cannot read it throws as `Malformed`. */
function createCursor(line: string) {
  let at = 0;
  let isClosed = true;

  const word = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const [found] = pattern.exec(line) ?? [];
    if (found === undefined) return null;
    at += found.length;
    return found.toLowerCase();
  };
  const need = (pattern: RegExp): string => {
    const found = word(pattern);
    if (found === null) throw new Malformed();
    return found;
  };
  const take = (letter: string): boolean => {
    const is = line[at] === letter;
    if (is) at += 1;
    return is;
  };
  /**
   * Over a quoted string or a comment, in which comments nest; a backslash takes the next letter's meaning. What has no end is
   * none: its mark is a letter like any other, and so are those behind it.
   */
  const pass = (opens: string, closes: string): void => {
    let depth = 0;
    for (let end = at; isClosed && end < line.length; end += 1) {
      const letter = line[end];
      if (letter === '\\') end += 1;
      else if (letter === closes && depth > 0) depth -= 1;
      else if (letter === opens) depth += 1;
      if (depth === 0) {
        at = end + 1;
        return;
      }
    }
    isClosed = false;
    at += 1;
    throw new Malformed();
  };
  /** White space and comments. */
  const skip = (): boolean => {
    const from = at;
    for (;;) {
      if (/\s/.test(line[at] ?? '')) at += 1;
      else if (line[at] === '(') pass('(', ')');
      else return at > from;
    }
  };
  const isAtEnd = (): boolean => at >= line.length || line[at] === ';';
  const PLAIN = /[^\s"();\\]+/y;

  return {
    word,
    need,
    take,
    skip,
    isAtEnd,
    /** Whether every quotation and comment so far had its end. */
    isClosed: (): boolean => isClosed,
    equals(): void {
      if (!take('=')) throw new Malformed();
    },
    /** Whether something more stands in this part, and stands apart from what was read. */
    isApart(): boolean {
      const skipped = skip();
      if (isAtEnd()) return false;
      if (!skipped) throw new Malformed();
      return true;
    },
    /** A plain run, a quoted string without its quotes, or an address whose local part is quoted, as it stands. */
    value(): string {
      if (line[at] !== '"') return need(PLAIN);
      const from = at;
      pass('"', '"');
      if (line[at] === '@') {
        need(PLAIN);
        return line.slice(from, at);
      }
      return line.slice(from + 1, at - 1).replace(/\\(.)/gs, '$1');
    },
    /** To behind the next semicolon that is one; false: there is none. */
    nextPart(): boolean {
      while (!isAtEnd()) {
        if (!isClosed) {
          at += 1;
          continue;
        }
        try {
          if (line[at] === '"') pass('"', '"');
          else if (!skip()) at += 1;
        } catch (error) {
          if (!(error instanceof Malformed)) throw error;
        }
      }
      return take(';');
    },
  };
}
