import { CHASES, CONTINUES } from './goesOnPhrases.js';

/** By which an answer begins, as a word by itself: "No signal" is none. */
const ANSWERS =
  /^[^\p{L}\p{N}\n]*(?:(?:yes|yep|yeah|no|nope|ok|okay|sure|ja|nein|oui|non|sí|sim|não)(?=\s*(?:[,.;!]|$))|是的|好的|(?:对|對|不是|没有|沒有)(?=[，,。！]|$)|はい|いいえ|いえ(?=、))/mu;
const OWN_HEAD = 600;

/** Null: it says nothing of the kind. */
export type GoesOn = 'chases' | 'continues' | null;

/** Whether a text says of itself that it goes on with something. `chases`: he asks us for what he waits for. */
export function goesOn(text: string): GoesOn {
  const head = text.slice(0, OWN_HEAD).toLowerCase().replace(/[’‘`]/g, "'");
  if (CHASE.test(head)) return 'chases';
  return CONTINUE.test(head) || ANSWERS.test(head) ? 'continues' : null;
}

/** Whether a text asks a question. */
export function asksSomething(text: string): boolean {
  return text.includes('?') || text.includes('？');
}

const CHASE = patternOf(CHASES);
const CONTINUE = patternOf(CONTINUES);

function patternOf(phrases: string[]): RegExp {
  const cjk = phrases.filter((phrase) => phrase.charCodeAt(0) > 0x2e7f);
  const latin = phrases.filter((phrase) => phrase.charCodeAt(0) <= 0x2e7f);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${latin.join('|')})|(?:${cjk.join('|')})`, 'u');
}
