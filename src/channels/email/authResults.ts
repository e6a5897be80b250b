import type { HeaderLine } from './headerScan.js';

/**
 * What a receiving server found out about a mail's sender (RFC 8601). `pass`: the From address is the domain's own word.
 * `fail`: the domain itself says that this mail is not from there. `none`: nothing is known.
 */
export interface SenderCheck {
  verdict: 'pass' | 'fail' | 'none';
  /** The methods in few words for agents, such as `dmarc=pass dkim=pass`; empty when there is no result to trust. */
  shown: string;
}

interface MethodResult {
  method: string;
  result: string;
  /** `header.d` and the like, in lower case. */
  properties: Map<string, string>;
}

const UNKNOWN: SenderCheck = { verdict: 'none', shown: '' };
const METHODS = new Set(['dmarc', 'dkim', 'spf']);
const MAX_RESULTS = 20;

/**
 * Reads the topmost Authentication-Results of the server that we trust, and of no other: anybody can write such a line
 * into his mail, and what stands below the first one came with it. A server that checks mail takes lines in its own name
 * out before it adds its own (RFC 8601 section 5).
 * @param trusted the server's authserv-id in lower case; null trusts nobody.
 * @param fromDomain of the one From address, in ASCII and lower case; null when it cannot be told.
 */
export function checkSender(headers: readonly HeaderLine[], trusted: string | null, fromDomain: string | null): SenderCheck {
  if (trusted === null || fromDomain === null) return UNKNOWN;
  for (const { name, value } of headers) {
    if (name !== 'authentication-results') continue;
    const [id = '', ...rest] = splitOutsideQuotes(withoutComments(value), ';');
    if (authservId(id) !== trusted) continue;
    const results = rest.slice(0, MAX_RESULTS).flatMap(readResult);
    return {
      verdict: verdictOf(results, fromDomain),
      shown: results
        .map(({ method, result }) => `${method}=${result}`)
        .join(' ')
        .slice(0, 120),
    };
  }
  return UNKNOWN;
}

function verdictOf(results: MethodResult[], fromDomain: string): SenderCheck['verdict'] {
  const dmarc = results.filter(({ method }) => method === 'dmarc');
  if (dmarc.some(({ result, properties }) => result === 'fail' && concerns(properties, fromDomain))) return 'fail';
  if (dmarc.some(({ result, properties }) => result === 'pass' && concerns(properties, fromDomain))) return 'pass';
  return results.some((one) => one.result === 'pass' && isAligned(one, fromDomain)) ? 'pass' : 'none';
}

/** DMARC is about the From domain; a line that names another one is about another address. */
function concerns(properties: Map<string, string>, fromDomain: string): boolean {
  const from = properties.get('header.from');
  return from === undefined || domainOf(from) === fromDomain || fromDomain.endsWith(`.${domainOf(from)}`);
}

/**
 * Whether the domain that signed, or that the envelope names, answers for the From domain: the same one or one above it.
 * RFC 7489 3.1 also takes sisters and children of one organisation, which cannot be told without a list of registries.
 */
function isAligned({ method, properties }: MethodResult, fromDomain: string): boolean {
  const named =
    method === 'dkim'
      ? (properties.get('header.d') ?? properties.get('header.i'))
      : method === 'spf'
        ? properties.get('smtp.mailfrom')
        : undefined;
  const domain = named === undefined ? '' : domainOf(named);
  return domain.includes('.') && (fromDomain === domain || fromDomain.endsWith(`.${domain}`));
}

function domainOf(value: string): string {
  return value.slice(value.lastIndexOf('@') + 1);
}

/** A name and maybe the version, `example.com 1`. */
function authservId(text: string): string {
  const [name = '', version = '1', ...more] = text.trim().split(/\s+/);
  return more.length === 0 && version === '1' ? name.replace(/^"|"$/g, '').toLowerCase() : '';
}

/** `dkim=pass reason="good" header.d=example.org`; a method may have a version, `dkim/1`. */
function readResult(text: string): MethodResult[] {
  const found = /^\s*([a-z0-9-]+)(?:\s*\/\s*\d+)?\s*=\s*([a-z]+)(?=\s|$)/i.exec(text);
  const method = found?.[1]?.toLowerCase() ?? '';
  if (!found?.[2] || !METHODS.has(method)) return [];
  const properties = new Map<string, string>();
  for (const [, type, name, quoted, plain] of text
    .slice(found[0].length)
    .matchAll(/([a-z]+)\s*\.\s*([a-z0-9_-]+)\s*=\s*(?:"([^"]*)"|([^\s"]+))/gi)) {
    const key = `${type}.${name}`.toLowerCase();
    if (!properties.has(key)) properties.set(key, (quoted ?? plain ?? '').toLowerCase());
  }
  return [{ method, result: found[2].toLowerCase(), properties }];
}

function splitOutsideQuotes(text: string, mark: string): string[] {
  const parts = [''];
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    if (letter === mark && !quoted) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

/** RFC 5322 comments nest, and a backslash takes the next letter's meaning. */
function withoutComments(text: string): string {
  let bare = '';
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '\\') at += 1;
    else if (letter === '"' && depth === 0) {
      quoted = !quoted;
      bare += letter;
    } else if (letter === '(' && !quoted) depth += 1;
    else if (letter === ')' && depth > 0) depth -= 1;
    else if (depth === 0) bare += letter;
  }
  return bare;
}
