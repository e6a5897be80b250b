import { readAuthResults, type AuthResults, type MethodResult } from './authResultsGrammar.js';
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

const UNKNOWN: SenderCheck = { verdict: 'none', shown: '' };

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
    const read = readAuthResults(value);
    if (read?.server !== trusted) continue;
    return {
      verdict: verdictOf(read, fromDomain),
      shown: read.results
        .map(({ method, result }) => `${method}=${result}`)
        .join(' ')
        .slice(0, 120),
    };
  }
  return UNKNOWN;
}

/** That a domain disowns a mail is heard from a line that is otherwise beyond reading, and nothing else is. */
function verdictOf({ results, wellFormed }: AuthResults, fromDomain: string): SenderCheck['verdict'] {
  const dmarc = results.filter(({ method }) => method === 'dmarc');
  if (dmarc.some((one) => one.result === 'fail' && mayConcern(one, fromDomain))) return 'fail';
  if (!wellFormed) return 'none';
  if (dmarc.some((one) => one.result === 'pass' && concerns(one, fromDomain))) return 'pass';
  return results.some((one) => one.result === 'pass' && isAligned(one, fromDomain)) ? 'pass' : 'none';
}

/** DMARC is about the From domain; a line that names another one is about another address. */
function concerns({ domains }: MethodResult, fromDomain: string): boolean {
  return (domains.get('header.from') ?? [fromDomain]).every((domain) => isSameOrAbove(domain, fromDomain));
}

/** In doubt a failure does. */
function mayConcern({ domains }: MethodResult, fromDomain: string): boolean {
  return (domains.get('header.from') ?? ['']).some((domain) => domain === '' || isSameOrAbove(domain, fromDomain));
}

/**
 * Whether the domain that signed, or that the envelope names, answers for the From domain: the same one or one above it.
 * RFC 7489 3.1 also takes sisters and children of one organisation, which cannot be told without a list of registries.
 */
function isAligned({ method, domains }: MethodResult, fromDomain: string): boolean {
  const named =
    method === 'dkim' ? (domains.get('header.d') ?? domains.get('header.i')) : method === 'spf' ? domains.get('smtp.mailfrom') : undefined;
  return named !== undefined && named.every((domain) => domain.includes('.') && isSameOrAbove(domain, fromDomain));
}

function isSameOrAbove(domain: string, fromDomain: string): boolean {
  return domain !== '' && (fromDomain === domain || fromDomain.endsWith(`.${domain}`));
}
