import { setTimeout as sleep } from 'node:timers/promises';
import fc from '../../support/random.js';
import type { Desk } from '../../support/startDesk.js';
import type { CuttableLine } from './cuttableLine.js';

/** Something that goes wrong while both sides type. */
export interface Break {
  /** Whose line; or the server itself, ended gracefully or killed, which takes both. */
  what: 'visitor' | 'agent' | 'both' | 'restart' | 'kill';
  how: 'cut' | 'stall';
  afterMs: number;
  forMs: number;
}

export interface Place {
  desk: Desk;
  visitorLine: CuttableLine;
  agentLine: CuttableLine;
}

/** Any line more often than the server, whose restart takes seconds. */
const WHATS: readonly Break['what'][] = ['visitor', 'visitor', 'agent', 'agent', 'both', 'both', 'restart', 'kill'];

const aBreak: fc.Arbitrary<Break> = fc.record({
  what: fc.constantFrom(...WHATS),
  how: fc.constantFrom<Break['how']>('cut', 'stall'),
  afterMs: fc.integer({ min: 0, max: 900 }),
  forMs: fc.integer({ min: 30, max: 700 }),
});
const gap = fc.integer({ min: 0, max: 160 });
const gaps = fc.array(gap, { minLength: 3, maxLength: 8 });

/** How one round goes: what breaks when, and the pauses between the lines of each side. */
export const aPlan = fc.record({
  breaks: fc.array(aBreak, { minLength: 1, maxLength: 4 }),
  gaps: fc.record({ visitor: gaps, agent: gaps }),
});
export interface Plan {
  breaks: readonly Break[];
  gaps: { visitor: readonly number[]; agent: readonly number[] };
}

export async function breakIt({ desk, visitorLine, agentLine }: Place, { what, how, afterMs, forMs }: Break): Promise<void> {
  await sleep(afterMs);
  if (what === 'restart') return desk.restart();
  if (what === 'kill') {
    await desk.kill9();
    await sleep(forMs);
    return desk.restart();
  }
  const lines = what === 'both' ? [visitorLine, agentLine] : [what === 'visitor' ? visitorLine : agentLine];
  for (const line of lines) line[how]();
  await sleep(forMs);
  for (const line of lines) line.mend();
}

/** Writes the texts one after the other, with these pauses before them. */
export async function type(
  write: (text: string) => void | Promise<void>,
  texts: readonly string[],
  pauses: readonly number[],
): Promise<void> {
  for (const [i, text] of texts.entries()) {
    await sleep(pauses[i % pauses.length] ?? 0);
    await write(text);
  }
}

export const told = (breaks: readonly Break[]): string =>
  breaks
    .map(({ what, how, afterMs, forMs }) =>
      what === 'restart' ? `restart after ${afterMs}` : `${what} ${what === 'kill' ? 'dead' : how} after ${afterMs} for ${forMs}`,
    )
    .join(', ');
