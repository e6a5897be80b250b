import type { Say } from './careError.js';

/** One line of the table. */
export interface CheckResult {
  check: string;
  found: number;
  /** The first few, by id. */
  examples: string[];
  /** What to do about it. */
  remedy: string;
  repaired: number;
}

export interface CheckOptions {
  now: Date;
  /** Puts right what can be put right without a doubt. */
  repair: boolean;
  /** What is written in two steps may be seen between them: suspects are looked at again after this; 2 s unless told. */
  settleMs?: number;
  say: Say;
}

const MAX_EXAMPLES = 5;

/** Collects what one check finds: all are counted, few are kept. */
export class Finding {
  readonly result: CheckResult;

  constructor(check: string, remedy: string) {
    this.result = { check, remedy, found: 0, examples: [], repaired: 0 };
  }

  add(example: string): void {
    this.result.found++;
    if (this.result.examples.length < MAX_EXAMPLES) this.result.examples.push(example);
  }
}
