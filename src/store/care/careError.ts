/** A refusal or a finding for the person at the keyboard: the commands print its message alone and end with 1. */
export class CareError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'CareError';
  }
}

/** Prints one line of progress. */
export type Say = (line: string) => void;

/** What went wrong, in words, whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** 1234567 -> 1,234,567 */
export const figure = (n: number): string => n.toLocaleString('en-US');

const TELL_MS = 2_000;

/** @returns what says how far a long step is, every two seconds at most. */
export function steadily(say: Say): (line: () => string) => void {
  let told = Date.now();
  return (line) => {
    if (Date.now() - told < TELL_MS) return;
    told = Date.now();
    say(line());
  };
}
