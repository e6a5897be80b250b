import { isOrigin } from '../../../contract/isOrigin.js';

const LONGEST = 300;

/** What is wrong with one of the origins that were typed, and where it stands. */
export interface OriginProblem {
  kind: 'star' | 'instead' | 'form';
  /** From 1. */
  line: number;
  text: string;
  /** What to write in its place, where that is plain. */
  origin: string;
  /** Of its first letter. */
  at: number;
}

/** Origins, one on a line or several with blanks between, and the first thing that the server would refuse in them. */
export function readOrigins(typed: string): { origins: string[]; problem: OriginProblem | null } {
  const found = [...typed.matchAll(/\S+/g)];
  const wrong = found.find(([text]) => text.length > LONGEST || !isOrigin(text));
  const problem = wrong && {
    ...problemOf(wrong[0]),
    text: wrong[0],
    line: typed.slice(0, wrong.index).split('\n').length,
    at: wrong.index,
  };
  return { origins: found.map(([text]) => text), problem: problem ?? null };
}

function problemOf(text: string): Pick<OriginProblem, 'kind' | 'origin'> {
  if (text.includes('*')) return { kind: 'star', origin: '' };
  // As an address is often typed; a name without a dot is more likely a slip.
  const origin = originIn(text) ?? (text.includes('.') && !text.includes('://') ? originIn(`https://${text}`) : null);
  return origin ? { kind: 'instead', origin } : { kind: 'form', origin: '' };
}

function originIn(text: string): string | null {
  const origin = text.length <= LONGEST && URL.canParse(text) ? new URL(text).origin : '';
  return isOrigin(origin) ? origin : null;
}
